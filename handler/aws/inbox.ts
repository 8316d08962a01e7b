import type { Context as LambdaContext, SQSEvent, SQSRecord } from 'aws-lambda';
import type { AwsTriggers } from '../../src/private/contract';
import type { Handler } from '../handler';
import { changeIn } from './change';
import { awsContext } from './context';
import { moveOf } from './dead-letter';
import { objectIn } from './object';
import { delivered, parents } from './record';
import { scheduledIn } from './schedule';
import { envelopeOf, publishedIn, topicParent } from './topic';
import { Arrived, dispatch } from '../private/arrived';
import { attempting } from '../private/dead-letter';
import { Delivered, parse } from '../private/message';

/**
 * Works on what the inbox delivers, one after the other.
 * @returns ids of the messages to deliver again
 */
export async function workInbox(
  handler: Handler,
  triggers: AwsTriggers,
  records: readonly SQSRecord[],
  event: SQSEvent,
  lambda: LambdaContext,
): Promise<string[]> {
  const failed: string[] = [];
  for (const record of records) {
    const message = delivered(record);
    const body = parse(message.text);
    const context = awsContext(event, lambda, topicParent(body), ...parents(record));
    const work = () => dispatch(handler, message, context, () => arrivedIn(triggers, message, body));
    try {
      await attempting(triggers.i ?? {}, message.attempt, context, moveOf(record, context), work);
    } catch {
      // Logged where it went wrong.
      failed.push(record.messageId);
    }
  }
  return failed;
}

/**
 * What a message stands for. Only infrastructure writes to the inbox, each kind in its own shape; what a publisher
 * writes lies inside the envelope of its topic.
 * @throws Error where it stands for nothing that triggers this function
 */
function arrivedIn(triggers: AwsTriggers, message: Delivered, body: unknown): Arrived {
  const envelope = envelopeOf(body);
  if (envelope) return publishedIn(triggers.n, envelope, message);
  const kind = (['o', 'c'] as const).find((key) => isObject(body) && Object.hasOwn(body, key));
  if (kind === 'o') return objectIn(triggers.o, body, message);
  if (kind === 'c') return changeIn(triggers.c, body, message);
  return scheduledIn(triggers.s, body, message);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
