import { sendToSqs } from '../../../handler/aws/queue-client';

const sent: any[] = [];
let failure: Error | undefined;

jest.mock(
  '@aws-sdk/client-sqs',
  () => ({
    SQSClient: class {
      async send(command: unknown) {
        if (failure) throw failure;
        sent.push(command);
      }
    },
    SendMessageCommand: class {
      constructor(readonly input: object) {}
    },
  }),
  { virtual: true },
);

const message = { queue: 'Jobs', text: '{"a":1}', attributes: { traceparent: '00-1' }, remainingTime: () => 1000 };

test('a message leaves with its text and its attributes', async () => {
  await sendToSqs('https://sqs.eu-central-1.amazonaws.com/1/jobs', message);
  expect(sent[0].input).toEqual({
    QueueUrl: 'https://sqs.eu-central-1.amazonaws.com/1/jobs',
    MessageBody: '{"a":1}',
    MessageAttributes: { traceparent: { DataType: 'String', StringValue: '00-1' } },
  });
});

test('fails if SQS refuses: the error has queue, status and reason', async () => {
  failure = Object.assign(new Error('not authorized'), { name: 'AccessDenied', $metadata: { httpStatusCode: 403 } });
  await expect(sendToSqs('url', message)).rejects.toThrow(
    "Sending to queue 'Jobs' failed: status 403 AccessDenied: not authorized",
  );
});
