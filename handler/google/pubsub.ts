import { callService } from './service';
import type { Outgoing } from '../private/outgoing';

/** A message as Pub/Sub takes it and pushes it. */
export interface PubSubMessage {
  /** Base64. */
  readonly data?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  /** Messages with the same key are delivered in order, where a subscription keeps it. */
  readonly orderingKey?: string;
}

/**
 * Publishes one message.
 * @param what what fails, for the error
 * @param topic `projects/<project>/topics/<topic>`
 * @see https://cloud.google.com/pubsub/docs/reference/rest/v1/projects.topics/publish
 */
export async function publish(
  what: string,
  topic: string,
  message: PubSubMessage,
  remainingTime: () => number,
): Promise<void> {
  await callService({
    what,
    service: 'pubsub',
    emulator: process.env.PUBSUB_EMULATOR_HOST,
    path: `/v1/${topic}:publish`,
    body: { messages: [message] },
    remainingTime,
  });
}

/** A message on its way out, as Pub/Sub takes it. */
export function encoded({ text, attributes }: Outgoing): PubSubMessage {
  return { data: Buffer.from(text).toString('base64'), attributes };
}
