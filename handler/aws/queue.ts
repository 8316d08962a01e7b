import type { Context as LambdaContext, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { AwsDelivery, AwsTriggers } from '../../src/private/contract';
import type { Handler } from '../handler';
import { awsContext } from './context';
import { delivered, parents } from './record';
import { consume } from '../private/batch';

/** What only some functions need, and those only at times. */
const events = () =>
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  require('./events.js') as typeof import('./events');

/**
 * Takes batches of SQS; the source says whether it is a queue of the description or the inbox.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export function queueEntry(handler: Handler, triggers: AwsTriggers) {
  const queues = new Map(Object.entries(triggers.q ?? {}));
  // Loading is quicker before the first invocation, and what has an inbox will need it.
  if (triggers.i) events();
  return async (event: SQSEvent, lambda: LambdaContext): Promise<SQSBatchResponse> => {
    const { Records: records } = event;
    const queue = queues.get(queueName(records[0]));
    const work = queue
      ? (some: SQSRecord[]) => workQueue(handler, queue, some, event, lambda)
      : (some: SQSRecord[]) => events().workInbox(handler, triggers, some, event, lambda);
    const failed = await (queue?.f ? events().inOrder(records, work) : work(records));
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

/**
 * Works on records of a queue, all at once.
 * @returns ids of the messages to deliver again
 */
async function workQueue(
  handler: Handler,
  queue: AwsDelivery & { readonly i: string },
  records: SQSRecord[],
  event: SQSEvent,
  lambda: LambdaContext,
): Promise<string[]> {
  // Messages of a larger batch come from different traces: the invocation's own stands for them.
  const context = awsContext(event, lambda, ...(records.length === 1 ? parents(records[0]) : []));
  const messages = records.map(delivered);
  const failures = await consume(handler, queue.i, messages, context);
  if (failures.size === 0) return [];
  const failed = records.filter(({ messageId }) => failures.has(messageId));
  const remaining = queue.d === undefined ? failed : await events().moveFailed(queue, failed, failures, context);
  return remaining.map(({ messageId }) => messageId);
}

function queueName({ eventSourceARN }: SQSRecord): string {
  return `${eventSourceARN}`.split(':').pop()!;
}
