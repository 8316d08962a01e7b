import { mkdtempSync, readFileSync } from 'fs';
import { request } from 'http';
import { tmpdir } from 'os';
import { join } from 'path';
import { answers, freePort, root, run, Running, start, tools, tsx } from './process';

const account = '123456789012';

export interface Ministack {
  readonly endpoint: string;
  readonly environment: Record<string, string>;
  readonly server: Running;
}

/** An AWS emulator that runs Node handlers and enforces IAM for each function's role. */
export async function startMinistack(): Promise<Ministack> {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const server = start(tools.ministack, [], {
    AUTH: 'true',
    BIND_HOST: '127.0.0.1',
    GATEWAY_PORT: String(port),
    MINISTACK_ACCOUNT_ID: account,
    STATE_DIR: mkdtempSync(join(tmpdir(), 'faasade-ministack-')),
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
  return { endpoint, environment, server };
}

/** Deploys an app with the real `cdk deploy`, and answers the outputs of each stack. */
export function deploy(
  ministack: Ministack,
  app: string,
  env: Record<string, string>,
): Record<string, Record<string, string>> {
  const cdk = join(root, 'node_modules', 'aws-cdk', 'bin', 'cdk');
  const folder = mkdtempSync(join(tmpdir(), 'faasade-deploy-'));
  const outputs = join(folder, 'outputs.json');
  const common = ['--app', `${process.execPath} ${tsx} ${app}`, '--output', join(folder, 'cdk.out')];
  const environment = { ...ministack.environment, ...env };
  run(process.execPath, [cdk, 'bootstrap', `aws://${account}/us-east-1`, ...common], environment);
  run(
    process.execPath,
    [cdk, 'deploy', '--all', '--require-approval', 'never', '--outputs-file', outputs, ...common],
    environment,
  );
  return JSON.parse(readFileSync(outputs, 'utf8'));
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
