import { kindOf } from './errors';
import { accessToken } from './token';
import { failure } from '../private/failure';
import { call, RestError } from '../private/rest';

/** One call of a Google API. */
export interface ServiceCall {
  /** What fails, for the error: `Sending to queue 'Jobs'`. */
  readonly what: string;
  /** The first name of the host: `pubsub`. */
  readonly service: string;
  /** Host and port of an emulator, which takes calls without a token. */
  readonly emulator?: string;
  /** With a slash at first. */
  readonly path: string;
  /** Posted as JSON; without one the call is a GET. */
  readonly body?: object;
  readonly remainingTime: () => number;
}

/**
 * Calls a Google API as the function's service account.
 * @throws NotFound, AccessDenied, Throttled, or Error for what else goes wrong, the cause a RestError
 */
export async function callService<T>({ what, service, emulator, path, body, remainingTime }: ServiceCall): Promise<T> {
  const authorization = emulator ? undefined : { authorization: `Bearer ${await accessToken(remainingTime)}` };
  const posted = body && { 'content-type': 'application/json' };
  try {
    const response = await call({
      what,
      url: `${emulator ? `http://${emulator}` : `https://${service}.googleapis.com`}${path}`,
      init: {
        method: body ? 'POST' : 'GET',
        headers: { ...authorization, ...posted },
        body: body && JSON.stringify(body),
      },
      remainingTime,
    });
    return (await response.json()) as T;
  } catch (error) {
    if (!(error instanceof RestError) || error.status === undefined) throw error;
    throw failure(kindOf(error.status), what, `status ${error.status} ${error.body.slice(0, 500)}`.trim(), error);
  }
}
