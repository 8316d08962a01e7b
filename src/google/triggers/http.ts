import type { HttpTriggerSpec } from '../../private/spec';
import type { GoogleFunction } from '../function';
import { identity, letInvoke } from '../identity';
import { PingedPart, pings } from '../ping';

/** One function for all HTTP triggers; the adapter routes. Without a public trigger, only granted functions may call. */
export function http(fn: GoogleFunction, { auth }: HttpTriggerSpec): void {
  if (fn.httpFunction) return;
  const endpoint = fn._http();
  if (auth === 'PUBLIC') letInvoke(fn, endpoint, { id: 'Public', member: 'allUsers' });
  if (fn._model.spec.capacity.ping) {
    pings(fn, { part: 'http', endpoint, caller: auth === 'PUBLIC' ? undefined : pinger(fn, endpoint) });
  }
}

/** An identity that may call it, as the functions that are granted it may. */
function pinger(fn: GoogleFunction, endpoint: PingedPart['endpoint']): PingedPart['caller'] {
  const account = identity(fn, 'Pinger', `Pings ${fn._name}`);
  return { account, ready: letInvoke(fn, endpoint, { id: 'PingerRole', member: account.member }) };
}
