import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call as it came. */
export interface Recorded {
  readonly method: string;
  /** The host that was meant. */
  readonly host: string;
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly text: string;
  /** The text parsed, where it is JSON. */
  readonly body: any;
}

/** What the fake answers: text as it is, or JSON. */
export interface Answer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

/** A local stand-in of Google's APIs. Calls of `fetch` to them end here; SDKs are told by their own variables. */
export class FakeGoogle {
  readonly calls: Recorded[] = [];
  /** Host and port. */
  address = '';
  readonly #server = http.createServer((request, response) => void this.#serve(request, response));

  /** What it answers to anything but a question for a token. */
  answer: (call: Recorded) => Answer | Promise<Answer> = () => ({ body: {} });

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.address = `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    const real = globalThis.fetch;
    jest.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
      const given = new Request(input, init);
      const { host, pathname, search } = new URL(given.url);
      if (host === this.address) return real(input, init);
      const redirected = new Request(`http://${this.address}${pathname}${search}`, given);
      redirected.headers.set('x-meant-for', host);
      return real(redirected);
    });
  }

  async stop(): Promise<void> {
    jest.restoreAllMocks();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** The calls of one host. */
  to(host: string): Recorded[] {
    return this.calls.filter((call) => call.host === host);
  }

  async #serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer);
    } catch {
      // The caller has broken off.
      return;
    }
    const bytes = Buffer.concat(chunks);
    const text = bytes.toString();
    const { method = '', url: path = '', headers } = request;
    const host = `${headers['x-meant-for'] ?? headers.host}`;
    const call: Recorded = { method, host, path, headers, bytes, text, body: parsed(text) };
    this.calls.push(call);
    const { status = 200, headers: more, body } = tokens(call) ?? (await this.answer(call));
    const json = typeof body !== 'string' && !Buffer.isBuffer(body);
    response.writeHead(status, { ...(json && { 'content-type': 'application/json' }), ...more });
    response.end(json ? JSON.stringify(body) : body);
  }
}

/** An error as Google's APIs answer it. */
export function refusal(code: number, status: string, message = 'No.'): Answer {
  return { status: code, body: { error: { code, message, status } } };
}

/** A JSON Web Token that ends in an hour. */
export function identity(audience: string): string {
  const claims = Buffer.from(JSON.stringify({ aud: audience, exp: Math.floor(Date.now() / 1000) + 3600 }));
  return `e30.${claims.toString('base64url')}.x`;
}

/** What the metadata server answers. */
function tokens({ path, headers }: Recorded): Answer | undefined {
  const [, what] = /^\/computeMetadata\/v1\/instance\/service-accounts\/default\/(.*)$/.exec(path) ?? [];
  if (what === undefined) return undefined;
  if (headers['metadata-flavor'] !== 'Google') return { status: 403, body: 'Missing Metadata-Flavor:Google header.' };
  if (what === 'token') return { body: { access_token: 'T', expires_in: 3600, token_type: 'Bearer' } };
  const audience = new URLSearchParams(what.split('?')[1]).get('audience');
  return { headers: { 'content-type': 'text/html' }, body: identity(audience!) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
