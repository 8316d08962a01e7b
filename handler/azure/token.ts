import { cachedToken, call, Token } from '../private/rest';

/** A token of the function's identity, in the form that the cloud's SDKs ask for. */
export interface TokenCredential {
  getToken(scopes: string | string[]): Promise<{ readonly token: string; readonly expiresOnTimestamp: number }>;
}

const sources = new Map<string, (remainingTime: () => number) => Promise<Token>>();

/**
 * An access token of the function's managed identity; kept for each audience until shortly before it ends.
 * @param audience what the token is for, such as `https://vault.azure.net`
 * @see https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference
 */
export async function accessToken(audience: string, remainingTime: () => number): Promise<string> {
  return (await source(audience)(remainingTime)).value;
}

/** The identity for an SDK, which asks for scopes: an audience and `/.default`. */
export const credential: TokenCredential = {
  async getToken(scopes) {
    const audience = [scopes].flat()[0].replace(/\/\.default$/, '');
    const { value, expires } = await source(audience)(() => 10_000);
    return { token: value, expiresOnTimestamp: expires };
  },
};

function source(audience: string): (remainingTime: () => number) => Promise<Token> {
  let get = sources.get(audience);
  if (!get) {
    let expires = 0;
    const value = cachedToken(async (remainingTime) => {
      const token = await request(audience, remainingTime);
      expires = token.expires;
      return token;
    });
    get = async (remainingTime) => ({ value: await value(remainingTime), expires });
    sources.set(audience, get);
  }
  return get;
}

async function request(audience: string, remainingTime: () => number): Promise<Token> {
  const { IDENTITY_ENDPOINT, IDENTITY_HEADER, AZURE_CLIENT_ID } = process.env;
  if (!IDENTITY_ENDPOINT || !IDENTITY_HEADER) throw new Error('The function app has no managed identity to call with.');
  const query = new URLSearchParams({
    'api-version': '2019-08-01',
    resource: audience,
    ...(AZURE_CLIENT_ID && { client_id: AZURE_CLIENT_ID }),
  });
  const response = await call({
    what: 'Getting a token of the managed identity',
    url: `${IDENTITY_ENDPOINT}?${query}`,
    init: { headers: { 'x-identity-header': IDENTITY_HEADER } },
    remainingTime,
  });
  const { access_token: value, expires_on: expires } = (await response.json()) as Record<string, string>;
  return { value, expires: Number(expires) * 1000 };
}
