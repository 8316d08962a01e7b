import type { APIGatewayProxyEventV2, Context as LambdaContext, SQSEvent } from 'aws-lambda';
import { httpEntry } from './http';
import { answerPing, isPing } from './ping';
import { queueEntry } from './queue';
import type { AwsTriggers } from '../../src/private/contract';
import type { CheckedTrigger } from '../../src/private/method-check';
import { startedReady } from '../private/cold-start';
import { loadHandler } from '../private/load';
import { readTriggers } from '../private/settings';

const triggers = readTriggers<AwsTriggers>();
const handlerOfUser = loadHandler(checked(triggers));
const onRequest = httpEntry(handlerOfUser, triggers);
const onRecords = queueEntry(handlerOfUser, triggers);
if (process.env.AWS_LAMBDA_INITIALIZATION_TYPE === 'provisioned-concurrency') startedReady();

/**
 * The function's entry: requests of its function URL, batches of SQS and pings, told apart by their shape.
 * @throws Error for any other event
 */
async function handler(event: unknown, context: LambdaContext): Promise<unknown> {
  if (isRequest(event)) return onRequest(event, context);
  if (isRecords(event)) return onRecords(event, context);
  if (isPing(event)) return answerPing(event, context);
  throw new Error('This function takes requests of its function URL and batches of SQS. It was invoked with neither.');
}

// Where Lambda looks. An export would bring helpers along that every cold start reads.
exports.handler = handler;

function isRequest(event: unknown): event is APIGatewayProxyEventV2 {
  return typeof (event as Partial<APIGatewayProxyEventV2> | null)?.requestContext?.http?.method === 'string';
}

function isRecords(event: unknown): event is SQSEvent {
  const records = (event as Partial<SQSEvent> | null)?.Records;
  return Array.isArray(records) && records.length > 0 && records.every((record) => record?.eventSource === 'aws:sqs');
}

function checked({ h, q, s, n, o, c }: AwsTriggers): CheckedTrigger[] {
  return [
    ...(h ? [{ kind: 'http' } as const] : []),
    ...Object.values(q ?? {}).map(({ i }) => ({ kind: 'queue', id: i }) as const),
    ...(s ? [{ kind: 'schedule' } as const] : []),
    ...Object.values(n ?? {}).map((id) => ({ kind: 'topic', id }) as const),
    ...(o ?? []).map((id) => ({ kind: 'objectCreated', id }) as const),
    ...(c ?? []).map((id) => ({ kind: 'tableChange', id }) as const),
  ];
}
