import { cachedToken, call, Token } from '../private/rest';

/** @see https://cloud.google.com/run/docs/securing/service-identity#access_tokens */
export const accessToken = cachedToken(async (remainingTime) => {
  const response = await metadata('token', remainingTime);
  const { access_token: value, expires_in: seconds } = (await response.json()) as {
    access_token: string;
    expires_in: number;
  };
  return { value, expires: Date.now() + seconds * 1000 };
});

const identities = new Map<string, ReturnType<typeof cachedToken>>();

/**
 * A token that tells one audience who the function is; kept until it ends, for each audience.
 * @see https://cloud.google.com/run/docs/securing/service-identity#identity_tokens
 */
export function identityToken(audience: string, remainingTime: () => number): Promise<string> {
  let token = identities.get(audience);
  if (!token) {
    token = cachedToken(async (time) => {
      const response = await metadata(`identity?audience=${encodeURIComponent(audience)}`, time);
      return withExpiry((await response.text()).trim());
    });
    identities.set(audience, token);
  }
  return token(remainingTime);
}

/** A JSON Web Token says itself when it ends. */
function withExpiry(value: string): Token {
  const claims = JSON.parse(Buffer.from(value.split('.')[1], 'base64url').toString()) as { exp: number };
  return { value, expires: claims.exp * 1000 };
}

function metadata(path: string, remainingTime: () => number): Promise<Response> {
  const host = process.env.GCE_METADATA_HOST ?? 'metadata.google.internal';
  return call({
    what: "Getting a token of the function's service account",
    url: `http://${host}/computeMetadata/v1/instance/service-accounts/default/${path}`,
    init: { headers: { 'metadata-flavor': 'Google' } },
    remainingTime,
  });
}
