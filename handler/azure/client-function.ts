import { accessToken } from './token';
import type { AzureLinks } from '../../src/private/contract';
import type { CreateClient } from '../private/clients';
import { functionRequest } from '../private/function-request';

type FunctionLink = NonNullable<AzureLinks['f']>[string];

/**
 * Calls a function with a token for its application; what it answers, an error too, is the handler's to judge.
 * @see https://learn.microsoft.com/azure/app-service/overview-authentication-authorization
 */
export const create: CreateClient<'function', FunctionLink> = (_id, [url, audience], caller) => ({
  async fetch(request, init) {
    const made = functionRequest(url, request, init, caller);
    made.headers.set('authorization', `Bearer ${await accessToken(audience, caller.remainingTime)}`);
    return fetch(made);
  },
});
