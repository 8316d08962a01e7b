import { Mailbox, openMailbox } from './mailbox';
import { startOnAzure } from './on-azure';
import { picture, sizeOf } from './picture';
import { Everything } from './service/everything';
import { Probe } from './service/probe';
import { SynthesizedStack, synthesize } from './synthesized';
import { Thumbnails } from '../../examples/thumbnails/thumbnails';
import { DEAD_LETTER_ATTRIBUTE } from '../../src/private/contract';
import { ServiceBusServer } from '../handler/azure/service-bus-server';
import * as harness from '../handler/harness/azure';
import type { Running } from '../handler/harness/running';

// The packages and settings that synthesis made, in the real `@azure/functions`. The host that would call them, and
// Service Bus, are played by the harness: neither can be had without an account.

let mailbox: Mailbox;
const running: Running[] = [];

beforeAll(async () => {
  mailbox = await openMailbox();
});

afterAll(async () => {
  await Promise.all(running.map((fn) => fn.stop()));
  mailbox?.close();
});

async function start(stack: SynthesizedStack, id: string, environment = {}): Promise<Running> {
  const fn = await startOnAzure(stack, id, environment);
  running.push(fn);
  return fn;
}

describe('the example', () => {
  let stack: SynthesizedStack;
  beforeAll(() => {
    const props = { catalogueUrl: `${mailbox.url}/catalogue.json`, pictureOrigins: [mailbox.url] };
    stack = synthesize('azure', (scope) => new Thumbnails(scope, 'Thumbnails', props));
  });

  test('answers over HTTP, and refuses what it does not have', async () => {
    const front = await start(stack, 'Front');
    const health = await harness.invokeHttp(front, { path: '/health' });
    expect([health.status, health.body.toString()]).toEqual([200, '{"ok":true}']);
    const bad = await harness.invokeHttp(front, { method: 'POST', path: '/thumbnails', body: '{"width":1}' });
    expect([bad.status, bad.body.toString()]).toEqual([400, `{"error":"'source' is not a URL of an allowed origin."}`]);
    expect((await harness.invokeHttp(front, { path: '/thumbnails' })).status).toBe(405);
    expect((await harness.invokeHttp(front, { path: '/other' })).status).toBe(404);
  });

  test('makes a thumbnail of a message', async () => {
    const resize = await start(stack, 'Resize');
    mailbox.files.set('/picture.png', picture(64, 32));
    const job = { source: `${mailbox.url}/picture.png`, destination: `${mailbox.url}/azure.png`, width: 16 };
    expect(await harness.invokeQueue(resize, 'Jobs', [{ id: 'good', text: JSON.stringify(job) }])).toEqual([]);
    expect(sizeOf(mailbox.files.get('/azure.png')!)).toEqual([16, 8]);
    const missing = JSON.stringify({ ...job, source: `${mailbox.url}/missing.png` });
    expect(await harness.invokeQueue(resize, 'Jobs', [{ id: 'bad', text: missing }])).toEqual(['bad']);
  });

  test('reads the catalogue at two in the morning in Berlin, and not at three', async () => {
    const nightly = await start(stack, 'Nightly');
    const [two, three] = [new Date('2026-07-01T00:00:00Z'), new Date('2026-07-01T01:00:00Z')];
    // Without a catalogue it fails, and the inbox delivers the firing again.
    expect(await harness.invokeSchedule(nightly, 'catalogue', two)).toBe('failed');
    mailbox.files.set('/catalogue.json', Buffer.from('[]'));
    expect(await harness.invokeSchedule(nightly, 'catalogue', two)).toBe('done');
    expect(nightly.logged('queued the catalogue')).toMatchObject({ at: two.toISOString(), jobs: 0 });
    expect(await harness.invokeSchedule(nightly, 'catalogue', three)).toBe('dropped');
  });
});

describe('the probe', () => {
  let stack: SynthesizedStack;
  beforeAll(() => {
    stack = synthesize('azure', (scope) => new Probe(scope, 'Probe', { mailbox: mailbox.url }));
  });

  test('HTTP', async () => {
    const front = await start(stack, 'Front');
    const answer = await harness.invokeHttp(front, { method: 'POST', path: '/do/this', body: 'text' });
    expect([answer.status, JSON.parse(answer.body.toString())]).toMatchObject([200, { cold: true, body: 'text' }]);
  });

  test('Service Bus, and the timer through the inbox', async () => {
    const worker = await start(stack, 'Worker');
    expect(await harness.invokeQueue(worker, 'Jobs', [{ id: 'm-1', text: '{"id":"a"}', attempt: 2 }])).toEqual([]);
    for (const [id, fail] of Object.entries({ 'm-2': 'retry', 'm-3': 'throw' })) {
      expect(await harness.invokeQueue(worker, 'Jobs', [{ id, text: JSON.stringify({ id, fail }) }])).toEqual([id]);
    }
    expect(mailbox.letters[0]).toEqual({ kind: 'batch', queue: 'Jobs', messages: [{ id: 'a', attempt: 2 }] });

    const instant = new Date('2026-07-01T10:05:00Z');
    expect(await harness.invokeSchedule(worker, 'tick', instant)).toBe('done');
    expect(mailbox.letters.at(-1)).toEqual({ kind: 'scheduled', schedule: 'tick', time: instant.toISOString() });
    // The second 02:30 of the night in which Berlin's clocks are set back.
    expect(await harness.invokeSchedule(worker, 'tick', new Date('2026-10-25T01:30:00Z'))).toBe('dropped');
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
  let bus: ServiceBusServer;
  let worker: Running;
  beforeAll(async () => {
    bus = await ServiceBusServer.start();
    const stack = synthesize('azure', (scope) => new Everything(scope, 'Everything', { mailbox: mailbox.url }));
    worker = await start(stack, 'Worker', bus.environment);
  });
  afterAll(() => bus?.stop());

  const tried = async (deliver: (attempt: number) => Promise<string>) => {
    const outcomes: string[] = [];
    for (let attempt = 1; attempt <= 5; attempt++) outcomes.push(await deliver(attempt));
    return outcomes;
  };
  // What is moved is done: the last attempt is not delivered again.
  const untilMoved = ['failed', 'failed', 'failed', 'failed', 'done'];
  const lastNote = () => JSON.parse(bus.sent.at(-1)!.UserProperties[DEAD_LETTER_ATTRIBUTE]!);

  test('a message of a topic arrives, and is a dead letter if it throws five times', async () => {
    const message = { id: 't-1', text: '{"order":1}', attributes: { kind: 'changed' } };
    expect(await harness.invokeTopic(worker, 'Orders', message)).toBe('done');
    const arrived = { kind: 'topic', topic: 'Orders', id: 't-1', data: { order: 1 }, attributes: { kind: 'changed' } };
    expect(mailbox.letters.at(-1)).toMatchObject(arrived);

    const bad = { ...message, id: 't-2', text: '{"order":2,"fail":"throw"}' };
    expect(await tried((attempt) => harness.invokeTopic(worker, 'Orders', { ...bad, attempt }))).toEqual(untilMoved);
    expect(lastNote()).toMatchObject({ reason: 'Error: asked to throw by topic', attempts: 5 });
    expect(bus.sent.at(-1)).toMatchObject({ Body: bad.text, UserProperties: { kind: 'changed' } });
    expect(mailbox.letters.filter(({ id }) => id === 't-2').map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5]);
  });

  test('an object arrives, and is a dead letter if it throws five times', async () => {
    const object = { id: 'o-1', key: 'in/ü b.txt', size: 3, etag: 'e', time: '2026-01-01T00:00:00.000Z' };
    expect(await harness.invokeObject(worker, 'Uploads', object)).toBe('done');
    expect(mailbox.letters.at(-1)).toMatchObject({ ...object, kind: 'object', bucket: 'Uploads' });

    const bad = { ...object, id: 'o-2', key: 'in/fail.txt' };
    expect(await tried((attempt) => harness.invokeObject(worker, 'Uploads', { ...bad, attempt }))).toEqual(untilMoved);
    expect(lastNote()).toMatchObject({ reason: 'Error: asked to throw by object', attempts: 5 });
  });

  test('a firing of the schedule arrives', async () => {
    const instant = new Date('2026-07-01T10:05:00Z');
    expect(await harness.invokeSchedule(worker, 'tick', instant)).toBe('done');
    expect(mailbox.letters.at(-1)).toMatchObject({ kind: 'scheduled', schedule: 'tick', time: instant.toISOString() });
  });
});
