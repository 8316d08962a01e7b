import type { HttpFunction, Request as Incoming } from '@google-cloud/functions-framework';
import type { GoogleTriggers } from '../../src/private/contract';
import type { Handler } from '../handler';
import { googleContext } from './context';
import { inboxWork } from './schedule';
import { consumeOne } from '../private/batch';
import type { Invocation } from '../private/invocation';
import type { Delivered } from '../private/message';

/** Works on one message; an error has it delivered again. */
export type Work = (message: Delivered, context: Invocation) => Promise<void>;

/** What Pub/Sub posts for a message. */
interface Envelope {
  readonly message: {
    readonly messageId: string;
    readonly publishTime: string;
    readonly data?: string;
    readonly attributes?: Readonly<Record<string, string>>;
  };
  readonly deliveryAttempt?: number;
}

/**
 * Takes what Pub/Sub pushes: a message of a queue to `/queue/<id>`, a firing of a schedule to `/inbox`.
 * @see https://cloud.google.com/pubsub/docs/push#receive_push
 */
export function queueEntry(handler: Handler, triggers: GoogleTriggers): HttpFunction {
  const works = new Map<string, Work>();
  for (const id of triggers.q ?? []) {
    works.set(`/queue/${encodeURIComponent(id)}`, (message, context) => consumeOne(handler, id, message, context));
  }
  if (triggers.s) works.set('/inbox', inboxWork(handler, triggers.s));

  return async (incoming, outgoing) => {
    outgoing.statusCode = await status(works, incoming, triggers);
    outgoing.end();
  };
}

async function status(works: ReadonlyMap<string, Work>, incoming: Incoming, triggers: GoogleTriggers): Promise<number> {
  const work = works.get(incoming.path);
  if (!work || incoming.method !== 'POST') return 404;
  const message = delivered(incoming.body);
  const parents = [message?.attributes.traceparent, message?.attributes.googclient_traceparent];
  const context = googleContext(incoming, triggers, ...parents);
  if (!message) {
    context.log.error('A push holds no message of Pub/Sub.', { path: incoming.path });
    return 400;
  }
  try {
    await work(message, context);
    return 204;
  } catch {
    // Logged where it went wrong; anything but success has Pub/Sub deliver the message again.
    return 500;
  }
}

function delivered(body: unknown): Delivered | undefined {
  const { message, deliveryAttempt } = (body ?? {}) as Partial<Envelope>;
  if (typeof message?.messageId !== 'string' || Number.isNaN(Date.parse(message.publishTime))) return undefined;
  return {
    id: message.messageId,
    text: Buffer.from(String(message.data ?? ''), 'base64').toString(),
    attempt: deliveryAttempt ?? 1,
    sent: message.publishTime,
    attributes: message.attributes ?? {},
  };
}
