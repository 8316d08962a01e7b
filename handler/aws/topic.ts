import type { AwsTriggers } from '../../src/private/contract';
import { Arrived, published } from '../private/arrived';
import type { Delivered } from '../private/message';

/**
 * What SNS writes to a queue for a message of a topic.
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html#http-notification-json
 */
interface Envelope {
  readonly Type: 'Notification';
  readonly TopicArn: string;
  readonly MessageId: string;
  readonly Message: string;
  readonly Timestamp: string;
  readonly MessageAttributes?: Readonly<Record<string, { readonly Value?: unknown }>>;
}

/** The envelope that a body is; undefined where it is none. */
export function envelopeOf(body: unknown): Envelope | undefined {
  const envelope = body as Partial<Envelope> | null | undefined;
  return envelope?.Type === 'Notification' && typeof envelope.TopicArn === 'string'
    ? (envelope as Envelope)
    : undefined;
}

/** Where the publisher left a trace context. */
export function topicParent(body: unknown): unknown {
  return envelopeOf(body)?.MessageAttributes?.traceparent?.Value;
}

/** @throws Error where the topic triggers nothing here, or the envelope is not whole */
export function publishedIn(topics: AwsTriggers['n'] = {}, envelope: Envelope, { attempt }: Delivered): Arrived {
  const { TopicArn, MessageId: id, Message: text, Timestamp: sent, MessageAttributes } = envelope;
  const name = TopicArn.split(':').pop()!;
  if (!Object.hasOwn(topics, name)) throw new Error(`The topic '${name}' does not trigger this function.`);
  if (typeof id !== 'string' || typeof text !== 'string') throw new Error('The message of a topic is not whole.');
  const attributes = Object.fromEntries(
    Object.entries(MessageAttributes ?? {}).map(([attribute, value]) => [attribute, String(value?.Value ?? '')]),
  );
  return published(topics[name], { id, text, attempt, sent, attributes });
}
