import type { HttpFunction, Request as Incoming } from '@google-cloud/functions-framework';
import { DEAD_LETTER_ATTRIBUTE } from '../../src/private/contract';
import type { GoogleDelivery, GoogleTriggers } from '../../src/private/contract';
import type { Handler } from '../handler';
import { googleContext } from './context';
import { objectWork } from './object';
import { answerPing, isPing } from './ping';
import { publish, PubSubMessage } from './pubsub';
import { queueWork } from './queue';
import { scheduleWork } from './schedule';
import { topicWork } from './topic';
import { attempting } from '../private/dead-letter';
import type { Invocation } from '../private/invocation';
import type { Delivered } from '../private/message';

/** Works on one message; an error has it delivered again. */
export type Work = (message: Delivered, context: Invocation) => Promise<void>;

/** What is pushed to one path. */
interface Route {
  readonly delivery: GoogleDelivery;
  readonly work: Work;
}

/** What Pub/Sub posts for a message. */
interface Envelope {
  readonly message: PubSubMessage & { readonly messageId: string; readonly publishTime: string };
  /** Present where a subscription has a limit of attempts. */
  readonly deliveryAttempt?: number;
}

/**
 * Takes what Pub/Sub pushes, each source to a path of its own: which event a message is, its publisher never says.
 * @see https://cloud.google.com/pubsub/docs/push#receive_push
 */
export function pushEntry(handler: Handler, triggers: GoogleTriggers): HttpFunction {
  const routes = routesOf(handler, triggers);
  return async (incoming, outgoing) => {
    outgoing.statusCode = isPing(incoming, triggers) ? await answerPing() : await status(routes, incoming, triggers);
    outgoing.end();
  };
}

function routesOf(handler: Handler, { q = {}, i = {}, s, n = [], b = {} }: GoogleTriggers): ReadonlyMap<string, Route> {
  const path = (kind: string, id: string) => `/${kind}/${encodeURIComponent(id)}`;
  return new Map<string, Route>([
    ...Object.entries(q).map(
      ([id, delivery]) => [path('queue', id), { delivery, work: queueWork(handler, id) }] as const,
    ),
    ...(s ? [['/inbox', { delivery: i, work: scheduleWork(handler, s) }] as const] : []),
    ...n.map((id) => [path('topic', id), { delivery: i, work: topicWork(handler, id) }] as const),
    ...Object.entries(b).map(
      ([id, suffix]) => [path('object', id), { delivery: i, work: objectWork(handler, id, suffix) }] as const,
    ),
  ]);
}

async function status(routes: ReadonlyMap<string, Route>, incoming: Incoming, triggers: GoogleTriggers) {
  const route = routes.get(incoming.path);
  if (!route || incoming.method !== 'POST') return 404;
  const envelope = read(incoming.body);
  const { traceparent, googclient_traceparent } = envelope?.message.attributes ?? {};
  const context = googleContext(incoming, triggers, traceparent, googclient_traceparent);
  if (!envelope) {
    context.log.error('A push holds no message of Pub/Sub.', { path: incoming.path });
    return 400;
  }
  const message = delivered(envelope);
  const move = (to: string, note: string) => moveTo(to, note, envelope.message, context);
  try {
    await attempting(route.delivery, message.attempt, context, move, () => route.work(message, context));
    return 204;
  } catch {
    // Logged where it went wrong; anything but success has Pub/Sub deliver the message again.
    return 500;
  }
}

/** The message as it came, with one attribute more. */
async function moveTo(topic: string, note: string, message: PubSubMessage, context: Invocation): Promise<void> {
  const { data, attributes, orderingKey } = message;
  const letter = { data, attributes: { ...attributes, [DEAD_LETTER_ATTRIBUTE]: note }, orderingKey };
  await publish('Moving a dead letter', topic, letter, context.remainingTime);
}

function read(body: unknown): Envelope | undefined {
  const { message } = (body ?? {}) as Partial<Envelope>;
  const whole = typeof message?.messageId === 'string' && !Number.isNaN(Date.parse(message.publishTime));
  return whole ? (body as Envelope) : undefined;
}

function delivered({ message, deliveryAttempt }: Envelope): Delivered {
  return {
    id: message.messageId,
    text: Buffer.from(String(message.data ?? ''), 'base64').toString(),
    attempt: Number(deliveryAttempt) || 1,
    sent: message.publishTime,
    attributes: message.attributes ?? {},
  };
}
