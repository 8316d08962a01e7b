import { failureOf } from './errors';
import { accessToken } from './token';
import { call, RestError } from '../private/rest';

/** A call of one of Azure's REST interfaces as the function's identity. */
export interface AzureCall {
  /** What fails, for the error: `Sending to queue 'Jobs'`. */
  readonly what: string;
  readonly url: string;
  /** What the token is for. */
  readonly audience: string;
  readonly init?: RequestInit;
  /** Milliseconds that are left for the call and its retries. */
  readonly remainingTime: () => number;
}

/** @throws NotFound, AccessDenied, Throttled, or RestError for what else goes wrong */
export async function azureCall({ what, url, audience, init, remainingTime }: AzureCall): Promise<Response> {
  const authorization = `Bearer ${await accessToken(audience, remainingTime)}`;
  try {
    return await call({ what, url, init: { ...init, headers: { ...init?.headers, authorization } }, remainingTime });
  } catch (error) {
    if (!(error instanceof RestError) || error.status === undefined) throw error;
    throw failureOf(what, error.status, error.body, error);
  }
}
