import { Mailbox, openMailbox, poll } from './mailbox';
import { connect, connectJobs, startOnGoogle } from './on-google';
import { picture, sizeOf } from './picture';
import { PubSub, startPubSub } from './pubsub';
import { Everything } from './service/everything';
import { Probe } from './service/probe';
import { SynthesizedStack, synthesize } from './synthesized';
import { Thumbnails } from '../../examples/thumbnails/thumbnails';
import { DEAD_LETTER_ATTRIBUTE } from '../../src/private/contract';
import * as harness from '../handler/harness/google';
import type { Running } from '../handler/harness/running';

// The packages and environments that synthesis made, in the real Functions Framework, behind Google's own emulator of
// Pub/Sub. Cloud Scheduler has no emulator: what the stack has it publish is pushed as Pub/Sub would.

let mailbox: Mailbox;
let pubsub: PubSub;
const running: Running[] = [];

beforeAll(async () => {
  mailbox = await openMailbox();
  pubsub = await startPubSub();
});

afterAll(async () => {
  await Promise.all(running.map((fn) => fn.stop()));
  await pubsub?.server.stop();
  mailbox?.close();
});

async function start(stack: SynthesizedStack, id: string): Promise<Running> {
  const fn = await startOnGoogle(stack, id, pubsub);
  running.push(fn);
  return fn;
}

const post = (fn: Running, path: string, body: unknown) => {
  const headers = { 'content-type': 'application/json' };
  return harness.invokeHttp(fn, { method: 'POST', path, headers, body: JSON.stringify(body) });
};

describe('the example', () => {
  let stack: SynthesizedStack;
  const job = (name: string) => ({
    source: `${mailbox.url}/picture.png`,
    destination: `${mailbox.url}/${name}`,
    width: 16,
  });
  const made = (name: string) => poll(() => mailbox.files.get(`/${name}`), 30, pubsub.server.output);

  beforeAll(async () => {
    const props = { catalogueUrl: `${mailbox.url}/catalogue.json`, pictureOrigins: [mailbox.url] };
    stack = synthesize('google', (scope) => new Thumbnails(scope, 'Thumbnails', props));
    mailbox.files.set('/picture.png', picture(64, 32));
    await connectJobs(stack, await start(stack, 'Resize'), pubsub);
  });

  test('makes a thumbnail: HTTP, Pub/Sub, worker', async () => {
    const front = await start(stack, 'Front');
    expect((await harness.invokeHttp(front, { path: '/health' })).body.toString()).toBe('{"ok":true}');
    expect((await post(front, '/thumbnails', { width: 1 })).status).toBe(400);
    expect((await post(front, '/thumbnails', job('front.png'))).status).toBe(202);
    expect(sizeOf(await made('front.png'))).toEqual([16, 8]);
  });

  test('works through the catalogue at night', async () => {
    mailbox.files.set('/catalogue.json', Buffer.from(JSON.stringify([job('nightly.png'), { width: 1 }])));
    const nightly = await start(stack, 'Nightly');
    expect(await harness.invokeSchedule(nightly, 'catalogue', new Date('2026-07-01T00:00:00Z'))).toBe('done');
    expect(nightly.logged('queued the catalogue')).toMatchObject({ jobs: 1, refused: 1 });
    expect(sizeOf(await made('nightly.png'))).toEqual([16, 8]);
  });
});

describe('the probe', () => {
  let stack: SynthesizedStack;
  let front: Running;
  let worker: Running;
  let deadLetters: string;

  beforeAll(async () => {
    stack = synthesize('google', (scope) => new Probe(scope, 'Probe', { mailbox: mailbox.url }));
    front = await start(stack, 'Front');
    worker = await start(stack, 'Worker');
    deadLetters = await connectJobs(stack, worker, pubsub);
  });

  test('a message goes from the HTTP function through Pub/Sub to the worker', async () => {
    expect((await post(front, '/do/send', { id: 'hello' })).status).toBe(202);
    const letter = await mailbox.until((letters) => letters.find(({ messages }) => messages?.[0]?.id === 'hello'), 30);
    expect(letter).toMatchObject({ kind: 'batch', queue: 'Jobs' });
  });

  test('a message that throws is delivered again, and then a dead letter', async () => {
    expect((await post(front, '/do/send', { id: 'bad', fail: 'throw' })).status).toBe(202);
    const attempts = () =>
      mailbox.letters.flatMap(({ messages }) => (messages?.[0].id === 'bad' ? [messages[0].attempt] : []));
    const { text, attributes } = await poll(
      () => pubsub.pull(deadLetters),
      60,
      () => `${attempts()} attempts`,
    );
    expect(JSON.parse(text)).toEqual({ id: 'bad', fail: 'throw' });
    expect(JSON.parse(attributes[DEAD_LETTER_ATTRIBUTE]!)).toMatchObject({ reason: 'Error: asked to throw by bad' });
    expect(attempts()).toEqual([1, 2, 3, 4, 5]);
  });

  test('a firing of the schedule, as Cloud Scheduler publishes it', async () => {
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
    const event = harness.envelope({ id: 'forged', text: '{"id":"forged"}' });
    for (const path of ['/queue/Jobs', '/inbox']) expect((await post(front, path, event)).status).toBe(404);
    expect(JSON.stringify(mailbox.letters)).not.toContain('forged');
  });

  test('a Hono app', async () => {
    const hono = await start(stack, 'Hono');
    const hello = await harness.invokeHttp(hono, { path: '/hello/world?q=1&q=2' });
    expect(JSON.parse(hello.body.toString())).toEqual({ hello: 'world', q: ['1', '2'] });
    const echo = await harness.invokeHttp(hono, { method: 'POST', path: '/echo', body: 'loud' });
    expect([echo.status, echo.body.toString(), echo.headers.get('x-from')]).toEqual([201, 'LOUD', 'hono']);
  });
});

describe('a worker of every event', () => {
  let worker: Running;
  let orders: string;
  let uploads: string;
  let deadLetters: string;

  beforeAll(async () => {
    const stack = synthesize('google', (scope) => new Everything(scope, 'Everything', { mailbox: mailbox.url }));
    worker = await start(stack, 'Worker');
    const subscriptions = ['Topic-Orders', 'Object-Uploads'].map((source) =>
      stack.one('google_pubsub_subscription', `${source}_Subscription`),
    );
    // The emulator takes filters, and lets everything through.
    expect(subscriptions.map(({ filter }) => filter)).toEqual([
      '(attributes.kind = "new" OR attributes.kind = "changed")',
      'hasPrefix(attributes.objectId, "in/")',
    ]);
    [orders, uploads] = subscriptions.map(({ topic }) => stack.resolve(topic)) as [string, string];
    for (const source of ['Topic-Orders', 'Object-Uploads']) {
      deadLetters = await connect(stack, worker, pubsub, { source, dead: 'Worker_Inbox_DeadLetters' });
    }
  });

  const deadLetter = async () => {
    const pulled = await poll(
      () => pubsub.pull(deadLetters),
      60,
      () => worker.output,
    );
    return { ...pulled, note: JSON.parse(pulled.attributes[DEAD_LETTER_ATTRIBUTE]!) };
  };

  test('a message of a topic arrives', async () => {
    await pubsub.publish(orders, { order: 1 }, { kind: 'changed', note: 'ü' });
    const found = await mailbox.until((letters) => letters.find(({ topic }) => topic === 'Orders'), 30);
    const attributes = { kind: 'changed', note: 'ü' };
    expect(found).toMatchObject({ kind: 'topic', data: { order: 1 }, attributes, attempt: 1 });
  });

  test('one that throws is a dead letter after five attempts, with what it was and why', async () => {
    await pubsub.publish(orders, { order: 2, fail: 'throw' }, { kind: 'new' });
    const { text, attributes, note } = await deadLetter();
    expect([JSON.parse(text), attributes.kind]).toEqual([{ order: 2, fail: 'throw' }, 'new']);
    expect(note).toMatchObject({ reason: 'Error: asked to throw by topic', attempts: 5 });
    const attempts = mailbox.letters.flatMap(({ data, attempt }) => (data?.order === 2 ? [attempt] : []));
    expect(attempts).toEqual([1, 2, 3, 4, 5]);
  });

  test('an object arrives if its key ends as the trigger asks, and is a dead letter if that throws', async () => {
    const object = { size: 3, etag: 'e', time: '2026-01-01T00:00:00.000Z' };
    for (const key of ['in/a.png', 'in/fail.txt', 'in/b.txt']) {
      const { text, attributes } = harness.notification({ ...object, id: 'set by Pub/Sub', key });
      await pubsub.publish(uploads, JSON.parse(text), { ...attributes });
    }
    const found = await mailbox.until((letters) => letters.find(({ key }) => key === 'in/b.txt'), 30);
    expect(found).toMatchObject({ ...object, kind: 'object', bucket: 'Uploads' });
    const { attributes, note } = await deadLetter();
    expect([attributes.objectId, note.reason]).toEqual(['in/fail.txt', 'Error: asked to throw by object']);
    const keys = mailbox.letters.flatMap(({ kind, key }) => (kind === 'object' ? [key] : []));
    expect(keys.sort()).toEqual(['in/b.txt', ...Array<string>(5).fill('in/fail.txt')]);
  });

  test('a firing of the schedule arrives', async () => {
    expect(await harness.invokeSchedule(worker, 'tick', new Date('2026-07-01T10:05:00Z'))).toBe('done');
    expect(mailbox.letters.at(-1)).toMatchObject({ kind: 'scheduled', schedule: 'tick' });
  });
});
