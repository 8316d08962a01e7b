import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { QueueSpec } from '../../private/spec';
import type { FunctionBackend, QueueBackend, ResourceRecord } from '../../private/target';
import { Queue } from '../../queue';
import { limits } from '../limits';
import { deliveryQueue } from './delivery';
import type { AwsFunction } from './function';
import { record } from './record';

/** SQS's own default: what a queue gets that no function consumes. */
const DEFAULT_VISIBILITY_SECONDS = 30;

/** The resources of a `Queue` on AWS. */
export class AwsQueue implements QueueBackend {
  /** The resources of a queue. An error if it is on another cloud. */
  public static of(queue: Queue): AwsQueue {
    if (queue._core.backend instanceof AwsQueue) return queue._core.backend;
    throw new Error(`Queue '${queue.node.path}' is on ${queue.cloud.name}, not on aws.`);
  }

  /** @internal */
  public static _build(queue: Queue, spec: QueueSpec): AwsQueue {
    return new AwsQueue(queue, spec);
  }

  /** The queue. */
  public readonly queue: sqs.Queue;

  /** Where messages go that the consumer could not handle in `maxAttempts`. */
  public readonly deadLetterQueue: sqs.Queue;

  private constructor(queue: Queue, spec: QueueSpec) {
    const built = deliveryQueue(queue, {
      ...spec,
      visibilitySeconds: () => {
        const timeout = queue._core.consumer?._core.model.spec.timeoutSeconds;
        return timeout === undefined ? DEFAULT_VISIBILITY_SECONDS : timeout * limits.visibilityTimeouts;
      },
    });
    this.queue = built.queue;
    this.deadLetterQueue = built.deadLetters;
    queue.node.defaultChild = built.queue.node.defaultChild;
  }

  /** @internal */
  public _grantSend(fn: FunctionBackend): string {
    const sender = fn as AwsFunction;
    this.queue.grant(sender.role, 'sqs:SendMessage');
    sender._link();
    return this.queue.queueUrl;
  }

  /** @internal */
  public _resources(): ResourceRecord[] {
    return [record(this.queue), record(this.deadLetterQueue)];
  }
}
