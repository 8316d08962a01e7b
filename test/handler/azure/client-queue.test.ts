import { caller, FakeAzure } from './fake-azure';
import { create } from '../../../handler/azure/client-queue';
import { AccessDenied, NotFound, Throttled } from '../../../handler/errors';
import { expectQueue } from '../clients';

const link = ['ns.servicebus.windows.net', 'jobs'] as const;

test('fails if the app has no identity', async () => {
  await expect(create('Jobs', link, caller).send(1)).rejects.toThrow('no managed identity');
});

describe('with an identity', () => {
  let azure: FakeAzure;
  beforeAll(() => {
    azure = new FakeAzure();
  });
  beforeEach(() => azure.clear());

  const sent = () => JSON.parse(azure.calls.at(-1)!.body)[0];

  expectQueue(
    () => create('Jobs', link, caller),
    async () => ({ text: sent().Body, attributes: sent().UserProperties }),
    caller.traceparent,
  );

  test("a message leaves with a token of the app's identity, which is kept", async () => {
    const queue = create('Jobs', link, caller);
    await queue.send({ a: 1 });
    await queue.send({ a: 1 });
    expect(azure.tokens).toEqual(['https://servicebus.azure.net/']);
    const [{ method, url, headers, body }] = azure.calls;
    expect([method, url]).toEqual(['POST', 'https://ns.servicebus.windows.net/jobs/messages']);
    expect(headers.get('authorization')).toBe('Bearer token for https://servicebus.azure.net/');
    expect(headers.get('content-type')).toBe('application/vnd.microsoft.servicebus.json');
    expect(JSON.parse(body)).toEqual([
      {
        Body: '{"a":1}',
        BrokerProperties: {
          MessageId: expect.any(String),
          ContentType: 'application/json',
        },
        UserProperties: { traceparent: caller.traceparent },
      },
    ]);
  });

  test('messages with one key share a session, and those without have each their own', async () => {
    const queue = create('Jobs', [...link, 0, 1], caller);
    const sessions = [];
    for (const options of [{ key: 'a' }, { key: 'a' }, {}, {}]) {
      await queue.send(1, options);
      sessions.push(sent().BrokerProperties.SessionId);
    }
    expect(sessions.slice(0, 2)).toEqual(['a', 'a']);
    expect(new Set(sessions).size).toBe(3);
  });

  test('fails if a queue that is not ordered is to order a message', async () => {
    await expect(create('Jobs', link, caller).send(1, { key: 'ada' })).rejects.toThrow(
      "A message to queue 'Jobs' has the key 'ada', and the queue is not ordered. Leave 'key' out, or describe the " +
        'queue: new Queue(…, { ordered: true }).',
    );
    expect(azure.calls).toEqual([]);
  });

  test.each([
    [undefined, undefined, undefined],
    [60, undefined, 60],
    [60, 900, 900],
    [60, 0, undefined],
  ])("with the queue's delay %p and its own %p a message waits %p seconds", async (usual, delay, seconds) => {
    await create('Jobs', [...link, usual], caller).send(1, { delay });
    const at = sent().BrokerProperties.ScheduledEnqueueTimeUtc;
    const expected = seconds === undefined ? NaN : Date.now() / 1000 + seconds;
    expect(at === undefined).toBe(seconds === undefined);
    if (at !== undefined) expect(Math.abs(Date.parse(at) / 1000 - expected)).toBeLessThan(2);
  });

  test('a busy namespace is asked again', async () => {
    azure.answers.push(new Response(null, { status: 503 }));
    await create('Jobs', link, caller).send(1);
    expect(azure.calls).toHaveLength(2);
  });

  test.each([
    [401, AccessDenied],
    [404, NotFound],
    [429, Throttled],
  ])('fails if Service Bus answers %d: the error says what was tried, and why not', async (status, kind) => {
    azure.answers.push(...Array.from({ length: 5 }, () => new Response('because', { status })));
    const error: Error = await create('Jobs', link, caller)
      .send(1)
      .then(
        () => new Error('sent'),
        (thrown: Error) => thrown,
      );
    expect(error).toBeInstanceOf(kind);
    expect(error.message).toBe(`Sending to queue 'Jobs' failed: status ${status} because`);
    expect(error.cause).toMatchObject({ status });
  });

  test('fails if it is too large, or the queue is full: no matter of access', async () => {
    azure.answers.push(new Response('40300: the quota is exceeded', { status: 403 }));
    const error: Error = await create('Jobs', link, caller)
      .send(1)
      .then(
        () => new Error('sent'),
        (thrown: Error) => thrown,
      );
    expect(error).not.toBeInstanceOf(AccessDenied);
    expect(error.message).toContain('the quota is exceeded');
  });
});
