import { BinaryLike, createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import { awsFailure } from './call';
import type { AwsLinks } from '../../src/private/contract';
import type { CreateClient } from '../private/clients';
import { functionRequest } from '../private/function-request';

/** SHA-256 as the signer takes it. */
class Sha256 {
  readonly #hash;

  constructor(secret?: unknown) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret as BinaryLike);
  }

  update(chunk: Uint8Array): void {
    this.#hash.update(chunk);
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {
    throw new Error('A hash is used once.');
  }
}

/**
 * Calls function URLs, signed with the role's credentials, which Lambda hands over in the environment.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-invocation-basics
 */
const signer = new SignatureV4({
  service: 'lambda',
  region: process.env.AWS_REGION!,
  sha256: Sha256,
  credentials: async () => ({
    accessKeyId: process.env.AWS_ACCESS_KEY_ID!,
    secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY!,
    sessionToken: process.env.AWS_SESSION_TOKEN,
  }),
});

export const create: CreateClient<'function', NonNullable<AwsLinks['f']>[string]> = (id, base, caller) => ({
  async fetch(given, init) {
    const request = functionRequest(base, given, init, caller);
    try {
      const body = request.body ? new Uint8Array(await request.arrayBuffer()) : undefined;
      const headers = new Headers(request.headers);
      for (const [name, value] of Object.entries(await sign(request, body))) headers.set(name, value);
      const { method, url, redirect, signal } = request;
      return await fetch(url, { method, headers, body, redirect, signal });
    } catch (cause) {
      throw awsFailure(`Calling function '${id}'`, cause);
    }
  },
});

/** The headers of a signature. It covers no other but the host, because others may still change on their way. */
async function sign({ method, url }: Request, body: Uint8Array | undefined): Promise<Record<string, string>> {
  const { protocol, hostname, host, port, pathname, searchParams } = new URL(url);
  const { headers } = await signer.sign({
    ...{ method, protocol, hostname, path: pathname, body, headers: { host } },
    ...(port && { port: Number(port) }),
    query: queryOf(searchParams),
  });
  const { host: _host, ...signature } = headers;
  return signature;
}

/** A name may stand in it several times. */
function queryOf(parameters: URLSearchParams): Record<string, string[]> {
  return Object.fromEntries([...new Set(parameters.keys())].map((name) => [name, parameters.getAll(name)]));
}
