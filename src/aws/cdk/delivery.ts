import { Duration, IResolvable, Lazy } from 'aws-cdk-lib';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { DEAD_LETTERS } from '../plan';

/** A queue that delivers to code, and where messages go that it could not handle. */
export interface DeliveryQueue {
  readonly queue: sqs.Queue;
  readonly deadLetters: sqs.Queue;
}

export interface DeliveryQueueOptions {
  readonly maxAttempts: number;
  readonly name?: string;
  /** Asked at synthesis: the consumer may come later, and from another stack. */
  readonly visibilitySeconds: () => number;
}

/** Both encrypted by SQS, and closed to what is not TLS. */
export function deliveryQueue(scope: Construct, options: DeliveryQueueOptions): DeliveryQueue {
  const deadLetters = new sqs.Queue(scope, 'DeadLetters', {
    ...(options.name !== undefined && { queueName: `${options.name}${DEAD_LETTERS}` }),
    encryption: sqs.QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
  const queue = new sqs.Queue(scope, 'Queue', {
    ...(options.name !== undefined && { queueName: options.name }),
    encryption: sqs.QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
    deadLetterQueue: { queue: deadLetters, maxReceiveCount: options.maxAttempts },
  });
  const visibility: IResolvable = Lazy.any({ produce: options.visibilitySeconds });
  (queue.node.defaultChild as sqs.CfnQueue).addPropertyOverride('VisibilityTimeout', visibility);
  return { queue, deadLetters };
}
