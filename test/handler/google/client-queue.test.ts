import { FakeGoogle, refusal } from './fake-google';
import { AccessDenied, NotFound, Throttled } from '../../../handler/errors';
import { create } from '../../../handler/google/client-queue';

const google = new FakeGoogle();
const topic = 'projects/p/topics/jobs';
const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const caller = { traceparent, remainingTime: () => 5000 };
const queue = create('Jobs', [topic], caller);

beforeAll(() => google.start());
afterAll(() => google.stop());
beforeEach(() => {
  google.calls.length = 0;
  google.answer = () => ({ body: { messageIds: ['1'] } });
});
const published = () => google.to('pubsub.googleapis.com').map(({ body }) => body.messages[0]);

test('a message leaves with its attributes, the trace context and a token that senders share', async () => {
  await Promise.all([queue.send({ a: 'ü' }, { attributes: { kind: 'test' } }), queue.send(null)]);
  expect(google.to('pubsub.googleapis.com')[0]).toMatchObject({
    method: 'POST',
    path: `/v1/${topic}:publish`,
    headers: { authorization: 'Bearer T', 'content-type': 'application/json' },
  });
  expect(published()).toEqual([
    { data: Buffer.from('{"a":"ü"}').toString('base64'), attributes: { traceparent, kind: 'test' } },
    { data: Buffer.from('null').toString('base64'), attributes: { traceparent } },
  ]);
  expect(google.calls).toHaveLength(3);
});

test('a key is the key of the order', async () => {
  const ordered = create('Jobs', [topic, 1], caller);
  await ordered.send(1, { key: 'ada', delay: 0 });
  await ordered.send(2);
  expect(published().map(({ orderingKey }) => orderingKey)).toEqual(['ada', undefined]);
});

test('fails if a queue that is not ordered is to order a message', async () => {
  await expect(queue.send(1, { key: 'ada' })).rejects.toThrow(
    "A message to queue 'Jobs' has the key 'ada', and the queue is not ordered. Leave 'key' out, or describe the " +
      'queue: new Queue(…, { ordered: true }).',
  );
  expect(google.calls).toEqual([]);
});

test('fails if a message is to wait: Pub/Sub delivers at once', async () => {
  await expect(queue.send(1, { delay: 30 })).rejects.toThrow(
    "A message to queue 'Jobs' has the delay 30. Pub/Sub has none: send it without, " +
      'or keep what is due later in a table that a schedule works through.',
  );
  expect(google.calls).toEqual([]);
});

test('an emulator gets it without a token', async () => {
  process.env.PUBSUB_EMULATOR_HOST = google.address;
  await queue.send(1).finally(() => delete process.env.PUBSUB_EMULATOR_HOST);
  expect(google.calls).toHaveLength(1);
  expect(google.calls[0]).toMatchObject({ host: google.address, path: `/v1/${topic}:publish` });
  expect(google.calls[0].headers).not.toHaveProperty('authorization');
});

test('a service that is busy for a moment is asked again', async () => {
  const answers = [refusal(503, 'UNAVAILABLE'), { body: { messageIds: ['1'] } }];
  google.answer = () => answers.shift()!;
  await queue.send(1);
  expect(published()).toHaveLength(2);
});

test.each([
  [403, 'PERMISSION_DENIED', AccessDenied],
  [404, 'NOT_FOUND', NotFound],
  [429, 'RESOURCE_EXHAUSTED', Throttled],
  [400, 'INVALID_ARGUMENT', Error],
])('fails if Pub/Sub answers %d', async (code, status, kind) => {
  google.answer = () => refusal(code, status);
  const sending = create('Jobs', [topic], { ...caller, remainingTime: () => 50 }).send(1);
  await expect(sending).rejects.toThrow(`Sending to queue 'Jobs' failed: status ${code} {"error":{"code":${code}`);
  await expect(sending).rejects.toThrow(kind);
  await expect(sending).rejects.toMatchObject({ cause: { status: code } });
});
