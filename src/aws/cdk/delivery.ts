import { Duration, IResolvable, Lazy, RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { DeadLetters } from '../../dead-letters';
import { DEAD_LETTERS, FIFO } from '../plan-queue';
import { allow, keyActions } from './grants';

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
  readonly ordered?: boolean;
  readonly delaySeconds?: number;
  readonly retentionSeconds?: number;
  readonly key?: kms.IKey;
  readonly removalPolicy?: RemovalPolicy;
}

/** The longest that SQS keeps a message. */
const RETENTION = Duration.days(14);

/**
 * Both encrypted, and closed to what is not TLS. The adapter moves what it could not handle; the redrive policy is for
 * what the adapter does not see: a timeout, or the end of an instance.
 */
export function deliveryQueue(scope: Construct, options: DeliveryQueueOptions): DeliveryQueue {
  const common: sqs.QueueProps = {
    encryption: options.key ? sqs.QueueEncryption.KMS : sqs.QueueEncryption.SQS_MANAGED,
    encryptionMasterKey: options.key,
    enforceSSL: true,
    removalPolicy: options.removalPolicy,
    ...(options.ordered && ordered),
  };
  const deadLetters = new sqs.Queue(scope, 'DeadLetters', {
    ...common,
    ...named(options, DEAD_LETTERS),
    retentionPeriod: RETENTION,
  });
  const queue = new sqs.Queue(scope, 'Queue', {
    ...common,
    ...named(options, ''),
    retentionPeriod: options.retentionSeconds === undefined ? RETENTION : Duration.seconds(options.retentionSeconds),
    deliveryDelay: options.delaySeconds === undefined ? undefined : Duration.seconds(options.delaySeconds),
    deadLetterQueue: { queue: deadLetters, maxReceiveCount: options.maxAttempts },
  });
  const visibility: IResolvable = Lazy.any({ produce: options.visibilitySeconds });
  (queue.node.defaultChild as sqs.CfnQueue).addPropertyOverride('VisibilityTimeout', visibility);
  return { queue, deadLetters };
}

/**
 * Order, and the throughput, belong to each key. Bodies don't tell messages apart: two that are alike are two.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/high-throughput-fifo.html
 */
const ordered: sqs.QueueProps = {
  fifo: true,
  contentBasedDeduplication: false,
  deduplicationScope: sqs.DeduplicationScope.MESSAGE_GROUP,
  fifoThroughputLimit: sqs.FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
};

function named({ name, ordered: fifo }: DeliveryQueueOptions, ending: string): sqs.QueueProps {
  return name === undefined ? {} : { queueName: `${name}${ending}${fifo ? FIFO : ''}` };
}

/** Lets a service of AWS send, for one source of events and no other. */
export function admit({ queue, deadLetters }: DeliveryQueue, service: string, sourceArn: string): void {
  for (const target of [queue, deadLetters]) {
    target.addToResourcePolicy(
      new iam.PolicyStatement({
        principals: [new iam.ServicePrincipal(service)],
        actions: ['sqs:SendMessage'],
        resources: [target.queueArn],
        conditions: { ArnEquals: { 'aws:SourceArn': sourceArn } },
      }),
    );
  }
}

/** Lets a consumer move messages to the dead letters. */
export function allowDeadLetters(role: iam.IRole, deadLetters: sqs.IQueue, keyArn?: string): void {
  allow(role, ['sqs:SendMessage'], [deadLetters.queueArn], { arn: keyArn, actions: keyActions.write });
}

/** A dead-letter queue in the words of every cloud. */
export function deadLettersOf(queue: sqs.IQueue): DeadLetters {
  return { type: 'AWS::SQS::Queue', name: queue.queueName, id: queue.queueArn };
}
