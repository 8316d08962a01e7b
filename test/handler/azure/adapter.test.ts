import { ServiceBusServer } from './service-bus-server';
import { DEAD_LETTER_ATTRIBUTE, SOURCE_PROPERTY } from '../../../src/private/contract';
import { expectHandler, fixture, routes } from '../expectations';
import * as harness from '../harness/azure';
import type { Running } from '../harness/running';

const http = { contract: 1, t: 30, h: routes };
const events = {
  contract: 1,
  t: 30,
  q: { Jobs: { q: 'jobs', c: 'SB' } },
  i: { q: 'inbox', c: 'SB' },
  s: { Nightly: { c: '0 0 2 * * *' }, Failing: { c: '0 0 2 * * *' } },
  n: ['Orders'],
  o: ['Uploads'],
};

const blob = { id: 'e-1', key: 'in/a.png', size: 3, etag: 'abc', time: '2026-01-01T00:00:00.000Z' };

expectHandler({ harness, http, events, origin: 'https://app.azurewebsites.net' });

describe('on Azure', () => {
  let fn: Running;
  // 02:00 in Berlin: 01:00 UTC in summer is 03:00 there, in winter 02:00.
  const berlin = { c: '0 0 0,1 * * *', z: 'Europe/Berlin', f: { m: '1', h: 4 } };
  beforeAll(async () => {
    const triggers = { ...http, ...events, s: { ...events.s, Berlin: berlin } };
    fn = await harness.start({ entry: fixture('everything'), triggers });
  }, 30_000);
  afterAll(() => fn.stop());

  const timer = (schedule: string, next?: string, isPastDue?: boolean) =>
    harness.invokeTimer(fn, schedule, { next: next ? new Date(next) : undefined, isPastDue });

  test('each trigger is a function with its bindings', async () => {
    const functions = await fn.ask<any[]>({ list: true });
    const bindings = Object.fromEntries(
      functions.map(({ name, bindings: all }) => [
        name,
        Object.values<any>(all).map(({ name: _, properties: __, ...rest }) => rest),
      ]),
    );
    const out = { type: 'serviceBus', direction: 'out', queueName: 'inbox', connection: 'SB' };
    const queue = { type: 'serviceBusTrigger', direction: 'in', connection: 'SB', dataType: 'binary' };
    const timerOf = (schedule: string) => [{ type: 'timerTrigger', direction: 'in', schedule }, out];
    expect(bindings).toEqual({
      http: [
        {
          type: 'httpTrigger',
          direction: 'in',
          authLevel: 'anonymous',
          route: '{*path}',
          methods: ['GET', 'POST', 'DELETE', 'HEAD', 'PATCH', 'PUT', 'OPTIONS'],
        },
        { type: 'http', direction: 'out' },
      ],
      'queue-Jobs': [{ ...queue, queueName: 'jobs' }],
      inbox: [{ ...queue, queueName: 'inbox' }],
      'schedule-Nightly': timerOf('0 0 2 * * *'),
      'schedule-Failing': timerOf('0 0 2 * * *'),
      'schedule-Berlin': timerOf(berlin.c),
    });
  });

  test('a timer writes its instant to the inbox', async () => {
    expect(JSON.parse((await timer('Nightly', '2026-03-01T02:00:00Z'))!)).toEqual({
      s: 'Nightly',
      t: '2026-03-01T02:00:00.000Z',
    });
  });

  test.each([
    ['2026-01-10T01:00:00Z', true],
    ['2026-01-10T00:00:00Z', false],
    ['2026-07-10T00:00:00Z', true],
    ['2026-07-10T01:00:00Z', false],
  ])('a timer at %s is a firing in Berlin: %s', async (next, fires) => {
    expect((await timer('Berlin', next)) !== undefined).toBe(fires);
  });

  test('a timer made up for after an outage stands for the first firing that was missed', async () => {
    const text = await timer('Berlin', '2026-07-10T01:00:00Z', true);
    expect(JSON.parse(text!).t).toBe('2026-07-11T00:00:00.000Z');
  });

  test.each([
    ['no record of it', undefined],
    ['a record that is ahead', new Date(Date.now() + 3_600_000).toISOString()],
  ])('a timer with %s stands for the nearest minute', async (_what, next) => {
    const before = Date.now();
    const instant = Date.parse(JSON.parse((await timer('Nightly', next))!).t);
    expect(instant % 60_000).toBe(0);
    expect(Math.abs(instant - before)).toBeLessThanOrEqual(30_000 + 1_000);
  });

  test('fails if the inbox holds no firing: delivered again until it is a dead letter', async () => {
    await expect(fn.ask({ name: 'inbox', data: { bytes: Buffer.from('nonsense') } })).rejects.toThrow('no firing');
  });

  test.each([
    ['a topic that is not declared', 'topic/Other', '{}'],
    ['a bucket that is not declared', 'object/Other', JSON.stringify(harness.blobCreated(blob))],
    ['a kind that there is not', 'queue/Jobs', '{}'],
    ['a bucket, with the event of another schema', 'object/Uploads', '[{"eventType":"Microsoft.Storage.BlobCreated"}]'],
    ['a bucket, with another event', 'object/Uploads', JSON.stringify({ ...harness.blobCreated(blob), type: 'x' })],
    ['a schedule, in its name', 'Nightly', '{"s":"Nightly","t":"2026-01-01T00:00:00Z"}'],
  ])('fails if the inbox holds a message of %s: it runs nothing', async (_what, source, text) => {
    const before = fn.logs.length;
    expect(await harness.invokeInbox(fn, { id: 'm-1', text }, source)).toBe('failed');
    expect(fn.logs.slice(before).map(({ message }) => message)).toEqual(['A message is no event of this function.']);
  });

  test('a queue that keeps order is taken session by session', async () => {
    const ordered = await harness.start({
      entry: fixture('everything'),
      triggers: { contract: 1, t: 30, q: { Jobs: { q: 'jobs', c: 'SB', s: 1 } } },
    });
    const [{ bindings }] = await ordered.ask<any[]>({ list: true });
    await ordered.stop();
    expect(Object.values(bindings)).toEqual([expect.objectContaining({ queueName: 'jobs', isSessionsEnabled: true })]);
  }, 30_000);
});

describe('a dead letter', () => {
  let bus: ServiceBusServer;
  let fn: Running;
  beforeAll(async () => {
    bus = await ServiceBusServer.start();
    const delivery = { c: 'SB', a: 5, d: 'dead' };
    const triggers = { ...events, q: { Jobs: { q: 'jobs', ...delivery } }, i: { q: 'inbox', ...delivery } };
    fn = await harness.start({ entry: fixture('everything'), triggers, environment: bus.environment });
  }, 30_000);
  beforeEach(() => {
    bus.sent.length = 0;
    bus.answers.length = 0;
  });
  afterAll(async () => {
    await fn.stop();
    await bus.stop();
  });

  const failing = { id: 'm-1', text: '{"action":"throw","ü":1}', attributes: { kind: 'test' } };
  const deliver = (attempt: number, text = failing.text) =>
    harness.invokeQueue(fn, 'Jobs', [{ ...failing, text, attempt }]);

  test('is moved after the last attempt, whole and with the reason', async () => {
    expect(await deliver(5)).toEqual([]);
    expect(bus.sent).toEqual([
      {
        path: '/dead/messages',
        Body: failing.text,
        BrokerProperties: { MessageId: 'm-1', ContentType: 'application/json' },
        UserProperties: { kind: 'test', [DEAD_LETTER_ATTRIBUTE]: expect.any(String) },
      },
    ]);
    expect(JSON.parse(bus.sent[0].UserProperties[DEAD_LETTER_ATTRIBUTE])).toEqual({
      reason: 'Error: batch broke',
      attempts: 5,
      at: expect.stringMatching(/^\d{4}-.*Z$/),
    });
  });

  test('is none before the last attempt', async () => {
    expect(await deliver(4)).toEqual(['m-1']);
    expect(bus.sent).toEqual([]);
  });

  test('is one that the handler asked for again, the last time too', async () => {
    expect(await deliver(5, '{"action":"retry"}')).toEqual([]);
    expect(bus.sent[0].UserProperties[DEAD_LETTER_ATTRIBUTE]).toContain('The handler asked for it again.');
  });

  test('of the inbox keeps its source, so that it can be sent there again', async () => {
    const message = { id: 't-1', text: '{"action":"throw"}', attempt: 5 };
    expect(await harness.invokeTopic(fn, 'Orders', message)).toBe('done');
    expect(bus.sent[0]).toMatchObject({ Body: message.text, UserProperties: { [SOURCE_PROPERTY]: 'topic/Orders' } });
  });

  test('that can not be moved is left to Service Bus', async () => {
    bus.answers.push(401);
    expect(await deliver(5)).toEqual(['m-1']);
    expect(fn.logged('A dead letter could not be moved: the cloud moves it, without a reason.')).toMatchObject({
      error: { name: 'AccessDenied' },
    });
  });
});
