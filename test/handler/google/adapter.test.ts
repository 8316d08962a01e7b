import http from 'node:http';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expectHandler, fixture, routes } from '../expectations';
import * as harness from '../harness/google';
import { envelope } from '../harness/google';
import type { Running } from '../harness/running';

const requests = { contract: 1, t: 30, h: routes };
const events = { contract: 1, t: 30, q: ['Jobs'], s: { Nightly: null, Failing: null } };

expectHandler({ harness, http: requests, events, origin: 'https://fn-abc.a.run.app' });

describe('requests on Google', () => {
  let fn: Running;
  const cors = { o: ['https://app.example'], h: ['x-token'], e: ['x-one'], a: 600, c: 1 };
  beforeAll(async () => {
    const environment = { GOOGLE_CLOUD_PROJECT: 'test' };
    fn = await harness.start({
      entry: fixture('everything'),
      triggers: { ...requests, ...events, o: cors },
      environment,
    });
  }, 30_000);
  afterAll(() => fn.stop());

  const send = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    harness.invokeHttp(fn, { path, headers, method });
  const asked = { origin: 'https://app.example', 'access-control-request-method': 'PUT' };

  test('a preflight of an allowed origin is answered from the policy', async () => {
    const { status, headers } = await send('/any/echo', asked, 'OPTIONS');
    expect(status).toBe(204);
    expect(Object.fromEntries(headers)).toMatchObject({
      'access-control-allow-origin': 'https://app.example',
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
      'access-control-allow-headers': 'x-token',
      'access-control-max-age': '600',
      vary: 'Origin',
    });
  });

  test('fails if another origin asks: no permission is given', async () => {
    const { status, headers } = await send('/any/echo', { ...asked, origin: 'https://evil.example' }, 'OPTIONS');
    expect([status, headers.get('vary')]).toEqual([204, 'Origin']);
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  test.each(['/any/cookies', '/any/throw', '/nowhere'])(
    'what %s answers may be read by the allowed origin',
    async (path) => {
      const { headers } = await send(path, { origin: 'https://app.example' });
      expect(headers.get('access-control-allow-origin')).toBe('https://app.example');
      expect(headers.get('access-control-expose-headers')).toBe('x-one');
      expect(headers.get('vary')).toMatch(/Origin$/);
    },
  );

  test('OPTIONS that is no preflight is an ordinary request', async () => {
    const { body } = await send('/any/echo', {}, 'OPTIONS');
    expect(JSON.parse(`${body}`).method).toBe('OPTIONS');
  });

  test('a packed body arrives unpacked and says so', async () => {
    const headers = { 'content-type': 'text/plain', 'content-encoding': 'gzip' };
    const { body } = await harness.invokeHttp(fn, {
      method: 'POST',
      path: '/any/echo',
      headers,
      body: gzipSync('packed'),
    });
    const request = JSON.parse(`${body}`);
    expect(`${Buffer.from(request.body, 'base64')}`).toBe('packed');
    expect(new Headers(request.headers).has('content-encoding')).toBe(false);
  });

  test('fails if the body of a response breaks off: the caller sees that it is not whole', async () => {
    await expect(send('/any/broken')).rejects.toThrow(/socket hang up|aborted/);
    await fn.ask({ flush: true });
    expect(fn.logged('The body of the response failed.')).toMatchObject({ error: { message: 'source dried up' } });
  });

  test('fails if a request is not HTTP as the framework reads it: no stack trace', async () => {
    const headers = { 'content-type': 'application/json' };
    const { status, body } = await harness.invokeHttp(fn, { method: 'POST', path: '/any/echo', headers, body: '{' });
    expect(status).toBe(400);
    expect(`${body}`).not.toMatch(/node_modules|at JSON/);
  });

  test('a stream reaches the caller as it is made', async () => {
    const port = await fn.ask<number>({});
    const chunks = await new Promise<number>((resolve) =>
      http.get({ port, host: '127.0.0.1', path: '/any/stream' }, (response) => {
        let count = 0;
        response.on('data', () => count++).on('end', () => resolve(count));
      }),
    );
    expect(chunks).toBe(3);
  });

  test('the handler learns that the caller has gone away', async () => {
    const port = await fn.ask<number>({});
    const request = http.get({ port, host: '127.0.0.1', path: '/any/wait' });
    request.on('error', () => undefined);
    await new Promise((resolve) => setTimeout(resolve, 100));
    request.destroy();
    await new Promise((resolve) => setTimeout(resolve, 100));
    await fn.ask({ flush: true });
    expect(fn.logged('gone')).toMatchObject({ level: 'INFO' });
  });

  test('a line has what Cloud Logging looks for', async () => {
    await send('/any/log', { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' });
    expect(fn.logged('look')).toMatchObject({
      severity: 'WARNING',
      'logging.googleapis.com/trace': 'projects/test/traces/0af7651916cd43dd8448eb211c80319c',
      'logging.googleapis.com/spanId': 'b7ad6b7169203331',
      'logging.googleapis.com/trace_sampled': true,
    });
  });
});

describe('events on Google', () => {
  let fn: Running;
  // 02:30 in Berlin comes twice on 25 October 2026: at 00:30 and 01:30 UTC.
  const twice = { z: 'Europe/Berlin', f: { m: '40000000', h: 4 } };
  beforeAll(async () => {
    fn = await harness.start({
      entry: fixture('everything'),
      triggers: { ...events, q: [...events.q, 'Späte Jobs'], s: { ...events.s, Twice: twice } },
    });
  }, 30_000);
  afterAll(() => fn.stop());

  test('a queue with an id that a path must encode', async () => {
    expect(await post(`/queue/${encodeURIComponent('Späte Jobs')}`, envelope({ id: 'm-2', text: '{}' }))).toBe(204);
    expect(fn.logged('batch')!.queue).toBe('Späte Jobs');
  });

  const post = async (path: string, body: unknown, method = 'POST') => {
    const headers = { 'content-type': 'application/json' };
    return (await harness.invokeHttp(fn, { method, path, headers, body: JSON.stringify(body) })).status;
  };
  const good = envelope({ id: 'm-1', text: '{}' });

  test.each([
    ['POST', '/'],
    ['POST', '/queue/Other'],
    ['POST', '/any/echo'],
    ['PUT', '/queue/Jobs'],
    ['GET', '/inbox'],
  ])('fails if an event comes as %s %s: 404', async (method, path) => {
    expect(await post(path, good, method)).toBe(404);
  });

  test("the client libraries' trace context counts too", async () => {
    const googclient_traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    await harness.invokeQueue(fn, 'Jobs', [{ id: 'm-1', text: '{}', attributes: { googclient_traceparent } }]);
    expect(fn.logged('batch')!.traceparent).toBe(googclient_traceparent);
  });

  test('a local time that a change of the clock repeats fires once', async () => {
    const firings = () =>
      fn.logs.filter(({ message, event }) => message === 'fired' && event.schedule === 'Twice').length;
    await harness.invokeSchedule(fn, 'Twice', new Date('2026-10-25T00:30:00Z'));
    expect(firings()).toBe(1);
    expect(await harness.invokeSchedule(fn, 'Twice', new Date('2026-10-25T01:30:00Z'))).toBe('done');
    expect(firings()).toBe(1);
  });

  test('fails if the inbox gets no firing: delivered again until it is a dead letter', async () => {
    expect(await post('/inbox', good)).toBe(500);
  });

  test('a push with anything in it is refused or taken, and the function lives on', async () => {
    const any = fc.oneof(
      fc.object(),
      fc.array(fc.jsonValue()),
      fc.record({
        message: fc.record({
          messageId: fc.oneof(fc.string(), fc.jsonValue()),
          publishTime: fc.oneof(fc.constant('2026-01-01T00:00:00Z'), fc.jsonValue()),
          data: fc.jsonValue(),
          attributes: fc.jsonValue(),
        }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(any, async (body) => {
        expect([204, 400, 500]).toContain(await post('/queue/Jobs', body));
      }),
      { numRuns: 200 },
    );
    expect(await post('/queue/Jobs', good)).toBe(204);
  });
});
