import { Construct } from 'constructs';
import type { DeadLetters } from './dead-letters';
import { IDuration } from './duration';
import type { Function } from './function';
import { existing } from './private/existing';
import { ResourceCore } from './private/resource-core';
import { ExistingResource, Resource, ResourceProps } from './resource';

/** What a queue is. */
export interface QueueProps extends ResourceProps {
  /**
   * Deliveries of a message before it goes to the dead-letter queue, 5 to 100.
   *
   * Google counts as well as it can: a message may see a few more.
   * @default 5
   */
  readonly maxAttempts?: number;

  /**
   * Whether messages with the same key are delivered one after the other, in the order in which they were sent:
   * `send(body, { key })`. Messages without a key are delivered in no certain order.
   * @default false
   */
  readonly ordered?: boolean;

  /**
   * How long a message waits before it is delivered, in whole seconds, up to 15 minutes; `send(body, { delay })` says
   * otherwise for one message. Google has no delay.
   * @default - no time
   */
  readonly delay?: IDuration;

  /**
   * How long a message that nobody takes is kept, 10 minutes to 14 days. On AWS that has to be the delay and, for each
   * attempt, six times the consumer's timeout: an error if it is less.
   * @default - 14 days on AWS, 31 on Google, without end on Azure
   */
  readonly retention?: IDuration;
}

/** What is to be known of a queue that exists already. */
export interface ExistingQueueOptions {
  /**
   * Whether it keeps the order of each key: a FIFO queue on AWS, one with sessions on Azure.
   * @default false
   */
  readonly ordered?: boolean;

  /**
   * The key that encrypts it, as the cloud names it.
   * @default - a key of the cloud's own
   */
  readonly encryptionKey?: string;
}

/**
 * A queue of messages for one consumer, with a dead-letter queue. Delivery is at least once.
 *
 * AWS: an SQS queue. Azure: a Service Bus queue. Google: a Pub/Sub topic, which drops what is sent before a function
 * consumes it.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/welcome.html
 * @see https://learn.microsoft.com/azure/service-bus-messaging/service-bus-queues-topics-subscriptions
 * @see https://cloud.google.com/pubsub/docs/overview
 */
export class Queue extends Resource {
  /**
   * A queue that exists already. Its attempts and its dead letters are its own; on Google, where a topic has neither,
   * those of the function that consumes it.
   */
  public static fromExisting(
    scope: Construct,
    id: string,
    resource: ExistingResource,
    options: ExistingQueueOptions = {},
  ): Queue {
    return new Queue(scope, id, { ...options, ...existing(resource) });
  }

  /** @internal */
  public readonly _core: ResourceCore<'queue'>;

  constructor(scope: Construct, id: string, props: QueueProps = {}) {
    super(scope, id);
    this._core = ResourceCore.create(this, 'queue', props);
  }

  /** Where messages go that the consumer could not handle in `maxAttempts`. An error for a queue that exists already. */
  public get deadLetters(): DeadLetters {
    return this._core.deadLetters();
  }

  /**
   * Lets a function send messages. Its handler finds the queue under this construct's id:
   * `context.queue('Jobs').send(…)`.
   */
  public grantSend(fn: Function): void {
    this._core.grant('send', fn);
  }
}
