import type { Caller } from './clients';
import { TRACEPARENT_COPY } from './trace';

/**
 * A call of another function, always of its own host, whatever the request says. Redirects are answers: a followed one
 * would take the caller's identity elsewhere.
 * @param base the function's URL
 */
export function functionRequest(
  base: string,
  request: string | Request,
  init: RequestInit | undefined,
  { traceparent, tracestate, traced, remainingTime }: Caller,
): Request {
  const given = typeof request === 'string' ? new URL(request, base) : new URL(request.url);
  const url = new URL(base);
  url.pathname = given.pathname;
  // As signatures write it: a plus is a space there.
  const query = [...given.searchParams].map((pair) => pair.map(encodeURIComponent).join('='));
  url.search = query.join('&');
  const made = typeof request === 'string' ? new Request(url, init) : new Request(new Request(url, request), init);
  if (traceparent && !made.headers.has('traceparent')) {
    made.headers.set('traceparent', traceparent);
    if (tracestate) made.headers.set('tracestate', tracestate);
    if (traced) made.headers.set(TRACEPARENT_COPY, traceparent);
  }
  const timeout = AbortSignal.timeout(Math.max(1, remainingTime()));
  return new Request(made, { redirect: 'manual', signal: AbortSignal.any([made.signal, timeout]) });
}
