import fc from 'fast-check';
import { fixture, routes } from '../expectations';
import * as harness from '../harness/google';
import { send } from '../harness/http-client';
import type { HttpRequest, Running } from '../harness/running';

/** Events each property tries: `FAASADE_FUZZ_RUNS` asks for more. */
const numRuns = Number(process.env.FAASADE_FUZZ_RUNS ?? 1_000);

/** What a caller must never see: a path of the package, a frame of a stack, what the handler threw. */
const inside = /node_modules|\.[jt]s:\d|\bat .+:\d+|hunter2|faasade-google-/;

let fn: Running;
let base: string;
const start = async (triggers: object) => {
  fn = await harness.start({ entry: fixture('everything'), triggers: { contract: 1, t: 30, ...triggers } });
  base = `http://127.0.0.1:${await fn.ask<number>({})}`;
};
afterEach(() => fn.stop());

test('a push of anything is taken or refused, tells nothing, and the function lives on', async () => {
  const delivery = { a: 5, d: 'projects/p/topics/dead' };
  await start({ q: { Jobs: delivery }, i: delivery, s: { Nightly: null }, n: ['Orders'], b: { Uploads: '' } });
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.json(),
    fc.constantFrom('{"s":"Nightly"}', '{"s":"__proto__"}', '{"size":"1","etag":"e"}', '{"__proto__":{"s":"x"}}'),
  );
  const attributes = fc.record(
    {
      eventType: fc.constantFrom('OBJECT_FINALIZE', 'OBJECT_DELETE', 1),
      objectId: fc.oneof(fc.string(), fc.jsonValue()),
      eventTime: fc.constantFrom('2026-01-01T00:00:00Z', 'never', null),
      traceparent: fc.oneof(fc.string(), fc.jsonValue()),
    },
    { requiredKeys: [] },
  );
  const message = fc.record(
    {
      messageId: fc.oneof({ arbitrary: fc.string(), weight: 5 }, fc.jsonValue()),
      publishTime: fc.oneof({ arbitrary: fc.constant('2026-01-01T00:00:00Z'), weight: 5 }, fc.jsonValue()),
      data: fc.oneof(
        text.map((any) => Buffer.from(any).toString('base64')),
        fc.jsonValue(),
      ),
      attributes: fc.oneof({ arbitrary: attributes, weight: 4 }, fc.jsonValue()),
      orderingKey: fc.jsonValue(),
    },
    { requiredKeys: ['messageId', 'publishTime'] },
  );
  // Attempts below the last: there is nowhere to move a dead letter to here.
  const deliveryAttempt = fc.constantFrom(1, 4, -1, 'x', null, {});
  const body = fc.oneof(
    { arbitrary: fc.record({ message, deliveryAttempt }, { requiredKeys: ['message'] }), weight: 8 },
    { arbitrary: fc.jsonValue(), weight: 1 },
  );
  const push: fc.Arbitrary<HttpRequest> = fc.record({
    method: fc.constantFrom('POST', 'POST', 'POST', 'POST', 'PUT', 'GET'),
    path: fc.oneof(
      { arbitrary: fc.constantFrom('/queue/Jobs', '/inbox', '/topic/Orders', '/object/Uploads'), weight: 12 },
      fc.constantFrom('/', '//inbox', '/inbox/..', '/queue/%', '/queue/__proto__', '/topic/Jobs', '/inbox?x', '/%00'),
    ),
    headers: fc.record({
      'content-type': fc.constantFrom('application/json', 'application/json', 'application/json', 'text/plain', ''),
    }),
    body: fc.oneof(
      { arbitrary: body.map((any) => JSON.stringify(any)), weight: 9 },
      { arbitrary: fc.string(), weight: 1 },
    ),
  });
  const seen = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(push, async (request) => {
      const answer = await send(base, request);
      seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
      expect([204, 400, 404, 500]).toContain(answer.status);
      expect(`${answer.body}`).not.toMatch(inside);
    }),
    { numRuns },
  );
  expect([...seen.keys()].sort()).toEqual([204, 400, 404, 500]);
  const good = JSON.stringify(harness.envelope({ id: 'm-1', text: '{}' }));
  const last = await send(base, { method: 'POST', path: '/queue/Jobs', headers: json, body: good });
  expect(last.status).toBe(204);
}, 120_000);

const json = { 'content-type': 'application/json' };

test('a request of anything is answered, tells nothing, and the function lives on', async () => {
  await start({ h: routes, o: { o: ['https://app.example'], c: 1 } });
  const acts = ['echo', 'throw', 'nothing', 'object', 'used', 'text', 'cookies', 'redirect', 'no-content'];
  const printable = fc.string().map((any) => any.replace(/[^\x20-\x7e]/g, ''));
  const path = fc.oneof(
    fc.constantFrom(...acts).map((act) => `/any/${act}`),
    fc.constantFrom(
      '/any/..',
      '/any/%',
      '/any/%00',
      '/any/%c0%ae',
      '/any//x',
      '/any/\\..\\x',
      '/get-only/x',
      '/*',
      '/any/?a=%',
    ),
    printable.map((any) => `/any/${any.replace(/[ #]/g, '')}`),
  );
  const request: fc.Arbitrary<HttpRequest> = fc.record(
    {
      method: fc.constantFrom('GET', 'POST', 'PUT', 'OPTIONS', 'DELETE', 'HEAD', 'PATCH', 'TRACE'),
      path,
      headers: fc.record(
        {
          host: fc.oneof(
            fc.constantFrom('fn-abc.a.run.app', '', 'a b', '[::1]:80', 'x/../y', 'évil'.slice(1)),
            printable,
          ),
          'x-forwarded-proto': fc.oneof(fc.constantFrom('https', 'http', 'javascript'), printable),
          'content-type': fc.oneof(
            fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'text/plain'),
            printable,
          ),
          'content-encoding': fc.constantFrom('gzip', 'br', 'nonsense', 'identity'),
          origin: fc.oneof(fc.constantFrom('https://app.example', 'null', '*'), printable),
          'access-control-request-method': fc.constantFrom('PUT', ''),
          traceparent: printable,
          'x-cloud-trace-context': printable,
          'function-execution-id': printable,
          cookie: printable,
        },
        { requiredKeys: [] },
      ),
      body: fc.oneof(
        fc.string(),
        fc.json(),
        fc.uint8Array().map((bytes) => Buffer.from(bytes)),
      ),
    },
    { requiredKeys: ['method', 'path'] },
  );
  await fc.assert(
    fc.asyncProperty(request, async (any) => {
      const answer = await send(base, any);
      expect(answer.status).toBeGreaterThanOrEqual(200);
      // The handler's echo says what the caller sent, so only what the adapter and the framework say is looked at.
      if (!any.path.startsWith('/any/echo')) expect(`${answer.body}`).not.toMatch(inside);
      expect(answer.headers.get('x-powered-by') ?? '').not.toMatch(/\d/);
    }),
    { numRuns },
  );
  expect((await send(base, { path: '/any/text', headers: { host: 'fn-abc.a.run.app' } })).status).toBe(200);
}, 120_000);
