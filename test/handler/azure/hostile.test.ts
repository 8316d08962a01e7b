import fc from 'fast-check';
import { ServiceBusServer } from './service-bus-server';
import { SOURCE_PROPERTY } from '../../../src/private/contract';
import { fixture, routes } from '../expectations';
import * as harness from '../harness/azure';
import type { Running } from '../harness/running';

/** Events each property tries: `FAASADE_FUZZ_RUNS` asks for more. */
const numRuns = Number(process.env.FAASADE_FUZZ_RUNS ?? 1_000);

const blob = { id: 'e-1', key: 'in/a.png', size: 3, etag: 'abc', time: '2026-01-01T00:00:00.000Z' };

describe('whatever comes', () => {
  let bus: ServiceBusServer;
  let fn: Running;
  beforeAll(async () => {
    bus = await ServiceBusServer.start();
    const delivery = { c: 'SB', a: 5, d: 'dead' };
    const triggers = {
      ...{ contract: 1, t: 30, h: routes, s: { Nightly: { c: '0 0 2 * * *' } }, n: ['Orders'], o: ['Uploads'] },
      ...{ q: { Jobs: { q: 'jobs', ...delivery } }, i: { q: 'inbox', ...delivery } },
    };
    fn = await harness.start({ entry: fixture('everything'), triggers, environment: bus.environment });
  }, 30_000);
  afterAll(async () => {
    await fn.stop();
    await bus.stop();
  });

  const anything = fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }));
  const attributes = fc.oneof(
    anything,
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('traceparent', 'diagnostic-Id', '__proto__')), anything),
    fc.record({ [SOURCE_PROPERTY]: fc.oneof(anything, fc.constantFrom('topic/Orders', 'object/Uploads', 'topic/')) }),
  );
  const metadata = fc.record(
    {
      MessageId: anything,
      DeliveryCount: fc.oneof(anything, fc.integer({ min: 1, max: 6 })),
      EnqueuedTimeUtc: fc.oneof(anything, fc.constant('2026-01-01T00:00:00Z')),
      SessionId: anything,
      ApplicationProperties: attributes,
      UserProperties: attributes,
    },
    { requiredKeys: [] },
  );
  const bodies = fc.oneof(
    fc.uint8Array(),
    anything.map((value) => Buffer.from(JSON.stringify(value))),
    fc
      .record({
        specversion: anything,
        id: anything,
        type: anything,
        subject: anything,
        time: anything,
        data: anything,
      })
      .map((value) => Buffer.from(JSON.stringify({ ...harness.blobCreated(blob), ...value }))),
    fc
      .record({ s: fc.oneof(anything, fc.constant('Nightly')), t: anything })
      .map((v) => Buffer.from(JSON.stringify(v))),
  );

  test('a message of Service Bus is taken, thrown back or moved, and the function goes on', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('queue-Jobs', 'inbox'), bodies, metadata, async (name, bytes, values) => {
        const triggerMetadata = Object.fromEntries(
          Object.entries(values).map(([key, value]) => [key, { json: JSON.stringify(value) }]),
        );
        const request = { name, data: { bytes: Buffer.from(bytes) }, triggerMetadata };
        const result = await fn.ask<unknown>(request).catch((error: Error) => error);
        expect(`${result}`).not.toContain('The function ended');
      }),
      { numRuns },
    );
    // Some of it was work.
    for (const message of ['batch', 'published', 'A message is no event of this function.']) {
      expect(fn.logged(message)).toBeDefined();
    }
    expect(bus.sent.length).toBeGreaterThan(0);
  }, 300_000);

  test('a body of another form than bytes is taken too', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('queue-Jobs', 'inbox'), anything, metadata, async (name, body, values) => {
        const triggerMetadata = Object.fromEntries(
          Object.entries(values).map(([key, value]) => [key, { string: JSON.stringify(value) }]),
        );
        const request = { name, data: { json: JSON.stringify(body) }, triggerMetadata };
        const result = await fn.ask<unknown>(request).catch((error: Error) => error);
        expect(`${result}`).not.toContain('The function ended');
      }),
      { numRuns },
    );
  }, 300_000);

  const token = fc.stringMatching(/^[!#$%&'*+.^_`|~\dA-Za-z-]{1,20}$/);
  const value = fc.stringMatching(/^[\x21-\x7e\x80-\xff]{0,40}$/);
  const acts = ['echo', 'throw', 'nothing', 'object', 'used', 'text', 'cookies', 'none'];
  const paths = fc.oneof(
    fc.constantFrom(...acts).map((act) => `/any/${act}`),
    fc.stringMatching(/^\/[\x21-\x7e]{0,60}$/),
    fc
      .array(fc.constantFrom('any', '..', '%2e%2e', '%', '%zz', '//', '\\\\', '?', '#', 'get-only'), { maxLength: 6 })
      .map((parts) => `/${parts.join('/')}`),
  );
  // What belongs to the connection the host has dealt with, and what it tells of it.
  const own = [
    'host',
    'connection',
    'content-length',
    'transfer-encoding',
    'expect',
    'upgrade',
    'te',
    'trailer',
    'keep-alive',
    'proxy-connection',
    'x-forwarded-host',
    'x-forwarded-proto',
    'x-ms-invocation-id',
  ];
  const headers = fc
    .dictionary(fc.oneof(token, fc.constantFrom('traceparent', 'cookie', 'content-type')), value)
    .map((all) => Object.fromEntries(Object.entries(all).filter(([name]) => !own.includes(name.toLowerCase()))));
  const methods = fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS');

  test('a request is answered, and no answer tells a path or a stack of the function', async () => {
    await fc.assert(
      fc.asyncProperty(methods, paths, headers, fc.uint8Array(), async (method, path, all, bytes) => {
        const body = ['GET', 'HEAD'].includes(method) ? undefined : Buffer.from(bytes);
        const answer = await harness.invokeHttp(fn, { method, path, headers: all, body });
        expect(answer.status).toBeGreaterThanOrEqual(200);
        expect(answer.status).toBeLessThan(600);
        if (answer.status < 400) return;
        const text = `${answer.body}`;
        expect(text).not.toContain(fn.folder);
        expect(text).not.toMatch(/\n\s+at |node_modules|hunter2/);
      }),
      { numRuns },
    );
  }, 300_000);
});
