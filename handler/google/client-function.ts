import { identityToken } from './token';
import type { CreateClient } from '../private/clients';
import { functionRequest } from '../private/function-request';

/**
 * Calls another function as this one's service account. The URL is the audience too.
 * @see https://cloud.google.com/run/docs/authenticating/service-to-service
 */
export const create: CreateClient<'function', string> = (_id, url, caller) => ({
  async fetch(request, init) {
    const call = functionRequest(url, request, init, caller);
    // Cloud Run prefers this header, so that the other may carry what the function itself is to check.
    const header = call.headers.has('authorization') ? 'x-serverless-authorization' : 'authorization';
    call.headers.set(header, `Bearer ${await identityToken(url, caller.remainingTime)}`);
    return fetch(call);
  },
});
