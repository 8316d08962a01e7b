import { readFileSync } from 'node:fs';
import { fixture } from './expectations';
import * as aws from './harness/aws';
import type { Running } from './harness/running';
import { CloudServer } from './tracing/cloud-server';
import { clouds, TracedCloud } from './tracing/clouds';
import { Collector } from './tracing/collector';
import { DEAD_LETTER_ATTRIBUTE } from '../../src/private/contract';

const value = 'pa$$ "word"/1+2\\';
const traceId = '0af7651916cd43dd8448eb211c80319c';
const traceparent = `00-${traceId}-b7ad6b7169203331-01`;
const attributes = { traceparent };

let server: CloudServer;
const started: Running[] = [];
beforeAll(async () => {
  server = await CloudServer.start();
  server.secret = value;
});
afterAll(async () => {
  await Promise.all(started.map((fn) => fn.stop()));
  await server.stop();
});

async function start(cloud: TracedCloud, triggers: object, more: Readonly<Record<string, string>> = {}) {
  const fn = await cloud.harness.start({
    entry: fixture('logging'),
    triggers: { contract: 1, t: 30, ...triggers },
    links: cloud.links(server.url),
    clients: ['secret'],
    tracing: Object.keys(more).length > 0,
    environment: { ...cloud.environment(server.url), ...more },
  });
  started.push(fn);
  return fn;
}

/** The frame of a source's line that holds this text. */
function frame(name: string, text: string): RegExp {
  const line =
    readFileSync(fixture(name), 'utf8')
      .slice(0, -1)
      .split('\n')
      .findIndex((each) => each.includes(text)) + 1;
  return new RegExp(`fixtures/${name}\\.ts:${line}:\\d+`);
}

const failing = frame('failing', 'throw new RangeError');

function expectStack(error: Record<string, any>, text: string): void {
  expect(error).toMatchObject({ name: 'RangeError', cause: { name: 'TypeError', message: 'no such row' } });
  expect(error.stack).toMatch(failing);
  expect(error.stack).toMatch(frame('logging', text));
  expect(error.cause.stack).toMatch(failing);
}

/** Whether any writing of the secret, or of what a name gives away, is in a text. */
function expectNoSecret(text: string): void {
  const writings = [
    value,
    encodeURIComponent(value),
    JSON.stringify(value).slice(1, -1),
    'hunter2',
    'Bearer abc',
    'a=1',
  ];
  for (const writing of writings) expect(text).not.toContain(writing);
}

describe.each(clouds)('on $name', (cloud) => {
  const { harness } = cloud;

  describe('requests', () => {
    let fn: Running;
    beforeAll(async () => {
      fn = await start(cloud, { h: [['GET', '/any/{act}']] });
    }, 30_000);
    const get = (path: string) => harness.invokeHttp(fn, { path, headers: { traceparent } });

    test('what fetch throws is logged with the lines of the sources, the route and the trace', async () => {
      await get('/any/throw');
      const { error, ...line } = fn.logged("The handler's fetch failed.")!;
      expect(line).toMatchObject({ trigger: 'http GET /any/{act}', traceId, invocationId: expect.any(String) });
      expect(line).not.toHaveProperty('attempt');
      expectStack(error, "fail({ what: 'request' })");
    });

    test('an error that is none of the language has name, message and stack too', async () => {
      await get('/any/timeout');
      expect(fn.logged("The handler's fetch failed.")!.error).toMatchObject({
        name: 'TimeoutError',
        message: 'too late',
        stack: expect.stringMatching(frame('logging', 'too late')),
      });
    });

    test('a secret that was read stands in no line, and neither do fields whose names are those of secrets', async () => {
      await get('/any/tell');
      expect(fn.logged('the key is [secret Key]')).toMatchObject({
        key: '[secret Key]',
        deep: [{ url: 'https://x/?k=[secret Key]', '[secret Key]': '[redacted]' }],
        json: '["[secret Key]"]',
        password: '[redacted]',
        headers: { Authorization: '[redacted]', cookie: '[redacted]' },
      });
      expect(fn.logged('a loop')!.fields).toContain("apiKey: '[redacted]'");
      expect(fn.logged('no login')!.error).toMatchObject({
        message: 'with [secret Key]',
        stack: expect.stringContaining('Error: with [secret Key]'),
        cause: { message: '[secret Key]' },
      });
      expect(fn.logged("The handler's fetch failed.")!.error.message).toBe('[secret Key] broke');
      expectNoSecret(fn.output);
    });
  });

  describe('events', () => {
    let fn: Running;
    beforeAll(async () => {
      const dead = { aws: `${server.url}/1/dead`, azure: 'dead', google: 'projects/acme/topics/dead' }[cloud.name];
      const { q, i, ...others } = cloud.events as { q: { Jobs: object }; i: object };
      const triggers = { ...others, q: { Jobs: { ...q.Jobs, a: 5, d: dead } }, i: { ...i, a: 5, d: dead } };
      fn = await start(cloud, triggers, undefined);
    }, 30_000);
    afterEach(() => server.clear());

    // Of what brings no trace along: X-Ray's on AWS, where every invocation has one.
    const own = cloud.name === 'aws' ? '5759e988bd862e3fe1be46a994272793' : undefined;
    const failed = (method: string) => {
      const { error, ...line } = fn.logged(`The handler's ${method} failed.`)!;
      const { eventId, trigger, attempt, traceId: trace } = line;
      return { error, about: { eventId, trigger, attempt, traceId: trace } };
    };

    test('a message: its id, queue and attempt, and the lines of the sources', async () => {
      await harness.invokeQueue(fn, 'Jobs', [{ id: 'm-1', text: '{}', attempt: 3, attributes }]);
      const { error, about } = failed('queue');
      expect(about).toEqual({ eventId: 'm-1', trigger: 'queue Jobs', attempt: 3, traceId });
      expectStack(error, "fail({ what: 'queue' })");
    });

    test('what the handler logs itself carries the same, and can not replace it', async () => {
      await harness.invokeQueue(fn, 'Jobs', [{ id: 'm-2', text: '{}', attempt: 2, attributes }]);
      expect(fn.logged('working')).toMatchObject({ eventId: 'm-2', trigger: 'queue Jobs', attempt: 2, traceId });
    });

    test('a firing', async () => {
      await harness.invokeSchedule(fn, 'Nightly', new Date('2026-03-01T02:00:00Z'));
      const { error, about } = failed('scheduled');
      const eventId = 'Nightly/2026-03-01T02:00:00.000Z';
      expect(about).toEqual({ eventId, trigger: 'schedule Nightly', attempt: 1, traceId: own });
      expectStack(error, "fail({ what: 'schedule' })");
    });

    test('a message of a topic', async () => {
      await harness.invokeTopic(fn, 'Orders', { id: 't-1', text: '{}', attempt: 2, attributes });
      const { error, about } = failed('topic');
      expect(about).toEqual({ eventId: 't-1', trigger: 'topic Orders', attempt: 2, traceId });
      expectStack(error, "fail({ what: 'topic' })");
    });

    test('a new object', async () => {
      const object = { id: 'e-1', key: 'a.png', size: 1, etag: 'x', time: '2026-01-01T00:00:00.000Z', attempt: 4 };
      await harness.invokeObject(fn, 'Uploads', object);
      const { error, about } = failed('object');
      expect(about).toEqual({ eventId: 'e-1', trigger: 'objectCreated Uploads', attempt: 4, traceId: own });
      expectStack(error, "fail({ what: 'object' })");
    });

    test('a secret in an error stands neither in lines nor with the dead letter', async () => {
      const message = { id: 'm-3', text: '"tell"' };
      expect(await harness.invokeQueue(fn, 'Jobs', [{ ...message, attempt: 4 }])).toEqual(['m-3']);
      expect(await harness.invokeQueue(fn, 'Jobs', [{ ...message, attempt: 5 }])).toEqual([]);
      expect(failed('queue').error.message).toBe('no login with [secret Key]');
      const [{ attributes: sent }] = server.sent;
      expect(JSON.parse(sent[DEAD_LETTER_ATTRIBUTE])).toMatchObject({ reason: 'Error: no login with [secret Key]' });
      expectNoSecret(fn.output);
    });
  });
});

describe('on AWS', () => {
  const [cloud] = clouds;

  test('a change of an item', async () => {
    const fn = await start(cloud, { i: {}, c: ['Stock'] });
    const dynamodb = { ApproximateCreationDateTime: 1767225600, Keys: { id: { S: 'a' } }, SequenceNumber: '1' };
    await aws.invokeInbox(fn, { c: 'Stock', r: { eventID: 'c-1', dynamodb } }, 2);
    const { error, ...line } = fn.logged("The handler's change failed.")!;
    expect(line).toMatchObject({ eventId: 'c-1', trigger: 'tableChange Stock', attempt: 2 });
    expectStack(error, "fail({ what: 'change' })");
  }, 30_000);

  test('lines of a batch say how large it is, and a dead letter that stays which message it was', async () => {
    const fn = await start(cloud, { q: { Jobs: { i: 'Jobs', a: 5, d: `${server.url}/1/dead` } } });
    server.refuse = true;
    const messages = ['m-1', 'm-2'].map((id, index) => ({ id, text: '{}', attempt: 4 + index }));
    await aws.invokeQueue(fn, 'Jobs', messages);
    server.clear();
    const line = fn.logged("The handler's queue failed.")!;
    expect(line).toMatchObject({ trigger: 'queue Jobs', batchSize: 2, eventIds: ['m-1', 'm-2'] });
    expect(line).not.toHaveProperty('attempt');
    // Its own field of that name.
    expect(fn.logged('working')).toMatchObject({ attempt: 'mine', trigger: 'queue Jobs' });
    expect(fn.logged('A dead letter could not be moved: the cloud moves it, without a reason.')).toMatchObject({
      ...{ eventId: 'm-2', attempt: 5, trigger: 'queue Jobs' },
    });
  }, 30_000);

  test('spans hold no secret either, and the collector’s headers are none to log', async () => {
    const collector = await Collector.start();
    const fn = await start(
      cloud,
      { h: [['GET', '/any/{act}']] },
      { FAASADE_TRACING: '{"h":"Key"}', OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint },
    );
    server.secret = 'api-key=collect%20me';
    await aws.invokeHttp(fn, { path: '/any/tell' });
    server.secret = value;
    await collector.stop();
    expect(collector.headers[0]).toMatchObject({ 'api-key': 'collect me' });
    const [span] = collector.spans;
    expect(span.status.message).toBe('[secret Key] broke');
    expect(JSON.stringify(collector.spans)).not.toMatch(/collect( |%20)me/);
    expect(fn.output).not.toMatch(/collect( |%20)me/);
  }, 30_000);
});

test('on Azure, what the host is told and logs itself holds no secret', async () => {
  const cloud = clouds.find(({ name }) => name === 'azure')!;
  const fn = await start(cloud, cloud.events);
  const told = fn.ask({ name: 'queue-Jobs', data: { bytes: Buffer.from('"tell"') }, triggerMetadata: {} });
  await expect(told).rejects.toThrow(/^no login with \[secret Key\]$/);
}, 30_000);
