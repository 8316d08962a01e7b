import { Construct } from 'constructs';
import { Cloud } from './cloud';
import { Function } from './function';
import { QueueCore } from './private/queue-core';

/** What a queue is. */
export interface QueueProps {
  /**
   * Deliveries of a message before it goes to the dead-letter queue, 5 to 100.
   *
   * Google counts as well as it can: a message may see a few more.
   * @default 5
   */
  readonly maxAttempts?: number;

  /**
   * Its name in the cloud.
   * @default - made by the cloud's naming; on AWS on deployment
   */
  readonly name?: string;
}

/**
 * A queue of messages for one consumer, with a dead-letter queue. Delivery is at least once, in no certain order.
 *
 * AWS: an SQS queue. Azure: a Service Bus queue. Google: a Pub/Sub topic, which drops what is sent before a function
 * consumes it.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/welcome.html
 * @see https://learn.microsoft.com/azure/service-bus-messaging/service-bus-queues-topics-subscriptions
 * @see https://cloud.google.com/pubsub/docs/overview
 */
export class Queue extends Construct {
  /** The cloud that it is placed in. */
  public readonly cloud: Cloud;

  /** @internal */
  public readonly _core: QueueCore;

  constructor(scope: Construct, id: string, props: QueueProps = {}) {
    super(scope, id);
    try {
      this.cloud = Cloud.of(this);
      this._core = new QueueCore(this, props);
    } catch (error) {
      scope.node.tryRemoveChild(id);
      throw error;
    }
  }

  /**
   * Lets a function send messages. Its handler finds the queue under this construct's id:
   * `context.queue('Jobs').send(…)`.
   */
  public grantSend(fn: Function): void {
    this._core.grantSend(fn);
  }
}
