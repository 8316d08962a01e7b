import { isUtf8 } from 'node:buffer';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context as LambdaContext } from 'aws-lambda';
import type { AwsTriggers } from '../../src/private/contract';
import type { Context } from '../context';
import type { Handler } from '../handler';
import { awsContext } from './context';
import { refusal, Router } from '../private/router';
import { Answer, serve, serverError } from '../private/serve';

/** Answers requests of a function URL (payload format 2.0). */
export function httpEntry(handler: Handler, triggers: AwsTriggers) {
  const router = new Router(triggers.h);
  return async (event: APIGatewayProxyEventV2, lambda: LambdaContext): Promise<APIGatewayProxyStructuredResultV2> => {
    const { method } = event.requestContext.http;
    const request = toRequest(method, event);
    if (!request) return toResult(refusal(400, 'Bad request'));
    const refused = router.refuse(request);
    if (refused) return toResult(refused);
    const context = awsContext(event, lambda, event.headers?.traceparent);
    const response = await serve(handler, triggers.h, request, context);
    return toResultOrError(response, context);
  };
}

function toRequest(method: string, event: APIGatewayProxyEventV2): Request | undefined {
  try {
    const { headers, cookies, body, isBase64Encoded, rawQueryString } = event;
    const query = rawQueryString ? `?${rawQueryString}` : '';
    // The URL's own host and scheme: callers write the headers.
    const url = `https://${event.requestContext.domainName}${escapePath(event.rawPath ?? '/')}${query}`;
    const request = new Request(url, {
      method,
      headers: headers as Record<string, string>,
      // Bytes: with a string, a request without content type would get one.
      body:
        body && method !== 'GET' && method !== 'HEAD' ? Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8') : null,
    });
    if (cookies?.length) request.headers.set('cookie', cookies.join('; '));
    return request;
  } catch {
    // What is no valid URL, header or method is the caller's mistake.
    return undefined;
  }
}

// Function URLs decode the path; these two would end it.
function escapePath(path: string): string {
  return /[?#]/.test(path) ? path.replaceAll('?', '%3F').replaceAll('#', '%23') : path;
}

async function toResultOrError(response: Answer, context: Context) {
  try {
    return await toResult(response);
  } catch (error) {
    context.log.error('The body of the response failed.', { error });
    return toResult(serverError());
  }
}

// Quicker than `arrayBuffer()`, which most answers, of one chunk, would pay for.
async function collect(body: ReadableStream<Uint8Array>): Promise<Buffer> {
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) chunks.push(chunk.value);
  if (chunks.length !== 1) return Buffer.concat(chunks);
  const { buffer, byteOffset, byteLength } = chunks[0];
  return Buffer.from(buffer, byteOffset, byteLength);
}

const text = /^text\/|[/+](json|xml|javascript|x-www-form-urlencoded)\b/i;

async function toResult(response: Answer): Promise<APIGatewayProxyStructuredResultV2> {
  const headers: Record<string, string> = {};
  const result: APIGatewayProxyStructuredResultV2 = { statusCode: response.status, headers };
  for (const [name, value] of response.headers) {
    if (name === 'set-cookie') (result.cookies ??= []).push(value);
    else headers[name] = value;
  }
  if (!response.body) return result;
  const bytes = await collect(response.body);
  // As text a body may be larger; in base64 it is exact whatever it holds.
  const plain = text.test(headers['content-type']) && !headers['content-encoding'] && isUtf8(bytes);
  result.body = bytes.toString(plain ? 'utf8' : 'base64');
  result.isBase64Encoded = !plain;
  return result;
}
