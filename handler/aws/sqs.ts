import type { SendMessageCommandInput, SQSClient } from '@aws-sdk/client-sqs';
import { calling } from './call';
import { regional } from './regional';
import type { Caller } from '../private/clients';

let clients: ((place: string) => SQSClient) | undefined;

/**
 * Sends one message to SQS. Lambda's own runtime holds the SDK; it is loaded when first needed, because that takes time.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
export async function sendMessage(what: string, caller: Caller, input: SendMessageCommandInput): Promise<void> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const sdk = require('@aws-sdk/client-sqs') as typeof import('@aws-sdk/client-sqs');
  clients ??= regional((config) => new sdk.SQSClient(config));
  const sqs = clients(input.QueueUrl!);
  await calling(what, caller, (options) => sqs.send(new sdk.SendMessageCommand(input), options));
}
