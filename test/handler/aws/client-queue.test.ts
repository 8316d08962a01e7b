import { FakeSqs } from './fake-sqs';
import { AccessDenied } from '../../../handler/index';
import type { CreateClient } from '../../../handler/private/clients';

const sqs = new FakeSqs();
const caller = { traceparent: '00-1', remainingTime: () => 1000 };
let create: CreateClient<'queue'>;
let url: string;

beforeAll(async () => {
  await sqs.start();
  Object.assign(process.env, sqs.environment);
  url = `${sqs.environment.AWS_ENDPOINT_URL}/1/jobs`;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- after the environment is set
  ({ create } = require('../../../handler/aws/client-queue') as { create: typeof create });
});
afterAll(() => sqs.stop());
beforeEach(() => {
  sqs.sent.length = 0;
  sqs.refuse = false;
});

test('a message leaves with its text, its attributes and the trace context', async () => {
  await create('Jobs', [url], caller).send({ a: 1 }, { attributes: { kind: 'x' }, delay: 60 });
  expect(sqs.sent).toEqual([
    {
      QueueUrl: url,
      MessageBody: '{"a":1}',
      DelaySeconds: 60,
      MessageAttributes: {
        kind: { DataType: 'String', StringValue: 'x' },
        traceparent: { DataType: 'String', StringValue: '00-1' },
      },
    },
  ]);
});

test('in an ordered queue a key is the group; without one a message is in a group of its own', async () => {
  const queue = create('Steps', [url, 1], caller);
  await queue.send(1, { key: 'order-1' });
  await queue.send(1, { key: 'order-1' });
  await queue.send(1);
  const uuid = expect.stringMatching(/^[\da-f-]{36}$/);
  expect(sqs.sent).toMatchObject([
    { MessageGroupId: 'order-1', MessageDeduplicationId: uuid },
    { MessageGroupId: 'order-1', MessageDeduplicationId: uuid },
    { MessageGroupId: uuid, MessageDeduplicationId: uuid },
  ]);
  expect(new Set(sqs.sent.map(({ MessageDeduplicationId }) => MessageDeduplicationId)).size).toBe(3);
});

test('fails if an ordered queue is to delay one message', async () => {
  await expect(create('Steps', [url, 1], caller).send(1, { delay: 1 })).rejects.toThrow("Queue 'Steps' is ordered");
  expect(sqs.sent).toEqual([]);
});

test('fails if a queue that is not ordered is to order a message', async () => {
  await expect(create('Jobs', [url], caller).send(1, { key: 'ada' })).rejects.toThrow(
    "A message to queue 'Jobs' has the key 'ada', and the queue is not ordered. Leave 'key' out, or describe the " +
      'queue: new Queue(…, { ordered: true }).',
  );
  expect(sqs.sent).toEqual([]);
});

test('fails if SQS refuses: AccessDenied with queue, status and reason, and the cause', async () => {
  sqs.refuse = true;
  const failed = await create('Jobs', [url], caller)
    .send(1)
    .catch((error: Error) => error);
  expect(failed).toBeInstanceOf(AccessDenied);
  expect(failed).toMatchObject({
    name: 'AccessDenied',
    message: "Sending to queue 'Jobs' failed: status 400 AccessDeniedException: not authorized",
    cause: expect.any(Error),
  });
});

test('fails if time runs out', async () => {
  const hanging = { ...caller, remainingTime: () => 0 };
  await expect(create('Jobs', [url], hanging).send(1)).rejects.toThrow("Sending to queue 'Jobs' failed");
});
