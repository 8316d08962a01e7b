import type { AwsLinks } from '../../src/private/contract';
import type { Outgoing } from '../private/send';

/** As much of `@aws-sdk/client-sqs` as sending takes; Lambda's own runtime holds the package. */
interface Sdk {
  SQSClient: new () => { send(command: unknown, options: { abortSignal: AbortSignal }): Promise<unknown> };
  SendMessageCommand: new (input: object) => unknown;
}

let sdk: Sdk | undefined;
let client: InstanceType<Sdk['SQSClient']> | undefined;

/**
 * Sends to SQS. The SDK retries and signs; it is loaded when first needed, because that takes time.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
export async function sendToSqs(url: NonNullable<AwsLinks['q']>[string], message: Outgoing): Promise<void> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  sdk ??= require('@aws-sdk/client-sqs') as Sdk;
  client ??= new sdk.SQSClient();
  const attributes = Object.entries(message.attributes).map(([name, value]) => [
    name,
    { DataType: 'String', StringValue: value },
  ]);
  const command = new sdk.SendMessageCommand({
    QueueUrl: url,
    MessageBody: message.text,
    MessageAttributes: Object.fromEntries(attributes),
  });
  try {
    await client.send(command, { abortSignal: AbortSignal.timeout(Math.max(1, message.remainingTime())) });
  } catch (cause) {
    const { name, message: reason, $metadata } = cause as Error & { $metadata?: { httpStatusCode?: number } };
    const status = $metadata?.httpStatusCode ? `status ${$metadata.httpStatusCode} ` : '';
    throw new Error(`Sending to queue '${message.queue}' failed: ${status}${name}: ${reason}`, { cause });
  }
}
