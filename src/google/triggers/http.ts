import type { GoogleFunction } from '../function';
import { letInvoke } from '../identity';

/** One function for all HTTP triggers, open to everyone; the adapter routes. */
export function http(fn: GoogleFunction): void {
  if (fn.httpFunction) return;
  letInvoke(fn, 'Public', fn._http(), 'allUsers');
}
