import { Mailbox, openMailbox, poll } from './mailbox';
import { PubSub, startPubSub } from './pubsub';
import { settings, SynthesizedStack, synthesize } from './synthesized';
import * as harness from '../handler/harness/google';
import { Running } from '../handler/harness/running';

let mailbox: Mailbox;
let pubsub: PubSub;
let stack: SynthesizedStack;
const running: Running[] = [];
const topic = (id: string) => `projects/acme-prod/topics/${stack.one('google_pubsub_topic', id).name}`;

beforeAll(async () => {
  mailbox = await openMailbox();
  stack = synthesize('google', mailbox.url);
  pubsub = await startPubSub();
});

afterAll(async () => {
  await Promise.all(running.map((fn) => fn.stop()));
  await pubsub?.server.stop();
  mailbox?.close();
});

/** One of the two functions of a description, with its package and environment as the stack has them. */
async function start(id: string): Promise<Running> {
  const { service_config } = stack.one('google_cloudfunctions2_function', `_${id}_`);
  const { source } = stack.one('google_storage_bucket_object', `_${id}_`);
  const { FAASADE_TRIGGERS, FAASADE_LINKS, ...rest } = settings(stack, service_config.environment_variables);
  const fn = await harness.start({
    entry: stack.asset(source),
    triggers: JSON.parse(FAASADE_TRIGGERS!),
    ...(FAASADE_LINKS && { links: JSON.parse(FAASADE_LINKS) }),
    environment: { ...rest, PUBSUB_EMULATOR_HOST: pubsub.host },
  });
  running.push(fn);
  return fn;
}

/** Creates the topics and the push subscription of the stack, with a function on this machine as the endpoint. */
async function connect(fn: Running, id: string, path: string): Promise<void> {
  const subscription = stack.one('google_pubsub_subscription', id);
  const port = await fn.ask<number>({});
  const deadLetterTopic = stack.resolve(subscription.dead_letter_policy.dead_letter_topic);
  await pubsub.ask('PUT', deadLetterTopic);
  await pubsub.ask('PUT', 'projects/acme-prod/subscriptions/dead', { topic: deadLetterTopic });
  await pubsub.ask('PUT', stack.resolve(subscription.topic));
  expect(subscription.push_config.push_endpoint).toContain(`service_config[0].uri}${path}`);
  await pubsub.ask('PUT', `projects/acme-prod/subscriptions/${subscription.name}`, {
    topic: stack.resolve(subscription.topic),
    ackDeadlineSeconds: subscription.ack_deadline_seconds,
    pushConfig: { pushEndpoint: `http://127.0.0.1:${port}${path}` },
    deadLetterPolicy: { deadLetterTopic, maxDeliveryAttempts: subscription.dead_letter_policy.max_delivery_attempts },
    // The stack's own waits of 10 to 600 seconds would make the test one of minutes.
    retryPolicy: { minimumBackoff: '0.1s', maximumBackoff: '0.5s' },
  });
}

test('a message goes from the HTTP function through Pub/Sub to the worker', async () => {
  const front = await start('Front');
  const worker = await start('Worker');
  await connect(worker, 'Queue-Jobs_Subscription', '/queue/Jobs');
  const answer = await harness.invokeHttp(front, {
    method: 'POST',
    path: '/do/send',
    headers: { 'content-type': 'application/json' },
    body: '{"id":"hello"}',
  });
  expect(answer.status).toBe(202);
  const letter = await mailbox.until((letters) => letters.find(({ messages }) => messages?.[0]?.id === 'hello'), 30);
  expect(letter).toMatchObject({ kind: 'batch', queue: 'Jobs' });
});

test('a message that throws is delivered again, and then a dead letter', async () => {
  const data = Buffer.from('{"id":"bad","fail":"throw"}').toString('base64');
  await pubsub.ask('POST', `${topic('Jobs_Topic')}:publish`, { messages: [{ data }] });
  const attempts = () => mailbox.letters.filter(({ messages }) => messages?.[0]?.id === 'bad').length;
  const dead = await poll(
    async () =>
      (await pubsub.ask('POST', 'projects/acme-prod/subscriptions/dead:pull', { maxMessages: 1 }))
        .receivedMessages?.[0],
    60,
    () => `${attempts()} attempts, ${pubsub.server.output()}`,
  );
  expect(dead.message.data).toBe(data);
  // Pub/Sub's count is best effort.
  expect(attempts()).toBeGreaterThanOrEqual(5);
});

test('a firing of the schedule, as Cloud Scheduler publishes it', async () => {
  const worker = running[1]!;
  const { pubsub_target } = stack.one('google_cloud_scheduler_job', 'tick');
  expect(JSON.parse(Buffer.from(pubsub_target.data, 'base64').toString())).toEqual({ s: 'tick' });
  expect(await harness.invokeSchedule(worker, 'tick', new Date('2026-07-01T10:05:00Z'))).toBe('done');
  expect(mailbox.letters.at(-1)).toEqual({ kind: 'scheduled', schedule: 'tick', time: '2026-07-01T10:05:00.000Z' });
  // The second 02:30 of the night in which Berlin's clocks are set back.
  const before = mailbox.letters.length;
  expect(await harness.invokeSchedule(worker, 'tick', new Date('2026-10-25T01:30:00Z'))).toBe('done');
  expect(mailbox.letters).toHaveLength(before);
});

test('fails if an event is sent to the HTTP function: it is an ordinary request there', async () => {
  const front = running[0]!;
  const body = JSON.stringify(harness.envelope({ id: 'forged', text: '{"id":"forged"}' }));
  const headers = { 'content-type': 'application/json' };
  for (const path of ['/queue/Jobs', '/inbox']) {
    expect((await harness.invokeHttp(front, { method: 'POST', path, headers, body })).status).toBe(404);
  }
  expect(JSON.stringify(mailbox.letters)).not.toContain('forged');
});

test('a Hono app', async () => {
  const hono = await start('Hono');
  const hello = await harness.invokeHttp(hono, { path: '/hello/world?q=1&q=2' });
  expect(JSON.parse(hello.body.toString())).toEqual({ hello: 'world', q: ['1', '2'] });
  const echo = await harness.invokeHttp(hono, { method: 'POST', path: '/echo', body: 'loud' });
  expect([echo.status, echo.body.toString(), echo.headers.get('x-from')]).toEqual([201, 'LOUD', 'hono']);
});
