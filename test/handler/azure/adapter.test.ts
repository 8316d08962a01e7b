import fc from 'fast-check';
import { expectHandler, fixture, routes } from '../expectations';
import * as harness from '../harness/azure';
import type { Running } from '../harness/running';

const http = { contract: 1, t: 30, h: routes };
const events = {
  contract: 1,
  t: 30,
  q: { Jobs: ['jobs', 'SB'] },
  i: ['inbox', 'SB'],
  s: { Nightly: { c: '0 0 2 * * *' }, Failing: { c: '0 0 2 * * *' } },
};

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

  test('a message with anything as its input and metadata is taken or thrown back', async () => {
    const metadata = fc.record({
      MessageId: fc.jsonValue(),
      DeliveryCount: fc.jsonValue(),
      EnqueuedTimeUtc: fc.jsonValue(),
      ApplicationProperties: fc.jsonValue(),
    });
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), metadata, async (data, values) => {
        const triggerMetadata = Object.fromEntries(
          Object.entries(values).map(([name, value]) => [name, { json: JSON.stringify(value) }]),
        );
        const request = { name: 'queue-Jobs', data: { json: JSON.stringify(data) }, triggerMetadata };
        const result = await fn.ask<unknown>(request).catch((error: Error) => error);
        expect(`${result}`).not.toContain('The function ended');
      }),
      { numRuns: 100 },
    );
  });
});
