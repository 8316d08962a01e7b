import type { HttpTriggerSpec } from '../../private/spec';
import type { GoogleFunction } from '../function';
import { letInvoke } from '../identity';

/** One function for all HTTP triggers; the adapter routes. Without a public trigger, only granted functions may call. */
export function http(fn: GoogleFunction, { auth }: HttpTriggerSpec): void {
  if (fn.httpFunction) return;
  const endpoint = fn._http();
  if (auth === 'PUBLIC') letInvoke(fn, endpoint, { id: 'Public', member: 'allUsers' });
}
