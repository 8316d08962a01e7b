/**
 * Messages of one queue that are delivered together. Azure and Google deliver one at a time; of an ordered queue there is
 * one of each key at most, and none after one of its key that is to be delivered again.
 */
export interface QueueBatch<T = unknown> {
  /** The queue's construct id. */
  readonly queue: string;
  /** At least one message. */
  readonly messages: readonly QueueMessage<T>[];
}

/** A message of a queue. */
export interface QueueMessage<T = unknown> {
  /** The cloud's own id; it stays the same when the message is delivered again. */
  readonly id: string;
  /** The value of the JSON text, or the text itself where it is not JSON. */
  readonly body: T;
  /** The body as it was sent. */
  readonly text: string;
  /** How often the message has been delivered, this time included: 1 at first. Google's count is best effort. */
  readonly attempt: number;
  /** When the queue accepted the message, ISO 8601. */
  readonly time: string;
  /** Text attributes beside the body. Azure writes the first letter of a name in lower case. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Has this message delivered again once the handler returns, and the others not. */
  retry(): void;
}
