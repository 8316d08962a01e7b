/** A call of one of Azure's REST interfaces, but for those that get a token. */
export interface Recorded {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: string;
}

/** Plays the managed identity, which gives a token for each audience, and what answers the calls made with it. */
export class FakeAzure {
  readonly calls: Recorded[] = [];
  /** Audiences that tokens were asked for. */
  readonly tokens: string[] = [];
  readonly answers: Response[] = [];

  constructor() {
    Object.assign(process.env, {
      IDENTITY_ENDPOINT: 'http://127.0.0.1:4000/token',
      IDENTITY_HEADER: 'H',
      AZURE_CLIENT_ID: 'C',
    });
    jest.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
      const request = new Request(input as Request, init);
      if (request.url.startsWith('http://127.0.0.1:4000/')) return this.#token(request);
      const { method, url, headers } = request;
      this.calls.push({ method, url, headers, body: await request.text() });
      return this.answers.shift() ?? new Response(null, { status: 201 });
    });
  }

  clear(): void {
    this.calls.length = 0;
    this.answers.length = 0;
  }

  #token({ url, headers }: Request): Response {
    const { resource, ...rest } = Object.fromEntries(new URL(url).searchParams);
    expect([headers.get('x-identity-header'), rest]).toEqual(['H', { 'api-version': '2019-08-01', client_id: 'C' }]);
    this.tokens.push(resource);
    const expires = Math.floor(Date.now() / 1000) + 3600;
    return Response.json({ access_token: `token for ${resource}`, expires_on: `${expires}` });
  }
}

/** An invocation that uses a client. */
export const caller = {
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  remainingTime: () => 5_000,
};
