import { ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';

const azurite = require.resolve('azurite/dist/src/blob/main.js');

/** Azurite's blob service, over TLS as its tokens need it, in memory. It checks the claims of a token and no signature. */
export class Azurite {
  static async start(): Promise<Azurite> {
    const folder = mkdtempSync(join(tmpdir(), 'faasade-azurite-'));
    const cert = join(folder, 'cert.pem');
    const key = join(folder, 'key.pem');
    const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
    execFileSync('openssl', ['req', '-x509', ...curve, ...subject, '-keyout', key, '-out', cert], { stdio: 'ignore' });
    const place = [
      '--inMemoryPersistence',
      '--silent',
      '--disableTelemetry',
      '--skipApiVersionCheck',
      '--blobPort',
      '0',
    ];
    const child = spawn(process.execPath, [azurite, ...place, '--oauth', 'basic', '--cert', cert, '--key', key]);
    const url = await new Promise<string>((resolve, reject) => {
      let output = '';
      const read = (chunk: Buffer) => {
        output += `${chunk}`;
        const [, found] = /listens on (https:\S+)/.exec(output) ?? [];
        if (found) resolve(found);
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.once('exit', () => reject(new Error(`Azurite ended: ${output}`)));
    });
    trust(readFileSync(cert, 'utf8'));
    return new Azurite(child, folder, `${url}/devstoreaccount1`);
  }

  readonly credential = { getToken: async () => ({ token: token(), expiresOnTimestamp: Date.now() + 3_600_000 }) };

  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    readonly endpoint: string,
  ) {}

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    // It would wait for connections that are kept.
    this.child.kill('SIGKILL');
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Has this process trust one more certificate: the SDK has no option for that. */
function trust(certificate: string): void {
  const connect = tls.connect as (options: tls.ConnectionOptions, ...rest: unknown[]) => tls.TLSSocket;
  tls.connect = ((options: tls.ConnectionOptions, ...rest: unknown[]) =>
    connect({ ...options, ca: certificate }, ...rest)) as typeof tls.connect;
}

/** A request as a stranger makes it. */
export function request(
  method: string,
  url: string,
  body = '',
  headers = {},
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = https.request(url, { method, headers }, async (response) => {
      const chunks = await response.toArray();
      resolve({ status: response.statusCode!, text: Buffer.concat(chunks).toString() });
    });
    outgoing.on('error', reject).end(body);
  });
}

/** What a managed identity would hold for storage. */
function token(): string {
  const now = Math.floor(Date.now() / 1000);
  const tenant = '00000000-0000-0000-0000-000000000001';
  const claims = {
    ...{ aud: 'https://storage.azure.com', iss: `https://sts.windows.net/${tenant}/`, tid: tenant, oid: tenant },
    ...{ nbf: now - 60, iat: now - 60, exp: now + 3600 },
  };
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(claims)}.${Buffer.from('signature').toString('base64url')}`;
}
