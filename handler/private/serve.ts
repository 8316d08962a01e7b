import type { Route } from '../../src/private/contract';
import type { Context } from '../context';
import type { Handler } from '../handler';
import type { Telling } from './invocation';
import { routeOf } from './route';
import { refusal } from './router';
import { tracing } from './tracing';

/** As much of a Response as goes to the caller. */
export type Answer = Pick<Response, 'status' | 'headers' | 'body'>;

/** The handler's answer to a request. Never throws: what goes wrong is logged, and the caller learns only that it did. */
export async function serve(
  handler: Handler,
  routes: readonly Route[] | undefined,
  request: Request,
  context: Telling,
): Promise<Answer> {
  context.about?.(() => ({ trigger: ['http', request.method, routeOf(routes, request)].filter(Boolean).join(' ') }));
  const work = () => answer(handler, request, context);
  return tracing ? tracing.request(context, request, routes, work) : work();
}

async function answer(handler: Handler, request: Request, context: Context): Promise<Response> {
  try {
    const response: unknown = await handler.fetch!(request, context);
    if (isResponse(response)) return request.method === 'HEAD' ? await withoutBody(response) : response;
    context.log.error("The handler's fetch returned no Response, or one whose body is already read.");
  } catch (error) {
    context.log.error("The handler's fetch failed.", { error });
    tracing?.failed(context, error);
  }
  return serverError();
}

/** What a caller learns of a failure. */
export function serverError(): Response {
  return refusal(500, 'Internal server error');
}

async function withoutBody(response: Response): Promise<Response> {
  await response.body?.cancel();
  return new Response(null, response);
}

// By shape: a Response of another realm or of a library is as good.
function isResponse(value: unknown): value is Response {
  const response = value as Response | undefined | null;
  return (
    typeof response === 'object' &&
    typeof response?.status === 'number' &&
    typeof response.headers?.get === 'function' &&
    (response.body === null || typeof response.body?.getReader === 'function') &&
    response.status >= 200 &&
    !response.bodyUsed
  );
}
