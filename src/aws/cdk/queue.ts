import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { DeadLetters } from '../../dead-letters';
import type { AwsDelivery } from '../../private/contract';
import type { Access, QueueSpec } from '../../private/resource-spec';
import type { FunctionBackend, ResourceBackend, ResourceRecord } from '../../private/target';
import { holdsToken } from '../../private/tokens';
import { Queue } from '../../queue';
import type { Resource } from '../../resource';
import { limits } from '../limits';
import { keyOf, removalPolicy, tag } from './common';
import { allowDeadLetters, deadLettersOf, deliveryQueue } from './delivery';
import type { AwsFunction } from './function';
import { allow, keyActions } from './grants';
import { record } from './record';

/** SQS's own default: what a queue gets that no function consumes. */
const DEFAULT_VISIBILITY_SECONDS = 30;

/**
 * The resources of a `Queue` on AWS. Of a queue that exists already it is an import: its visibility timeout must be at
 * least the consumer's timeout, it must be in the consumer's region, its dead letters are its own, and a key that
 * encrypts it must be granted apart.
 */
export class AwsQueue implements ResourceBackend {
  /** The resources of a queue. An error if it is on another cloud. */
  public static of(queue: Queue): AwsQueue {
    if (queue._core.backend instanceof AwsQueue) return queue._core.backend;
    throw new Error(`Queue '${queue.node.path}' is on ${queue.cloud.name}, not on aws.`);
  }

  /** @internal */
  public static _build(queue: Resource, spec: QueueSpec): AwsQueue {
    return new AwsQueue(queue as Queue, spec);
  }

  /** The queue: FIFO where it is ordered. */
  public readonly queue: sqs.IQueue;

  private readonly spec: QueueSpec;
  private readonly path: string;
  private readonly deadLetters?: sqs.IQueue;

  private constructor(queue: Queue, spec: QueueSpec) {
    this.spec = spec;
    this.path = queue.node.path;
    if (spec.existing !== undefined) {
      // An ARN known on deployment only does not show it.
      const fifo = holdsToken(spec.existing) ? spec.ordered : undefined;
      this.queue = sqs.Queue.fromQueueAttributes(queue, 'Queue', { queueArn: spec.existing, fifo });
      return;
    }
    const built = deliveryQueue(queue, {
      ...spec,
      key: keyOf(queue, spec),
      removalPolicy: removalPolicy(spec),
      visibilitySeconds: () => {
        const timeout = queue._core.consumer?._core.model.spec.timeoutSeconds;
        return timeout === undefined ? DEFAULT_VISIBILITY_SECONDS : timeout * limits.visibilityTimeouts;
      },
    });
    this.queue = built.queue;
    this.deadLetters = built.deadLetters;
    queue.node.defaultChild = built.queue.node.defaultChild;
    tag(queue, spec);
  }

  /** Where messages go that the consumer could not handle in `maxAttempts`. An error for a queue that exists already. */
  public get deadLetterQueue(): sqs.IQueue {
    if (this.deadLetters) return this.deadLetters;
    throw new Error(`Queue '${this.path}' exists already, and its dead letters are its own.`);
  }

  /** @internal */
  public _grant(_access: Access, fn: FunctionBackend): readonly [string, 1?] {
    allow((fn as AwsFunction).role, ['sqs:SendMessage'], [this.queue.queueArn], {
      arn: this.spec.encryptionKey,
      actions: keyActions.write,
    });
    return this.queue.fifo ? [this.queue.queueUrl, 1] : [this.queue.queueUrl];
  }

  /** Present where the queue was built here. @internal */
  public get _dead(): sqs.IQueue | undefined {
    return this.deadLetters;
  }

  /** How it delivers, for the adapter. @internal */
  public _delivery(): AwsDelivery {
    return {
      ...(this.deadLetters && { a: this.spec.maxAttempts, d: this.deadLetters.queueUrl }),
      ...(this.queue.fifo && { f: 1 }),
    };
  }

  /** Lets its consumer move messages to the dead letters. @internal */
  public _consumedBy(fn: AwsFunction): void {
    if (this.deadLetters) allowDeadLetters(fn.role, this.deadLetters, this.spec.encryptionKey);
  }

  /** @internal */
  public _deadLetters(): DeadLetters {
    return deadLettersOf(this.deadLetterQueue);
  }

  /** @internal */
  public _resources(): ResourceRecord[] {
    return this.deadLetters ? [record(this.queue), record(this.deadLetters)] : [];
  }
}
