import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { HttpFunction, Request as Incoming, Response as Outgoing } from '@google-cloud/functions-framework';
import type { GoogleTriggers } from '../../src/private/contract';
import type { Handler } from '../handler';
import { googleContext } from './context';
import { Cors } from './cors';
import { answerPing, isPing } from './ping';
import { refusal, Router } from '../private/router';
import { Answer, serve } from '../private/serve';

/** Answers requests. Paths of events are ordinary paths here. */
export function httpEntry(handler: Handler, triggers: GoogleTriggers): HttpFunction {
  const router = new Router(triggers.h);
  const cors = triggers.o && new Cors(triggers.o, triggers.h ?? []);
  return async (incoming, outgoing) => {
    if (isPing(incoming, triggers)) {
      outgoing.statusCode = await answerPing();
      outgoing.end();
      return;
    }
    const context = googleContext(incoming, triggers);
    try {
      const response = cors?.preflight(incoming) ?? (await answer());
      await write(response, outgoing, cors?.headers(incoming.headers.origin));
    } catch (error) {
      // The head is on its way already: breaking off tells the caller that the body is not whole.
      context.log.error('The body of the response failed.', { error });
      outgoing.destroy();
    }

    async function answer(): Promise<Answer> {
      const request = toRequest(incoming, outgoing);
      if (!request) return refusal(400, 'Bad request');
      return router.refuse(request) ?? serve(handler, triggers.h, request, context);
    }
  };
}

/** A caller writes it: nothing of it may become a part of the path. */
const host = /^([\w.-]+|\[[\da-f:]+\])(:\d+)?$/i;

function toRequest(incoming: Incoming, outgoing: Outgoing): Request | undefined {
  const { method, rawBody, rawHeaders, headers: named } = incoming;
  try {
    const headers = new Headers();
    for (let i = 0; i < rawHeaders.length; i += 2) headers.append(rawHeaders[i], rawHeaders[i + 1]);
    // The framework has unpacked the body.
    if (rawBody) headers.delete('content-encoding');
    const scheme = /^http$/.test(`${named['x-forwarded-proto'] ?? 'http'}`.split(',')[0].trim()) ? 'http' : 'https';
    if (!host.test(`${named.host}`)) return undefined;
    // The framework reads no body that has no type.
    const unread = () => Readable.toWeb(incoming) as ReadableStream<Uint8Array>;
    const body = method === 'GET' || method === 'HEAD' ? undefined : (rawBody ?? unread());
    const init = { method, headers, body, signal: closed(outgoing), duplex: 'half' as const };
    return new Request(`${scheme}://${named.host}${incoming.originalUrl}`, init);
  } catch {
    return undefined;
  }
}

/** Aborts when the caller goes away before the answer is whole. */
function closed(outgoing: Outgoing): AbortSignal {
  const controller = new AbortController();
  outgoing.once('close', () => outgoing.writableFinished || controller.abort());
  return controller.signal;
}

async function write(response: Answer, outgoing: Outgoing, cors?: Headers): Promise<void> {
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) {
    if (name === 'set-cookie') outgoing.appendHeader(name, value);
    else outgoing.setHeader(name, value);
  }
  for (const [name, value] of cors ?? []) {
    if (name === 'vary') outgoing.appendHeader(name, value);
    else outgoing.setHeader(name, value);
  }
  if (!response.body) {
    outgoing.end();
    return;
  }
  try {
    await pipeline(Readable.fromWeb(response.body as ReadableStream), outgoing);
  } catch (error) {
    // A caller that goes away is no failure.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}
