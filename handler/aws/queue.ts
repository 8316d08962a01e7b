import type { Context as LambdaContext, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { AwsTriggers } from '../../src/private/contract';
import type { Handler } from '../handler';
import { awsContext, fromXRay } from './context';
import { fireAll } from './schedule';
import { consume } from '../private/batch';
import type { Delivered } from '../private/message';

/**
 * Takes batches of SQS; the source says whether it is a queue of the description or the inbox.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export function queueEntry(handler: Handler, triggers: AwsTriggers) {
  const ids = new Map(Object.entries(triggers.q ?? {}));
  return async (event: SQSEvent, lambda: LambdaContext): Promise<SQSBatchResponse> => {
    const records = event.Records;
    const id = ids.get(queueName(records[0]));
    const failed = await (id === undefined
      ? fireAll(handler, triggers.s ?? [], records, event, lambda)
      : consumeAll(handler, id, records, event, lambda));
    return { batchItemFailures: [...failed].map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

/** Places where the sender of a record left a trace context. */
export function parents(record: SQSRecord): unknown[] {
  return [record.messageAttributes?.traceparent?.stringValue, fromXRay(record.attributes?.AWSTraceHeader)];
}

async function consumeAll(handler: Handler, id: string, records: SQSRecord[], event: SQSEvent, lambda: LambdaContext) {
  // Messages of a larger batch come from different traces: the invocation's own stands for them.
  const context = awsContext(event, lambda, ...(records.length === 1 ? parents(records[0]) : []));
  const messages = records.map(delivered);
  try {
    return await consume(handler, id, messages, context);
  } catch {
    return records.map(({ messageId }) => messageId);
  }
}

/** A record as a message. */
export function delivered({ messageId, body, attributes, messageAttributes }: SQSRecord): Delivered {
  return {
    id: messageId,
    text: body,
    attempt: Number(attributes.ApproximateReceiveCount),
    sent: Number(attributes.SentTimestamp),
    attributes: texts(messageAttributes),
  };
}

function texts(attributes: SQSRecord['messageAttributes']): Record<string, string> {
  const result: Record<string, string> = {};
  for (const name in attributes) result[name] = attributes[name].stringValue ?? attributes[name].binaryValue ?? '';
  return result;
}

function queueName({ eventSourceARN }: SQSRecord): string {
  return `${eventSourceARN}`.split(':').pop()!;
}
