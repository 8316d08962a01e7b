import type { ChangeEvent } from './change';
import type { Context } from './context';
import type { ObjectEvent } from './object';
import type { QueueBatch } from './queue';
import type { ScheduledEvent } from './schedule';
import type { TopicEvent } from './topic';

/**
 * What a function's entry exports by default: one method for each kind of trigger that the function has.
 *
 * Any application with a web-standard `fetch`, such as one of Hono, is a handler as it is; it gets the context as
 * its second argument.
 */
export interface Handler {
  /**
   * Answers an HTTP request. An error thrown here is logged and answered with status 500.
   * @see https://developer.mozilla.org/docs/Web/API/Request
   */
  fetch?(request: Request, context: Context): Response | Promise<Response>;

  /**
   * Works on messages of a queue. An error thrown here redelivers the whole batch;
   * `message.retry()` redelivers that message only. A handler may name the type of the bodies: `QueueBatch<Job>`.
   */
  queue?(batch: QueueBatch, context: Context): void | Promise<void>;

  /** Runs when a schedule fires. An error thrown here delivers the event again. */
  scheduled?(event: ScheduledEvent, context: Context): void | Promise<void>;

  /** Works on a message of a topic. An error thrown here delivers it to this function again. */
  topic?(event: TopicEvent, context: Context): void | Promise<void>;

  /** Works on a new or replaced object of a bucket. An error thrown here delivers the event again. */
  object?(event: ObjectEvent, context: Context): void | Promise<void>;

  /** Works on a change of an item. An error thrown here delivers the event again. */
  change?(event: ChangeEvent, context: Context): void | Promise<void>;
}
