import http from 'node:http';
import { gzipSync } from 'node:zlib';
import { expectHandler, fixture, routes } from '../expectations';
import { FakeGoogle, refusal } from './fake-google';
import * as harness from '../harness/google';
import { envelope, notification } from '../harness/google';
import type { Message, Running } from '../harness/running';

const requests = { contract: 1, t: 30, h: routes };
const events = {
  ...{ contract: 1, t: 30, q: { Jobs: {} }, i: {}, s: { Nightly: null, Failing: null } },
  ...{ n: ['Orders'], b: { Uploads: '' } },
};

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
      triggers: {
        ...events,
        q: { ...events.q, 'Späte Jobs': {} },
        s: { ...events.s, Twice: twice },
        b: { ...events.b, Images: '.png' },
      },
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
    ['POST', '/queue/Orders'],
    ['POST', '/topic/Jobs'],
    ['POST', '/object/Other'],
    ['POST', '/topic/Orders/'],
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

  const image = { id: 'e-1', key: 'a.png', size: 1, etag: 'x', time: '2026-01-01T00:00:00.000Z' };

  test('an object whose key ends otherwise is done with, unseen by the handler', async () => {
    const created = () => fn.logs.filter(({ message, event }) => message === 'created' && event.bucket === 'Images');
    expect(await harness.invokeObject(fn, 'Images', { ...image, key: 'a.png.txt' })).toBe('done');
    expect(created()).toEqual([]);
    expect(await harness.invokeObject(fn, 'Images', image)).toBe('done');
    expect(created().map(({ event }) => event.key)).toEqual(['a.png']);
  });

  test.each([
    ['tells of a deleted object', { attributes: { ...notification(image).attributes, eventType: 'OBJECT_DELETE' } }],
    ['names no object', { attributes: { eventType: 'OBJECT_FINALIZE', eventTime: image.time } }],
    ['has no time', { attributes: { eventType: 'OBJECT_FINALIZE', objectId: 'a.png' } }],
    ['has no size', { text: '{"etag":"x"}' }],
    ['has no JSON', { text: 'null' }],
  ] as [string, Partial<Message>][])('fails if a notification %s: delivered again', async (_what, change) => {
    expect(await post('/object/Images', envelope({ ...notification(image), ...change }))).toBe(500);
    expect(fn.logged('A message is no event of this function.')).toBeDefined();
  });
});

describe('dead letters on Google', () => {
  const google = new FakeGoogle();
  const delivery = (topic: string) => ({ a: 5, d: `projects/p/topics/${topic}` });
  let fn: Running;
  beforeAll(async () => {
    await google.start();
    fn = await harness.start({
      entry: fixture('everything'),
      triggers: { ...events, q: { Jobs: delivery('jobs-dead') }, i: delivery('fn-dead') },
      environment: { PUBSUB_EMULATOR_HOST: google.address },
    });
  }, 30_000);
  afterAll(async () => {
    await fn.stop();
    await google.stop();
  });
  beforeEach(() => {
    google.calls.length = 0;
    google.answer = () => ({ body: { messageIds: ['1'] } });
  });
  const moved = () => google.calls.map(({ path, body }) => ({ path, ...body.messages[0] }));
  const post = async (path: string, body: object) => {
    const headers = { 'content-type': 'application/json' };
    return (await harness.invokeHttp(fn, { method: 'POST', path, headers, body: JSON.stringify(body) })).status;
  };

  test('after the last attempt a message moves as it came, with the reason, and is done with', async () => {
    const data = Buffer.from('{"action":"throw"}').toString('base64');
    const pushed = envelope({ id: 'm-1', text: '{"action":"throw"}', attempt: 5, attributes: { kind: 'test' } });
    const message = { ...pushed.message, orderingKey: 'ada' };
    expect(await post('/queue/Jobs', { ...pushed, message })).toBe(204);
    const [{ attributes, ...letter }] = moved();
    expect(letter).toEqual({ path: '/v1/projects/p/topics/jobs-dead:publish', data, orderingKey: 'ada' });
    const { 'faasade-dead-letter': note, ...others } = attributes;
    expect(others).toEqual({ kind: 'test' });
    expect(JSON.parse(note)).toEqual({ reason: 'Error: batch broke', attempts: 5, at: expect.stringMatching(/Z$/) });
  });

  test('an attempt that is not the last is made again', async () => {
    expect(await harness.invokeQueue(fn, 'Jobs', [{ id: 'm', text: '{"action":"throw"}', attempt: 4 }])).toEqual(['m']);
    expect(moved()).toEqual([]);
  });

  test('a message that the handler asks for again, the last time, moves too', async () => {
    await harness.invokeQueue(fn, 'Jobs', [{ id: 'm', text: '{"action":"retry"}', attempt: 6 }]);
    expect(JSON.parse(moved()[0].attributes['faasade-dead-letter'])).toMatchObject({
      reason: 'The handler asked for it again.',
      attempts: 6,
    });
  });

  test.each([
    ['/inbox', { id: 'm', text: '{"s":"Failing"}' }, 'Error: firing broke'],
    ['/inbox', { id: 'm', text: 'no firing' }, expect.stringContaining('is no firing of a schedule')],
    ['/topic/Orders', { id: 'm', text: '{"action":"throw"}' }, 'Error: publishing broke'],
    ['/object/Uploads', { id: 'm', text: '?' }, expect.stringContaining('no notification of a new object')],
  ])("what comes to %s moves to the function's own", async (path, message, reason) => {
    expect(await post(path, envelope({ ...message, attempt: 5 }))).toBe(204);
    expect(moved()[0].path).toBe('/v1/projects/p/topics/fn-dead:publish');
    expect(JSON.parse(moved()[0].attributes['faasade-dead-letter']).reason).toEqual(reason);
  });

  test('fails if it cannot be moved: Pub/Sub itself moves it, without a reason', async () => {
    google.answer = () => refusal(403, 'PERMISSION_DENIED');
    expect(await harness.invokeQueue(fn, 'Jobs', [{ id: 'm', text: '{"action":"throw"}', attempt: 5 }])).toEqual(['m']);
    expect(fn.logged('A dead letter could not be moved: the cloud moves it, without a reason.')).toMatchObject({
      error: { name: 'AccessDenied', message: expect.stringContaining('Moving a dead letter failed: status 403') },
    });
  });
});

test('a client in the package sends', async () => {
  const google = new FakeGoogle();
  await google.start();
  const fn = await harness.start({
    entry: fixture('everything'),
    triggers: requests,
    links: { q: { Jobs: ['projects/p/topics/jobs'] } },
    environment: { PUBSUB_EMULATOR_HOST: google.address },
    clients: ['queue'],
  });
  const { body } = await harness.invokeHttp(fn, { path: '/any/send?queue=Jobs' });
  await Promise.all([fn.stop(), google.stop()]);
  expect(`${body}`).toBe('sent');
  expect(google.calls[0].body.messages).toEqual([
    { data: Buffer.from('{"hello":"wörld"}').toString('base64'), attributes: { kind: 'greeting' } },
  ]);
}, 30_000);
