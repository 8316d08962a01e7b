import { accessToken } from './token';
import { call } from '../private/rest';

/** One request to what manages Google's resources. */
export interface ManagementRequest {
  /** What fails, for the error. */
  readonly what: string;
  readonly method: 'GET' | 'PATCH' | 'POST';
  /** The first name of the host: `run`. */
  readonly service: string;
  /** With a slash at first. */
  readonly path: string;
  readonly body?: object;
  readonly remainingTime: () => number;
}

/**
 * Asks Google to do something as the function's service account, whose tokens are good for all of Google Cloud.
 * @throws RestError
 */
export async function manage(request: ManagementRequest): Promise<Response> {
  const { what, method, service, path, body, remainingTime } = request;
  return call({
    what,
    url: `https://${service}.googleapis.com${path}`,
    init: {
      method,
      headers: {
        authorization: `Bearer ${await accessToken(remainingTime)}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    },
    remainingTime,
  });
}
