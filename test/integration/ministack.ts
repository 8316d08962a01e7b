import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { request } from 'http';
import { tmpdir } from 'os';
import { join } from 'path';
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { answers, freePort, root, run, Running, start, tools, tsx } from './process';

export const account = '123456789012';

export interface Ministack {
  readonly endpoint: string;
  readonly environment: Record<string, string>;
  readonly server: Running;
}

/** An AWS emulator that runs Node handlers and enforces IAM for each function's role. */
export async function startMinistack(): Promise<Ministack> {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const state = mkdtempSync(join(tmpdir(), 'faasade-ministack-'));
  const server = start(tools.ministack, [], {
    AUTH: 'true',
    BIND_HOST: '127.0.0.1',
    GATEWAY_PORT: String(port),
    MINISTACK_ACCOUNT_ID: account,
    STATE_DIR: state,
    // The AWS SDK, which Lambda's own runtime holds.
    NODE_PATH: tools.runtimeModules,
  });
  await answers(`${endpoint}/_ministack/health`, server);
  const environment = {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ENDPOINT_URL_S3: endpoint,
    AWS_ACCESS_KEY_ID: account,
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    CDK_DISABLE_CLI_TELEMETRY: '1',
  };
  const stop = async () => {
    await server.stop();
    rmSync(state, { recursive: true, force: true });
  };
  return { endpoint, environment, server: { ...server, stop } };
}

/** For the AWS SDK in tests themselves: the account's own user, who may do everything. */
export function clientOptions({ endpoint }: Ministack) {
  return { endpoint, region: 'us-east-1', credentials: { accessKeyId: account, secretAccessKey: 'test' } };
}

/** The lines that a function wrote to its log group. */
export async function linesOf(ministack: Ministack, logGroupName: string): Promise<string[]> {
  const logs = new CloudWatchLogs(clientOptions(ministack));
  const lines: string[] = [];
  let nextToken: string | undefined;
  do {
    const page = await logs.filterLogEvents({ logGroupName, nextToken });
    lines.push(...page.events!.map(({ message }) => message!));
    nextToken = page.nextToken;
  } while (nextToken);
  return lines;
}

export interface Deployed {
  /** By stack, what it puts out. */
  readonly outputs: Record<string, Record<string, string>>;
  /** By stack, its resources as CloudFormation got them. */
  readonly resources: Record<string, Record<string, { Type: string; Properties: any }>>;
}

/** Deploys an app with the real `cdk deploy`. */
export function deploy(ministack: Ministack, app: string, env: Record<string, string>): Deployed {
  const cdk = join(root, 'node_modules', 'aws-cdk', 'bin', 'cdk');
  const folder = mkdtempSync(join(tmpdir(), 'faasade-deploy-'));
  const outputs = join(folder, 'outputs.json');
  const assembly = join(folder, 'cdk.out');
  const common = ['--app', `${process.execPath} ${tsx} ${app}`, '--output', assembly];
  const environment = { ...ministack.environment, ...env };
  run(process.execPath, [cdk, 'bootstrap', `aws://${account}/us-east-1`, ...common], environment);
  run(
    process.execPath,
    [cdk, 'deploy', '--all', '--require-approval', 'never', '--outputs-file', outputs, ...common],
    environment,
  );
  const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'));
  const templates = readdirSync(assembly).filter((name) => name.endsWith('.template.json'));
  const resources = templates.map((name) => [name.split('.')[0]!, read(join(assembly, name)).Resources]);
  const deployed = { outputs: read(outputs), resources: Object.fromEntries(resources) };
  rmSync(folder, { recursive: true, force: true });
  return deployed;
}

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: string;
}

/** Calls a function URL, which the emulator knows by its host name. */
export function call(
  ministack: Ministack,
  url: string,
  path: string,
  init: { method?: string; body?: string } = {},
): Promise<Answer> {
  const { hostname, port } = new URL(ministack.endpoint);
  const headers = { host: new URL(url).host, 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const outgoing = request({ hostname, port, path, method: init.method ?? 'GET', headers }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => (body += chunk));
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body }));
    });
    outgoing.once('error', reject);
    outgoing.end(init.body);
  });
}
