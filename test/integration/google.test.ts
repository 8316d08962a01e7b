import { Mailbox, openMailbox, poll } from './mailbox';
import { connectJobs, startOnGoogle } from './on-google';
import { picture, sizeOf } from './picture';
import { PubSub, startPubSub } from './pubsub';
import { Probe } from './service/probe';
import { SynthesizedStack, synthesize } from './synthesized';
import { Thumbnails } from '../../examples/thumbnails/thumbnails';
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
    const attempts = () => mailbox.letters.filter(({ messages }) => messages?.[0]?.id === 'bad').length;
    const pull = async () =>
      (await pubsub.ask('POST', `${deadLetters}:pull`, { maxMessages: 1 })).receivedMessages?.[0];
    const { message } = await poll(pull, 60, () => `${attempts()} attempts, ${pubsub.server.output()}`);
    expect(JSON.parse(Buffer.from(message.data, 'base64').toString())).toEqual({ id: 'bad', fail: 'throw' });
    // Pub/Sub's count is best effort.
    expect(attempts()).toBeGreaterThanOrEqual(5);
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
