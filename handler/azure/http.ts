import { HttpFunctionOptions, HttpRequest, HttpResponse, HttpResponseInit } from '@azure/functions';
import type { AzureTriggers } from '../../src/private/contract';
import type { Handler } from '../handler';
import { azureContext } from './context';
import { refusal, Router } from '../private/router';
import { Answer, serve } from '../private/serve';

/**
 * Answers every request of the app.
 * @see https://learn.microsoft.com/azure/azure-functions/functions-reference-node#http-streams
 */
export function httpFunction(handler: Handler, triggers: AzureTriggers): HttpFunctionOptions {
  const router = new Router(triggers.h);
  return {
    methods: ['GET', 'POST', 'DELETE', 'HEAD', 'PATCH', 'PUT', 'OPTIONS'],
    authLevel: 'anonymous',
    route: '{*path}',
    async handler(input, invocation) {
      const request = toRequest(input);
      if (!request) return toHttpResponse(refusal(400, 'Bad request'));
      const refused = router.refuse(request);
      if (refused) return toHttpResponse(refused);
      const context = azureContext(input, invocation, triggers, input.headers.get('traceparent'));
      return toHttpResponse(await serve(handler, triggers.h, request, context));
    },
  };
}

// The library's request is no Request, and frameworks ask for one.
function toRequest({ url, method, headers, body }: HttpRequest): Request | undefined {
  try {
    return new Request(url, { method, headers, body, duplex: 'half' } as RequestInit);
  } catch {
    return undefined;
  }
}

function toHttpResponse(response: Answer): HttpResponse {
  const { status, headers, body } = response;
  const result = new HttpResponse({ status, headers, body } as HttpResponseInit);
  const cookies = headers.getSetCookie();
  if (cookies.length > 0) Object.defineProperty(result, 'headers', { value: withCookies(headers, cookies) });
  return result;
}

// The library sets each header in turn, so that of several cookies the last would stay; and the cookies that it
// takes apart from headers it encodes anew. One header with several values passes through as it is.
function withCookies(original: Headers, cookies: string[]): Headers {
  const headers = new Headers(original);
  headers.delete('set-cookie');
  const entries = () => [...Headers.prototype.entries.call(headers), ['set-cookie', cookies]];
  return Object.defineProperty(headers, 'entries', { value: entries });
}
