import type { Context as LambdaContext, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Handler } from '../handler';
import { awsContext } from './context';
import { delivered, parents } from './queue';
import { fire } from '../private/fire';

/**
 * Runs the firings that the inbox delivers, one after the other.
 * @returns ids of the messages to deliver again
 */
export async function fireAll(
  handler: Handler,
  schedules: readonly string[],
  records: SQSRecord[],
  event: SQSEvent,
  lambda: LambdaContext,
) {
  const failed: string[] = [];
  for (const record of records) {
    const context = awsContext(event, lambda, ...parents(record));
    try {
      await fire(handler, delivered(record), context, schedules);
    } catch {
      failed.push(record.messageId);
    }
  }
  return failed;
}
