import { join } from 'node:path';
import type { Harness, HttpRequest, Running } from './harness/running';
import { COLD_START } from '../../src/private/contract';

/** A cloud under test: its harness, and the settings of one function that answers requests and one that takes events. */
export interface CloudUnderTest {
  readonly harness: Harness;
  readonly http: object;
  /** Has the queue `Jobs`, the schedules `Nightly` and `Failing`, the topic `Orders` and the bucket `Uploads`. */
  readonly events: object;
  /** Where requests seem to come in. */
  readonly origin: string;
}

/** Routes of the function that answers requests. */
export const routes = [
  ['', '/any/*'],
  ['GET', '/get-only/{act}'],
  ['POST,PUT', '/items/{id}/echo'],
] as const;

/** An entry of the fixtures. */
export const fixture = (name: string) => join(__dirname, 'fixtures', `${name}.ts`);

/** What a handler may expect on every cloud. */
export function expectHandler({ harness, http, events, origin }: CloudUnderTest): void {
  describe('requests', () => {
    let fn: Running;
    const get = (path: string, more: Partial<HttpRequest> = {}) => harness.invokeHttp(fn, { path, ...more });
    const echo = async (path: string, more: Partial<HttpRequest> = {}) => JSON.parse(`${(await get(path, more)).body}`);

    beforeAll(async () => {
      fn = await harness.start({ entry: fixture('everything'), triggers: http });
    }, 30_000);
    afterAll(() => fn.stop());

    test('the first invocation of an instance is a cold start, and no other', async () => {
      const { context: first } = await echo('/any/echo');
      const { context: second } = await echo('/any/echo');
      expect([first.coldStart, second.coldStart]).toEqual([true, false]);
      expect(first.invocationId).not.toBe(second.invocationId);
      // Alarms count these lines.
      const told = fn.logs.filter(({ message }) => message === COLD_START);
      expect(told).toEqual([expect.objectContaining({ coldStart: true, invocationId: first.invocationId })]);
      expect(first.remainingTime).toBeGreaterThan(25_000);
      expect(first.remainingTime).toBeLessThanOrEqual(30_000);
    });

    test('a request is a web-standard Request with absolute URL, repeated query, and no body on GET', async () => {
      const request = await echo('/any/a%20b/echo?a=1&a=2&b=%C3%BC');
      expect(request).toMatchObject({
        method: 'GET',
        url: `${origin}/any/a%20b/echo?a=1&a=2&b=%C3%BC`,
        body: null,
        isRequest: true,
      });
    });

    test.each(['/any/../secret', '/any/%2e%2e/secret', '/any/..\\secret', '/get-only/..'])(
      'fails if %s gets past the routes: they see the path that the handler sees',
      async (path) => {
        expect((await get(path)).status).toBe(404);
      },
    );

    test('headers arrive with all their values, cookies too', async () => {
      const { headers } = await echo('/any/echo', {
        headers: { 'x-many': ['1', '2'], cookie: 'a=1; b=2', 'x-empty': '' },
      });
      const got = new Headers(headers);
      expect([got.get('x-many'), got.get('cookie'), got.get('x-empty')]).toEqual(
        ['1, 2', 'a=1; b=2', ''].map(expectList),
      );
    });

    const listSeparator = /,\s*/g;
    function expectList(value: string) {
      return expect.stringMatching(new RegExp(`^${value.replace(listSeparator, ',\\s*')}$`));
    }

    test.each([
      ['JSON', 'application/json', '{"a":[1,"ü"]}'],
      ['text', 'text/plain', 'Grüße 👋'],
      ['a form', 'application/x-www-form-urlencoded', 'a=1&b=%20'],
      ['bytes', 'application/octet-stream', Buffer.from(Array.from({ length: 256 }, (_, i) => i))],
      ['1 MB', 'application/octet-stream', Buffer.alloc(1_000_000, 7)],
    ])('a body of %s arrives byte for byte', async (_what, type, body) => {
      const request = await echo('/any/echo', { method: 'POST', headers: { 'content-type': type }, body });
      expect(Buffer.from(request.body, 'base64').equals(Buffer.from(body))).toBe(true);
      expect(new Headers(request.headers).get('content-type')).toBe(type);
    });

    test.each(['POST', 'PUT', 'DELETE'])('an empty body of %s is empty', async (method) => {
      expect((await echo('/any/echo', { method })).body ?? '').toBe('');
    });

    test('a body without a type arrives, and gets none', async () => {
      const { headers, body } = await echo('/any/echo', { method: 'POST', body: 'x' });
      expect(new Headers(headers).has('content-type')).toBe(false);
      expect(`${Buffer.from(body, 'base64')}`).toBe('x');
    });

    test('text is answered as text', async () => {
      const { status, headers, body } = await get('/any/text');
      expect([status, headers.get('content-type'), `${body}`]).toEqual([200, 'text/plain; charset=utf-8', 'Grüße 👋']);
    });

    test.each([
      ['binary', Buffer.from(Array.from({ length: 256 }, (_, i) => i))],
      ['latin1', Buffer.from('Grüße', 'latin1')],
      ['encoded', Buffer.from('not really packed')],
    ])('an answer of %s bytes leaves as it is', async (act, bytes) => {
      expect((await get(`/any/${act}`)).body.equals(bytes)).toBe(true);
    });

    test('several cookies leave unchanged, and other headers with all their values', async () => {
      const { headers } = await get('/any/cookies');
      expect(headers.getSetCookie()).toEqual([
        'a=1%20=; Path=/; HttpOnly',
        'b=x"y; Expires=Wed, 21 Oct 2026 07:28:00 GMT',
      ]);
      expect([headers.get('vary'), headers.get('x-one')]).toEqual(['Accept, Accept-Language', '1']);
    });

    test('a stream arrives whole', async () => {
      expect(`${(await get('/any/stream')).body}`).toBe('one two three');
    });

    test.each([1_000_000, 5_000_000])('%d bytes of text are answered', async (size) => {
      const { status, body } = await get(`/any/large?size=${size}`);
      expect([status, body.length]).toEqual([200, size]);
    });

    test.each([
      ['redirect', 307, { location: 'https://example.com/there' }],
      ['created', 201, { location: '/things/1' }],
      ['no-content', 204, {}],
      ['not-modified', 304, { etag: '"1"' }],
    ])('%s is answered with status %d and no body', async (act, status, headers) => {
      const answer = await get(`/any/${act}`);
      expect([answer.status, `${answer.body}`]).toEqual([status, '']);
      expect(Object.fromEntries(answer.headers)).toMatchObject(headers);
    });

    test.each(['throw', 'nothing', 'object', 'used'])(
      'fails if fetch ends in %s: 500 that tells nothing, and a log line',
      async (act) => {
        const { status, headers, body } = await get(`/any/${act}`);
        expect([status, headers.get('content-type'), `${body}`]).toEqual([
          500,
          'application/json',
          '{"message":"Internal server error"}',
        ]);
        expect(fn.logs.at(-1)).toMatchObject({
          level: 'ERROR',
          message: expect.stringContaining("The handler's fetch"),
        });
      },
    );

    test('what fetch throws is logged with its stack, mapped to the source', async () => {
      await get('/any/throw');
      const { error } = fn.logged("The handler's fetch failed.")!;
      expect(error).toMatchObject({ name: 'Error', message: 'the database password is hunter2', code: 'E_SECRET' });
      expect(error.stack).toContain('fixtures/everything.ts');
    });

    test('a log line has the same names on every cloud, and errors in full', async () => {
      const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
      await get('/any/log', { headers: { traceparent } });
      expect(fn.logged('look')).toMatchObject({
        level: 'WARN',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        invocationId: expect.any(String),
        traceId: '0af7651916cd43dd8448eb211c80319c',
        user: 7,
        error: { name: 'TypeError', message: 'odd', cause: { message: 'root' } },
      });
    });

    test('the trace context of the caller reaches the handler, and none that is malformed', async () => {
      const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
      expect((await echo('/any/echo', { headers: { traceparent } })).context.traceparent).toBe(traceparent);
      expect((await echo('/any/echo', { headers: { traceparent: '00-zz"{}' } })).context.traceparent).toBeUndefined();
    });

    test.each(['/', '/any-other', '/get-only', '/get-only/a/b', '/items/1', '/inbox', '/queue/Jobs'])(
      'fails if no route has the path %s: 404',
      async (path) => {
        const { status, body } = await get(path, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{}',
        });
        expect([status, `${body}`]).toEqual([404, '{"message":"Not found"}']);
      },
    );

    test.each([
      ['POST', '/get-only/text', ['GET', 'HEAD']],
      ['GET', '/items/1/echo', ['POST', 'PUT']],
    ])('fails if no route at the path takes %s %s: 405 with Allow', async (method, path, allow) => {
      const { status, headers } = await get(path, { method });
      expect([status, headers.get('allow')]).toEqual([405, allow.join(', ')]);
    });

    test('a route with a variable segment takes its methods', async () => {
      expect(await echo('/items/42/echo', { method: 'PUT' })).toMatchObject({
        method: 'PUT',
        url: `${origin}/items/42/echo`,
      });
    });

    test('HEAD reaches routes of GET and is answered without a body', async () => {
      const { status, headers, body } = await get('/get-only/text', { method: 'HEAD' });
      expect([status, headers.get('content-type'), body.length]).toEqual([200, 'text/plain; charset=utf-8', 0]);
    });

    test('fails if a queue is not linked: the error names those that are', async () => {
      expect(`${(await get('/any/send?queue=Nope')).body}`).toBe(
        "Queue 'Nope' is not linked to this function. Call grantSend(fn) on the queue where it is described. No queue is linked.",
      );
    });
  });

  describe('a Hono application, unchanged', () => {
    let fn: Running;
    beforeAll(async () => {
      const triggers = { ...http, h: [['', '/*']] };
      fn = await harness.start({ entry: fixture('hono'), triggers });
    }, 30_000);
    afterAll(() => fn.stop());

    test('routes, reads bodies and sets cookies', async () => {
      const read = await harness.invokeHttp(fn, { path: '/hello/ada?tag=a&tag=b' });
      expect(JSON.parse(`${read.body}`)).toEqual({ hello: 'ada', tags: ['a', 'b'] });
      const headers = { 'content-type': 'application/json' };
      const written = await harness.invokeHttp(fn, { method: 'POST', path: '/hello/ada', headers, body: '{"x":1}' });
      expect([written.status, `${written.body}`]).toEqual([201, 'ada sent {"x":1}']);
      const cookies = await harness.invokeHttp(fn, { path: '/cookies' });
      expect([cookies.status, cookies.headers.getSetCookie()]).toEqual([204, ['a=1; Path=/', 'b=2; Path=/']]);
      expect((await harness.invokeHttp(fn, { path: '/hello/ada', method: 'HEAD' })).status).toBe(200);
    });
  });

  describe('events', () => {
    let fn: Running;
    const deliver = (
      ...messages: { id: string; text: string; attempt?: number; attributes?: Record<string, string> }[]
    ) => harness.invokeQueue(fn, 'Jobs', messages);

    beforeAll(async () => {
      fn = await harness.start({ entry: fixture('everything'), triggers: events });
    }, 30_000);
    afterAll(() => fn.stop());

    test('a message arrives with its body parsed, its text, its attempt, its time and its attributes', async () => {
      const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
      const text = '{ "n": 1.0 }';
      expect(await deliver({ id: 'm-1', text, attempt: 3, attributes: { kind: 'test', traceparent } })).toEqual([]);
      expect(fn.logged('batch')).toMatchObject({
        queue: 'Jobs',
        traceparent,
        traceId: '0af7651916cd43dd8448eb211c80319c',
        messages: [
          {
            id: 'm-1',
            body: { n: 1 },
            text,
            attempt: 3,
            time: '2026-01-01T00:00:00.000Z',
            attributes: { kind: 'test' },
          },
        ],
      });
    });

    test('one that waited for a start is told once, of whichever kind', async () => {
      const started = await harness.start({ entry: fixture('everything'), triggers: events });
      for (let n = 0; n < 2; n++) await harness.invokeSchedule(started, 'Nightly', new Date('2026-03-01T02:00:00Z'));
      const told = started.logs.filter(({ message }) => message === COLD_START);
      await started.stop();
      expect(told).toHaveLength(1);
    }, 30_000);

    test('a body that is not JSON is its text', async () => {
      await deliver({ id: 'm-1', text: 'plain, ü' });
      expect(fn.logged('batch')!.messages[0]).toMatchObject({ body: 'plain, ü', text: 'plain, ü' });
    });

    test('only the message whose retry is called is delivered again', async () => {
      const retry = { id: 'm-2', text: '{"action":"retry"}' };
      expect(await deliver({ id: 'm-1', text: '{}' }, retry, { id: 'm-3', text: '{}' })).toEqual(['m-2']);
    });

    test('fails if queue throws: logged, and delivered again', async () => {
      expect(await deliver({ id: 'm-1', text: '{"action":"throw"}' })).toEqual(['m-1']);
      expect(fn.logged("The handler's queue failed.")).toMatchObject({
        queue: 'Jobs',
        error: { message: 'batch broke' },
      });
    });

    test('a firing arrives once, as a CloudEvent with the scheduled instant', async () => {
      expect(await harness.invokeSchedule(fn, 'Nightly', new Date('2026-03-01T02:00:00Z'))).toBe('done');
      expect(fn.logged('fired')!.event).toEqual({
        specversion: '1.0',
        id: 'Nightly/2026-03-01T02:00:00.000Z',
        source: '/schedules/Nightly',
        type: 'faasade.schedule.fired',
        time: '2026-03-01T02:00:00.000Z',
        schedule: 'Nightly',
      });
    });

    test('fails if scheduled throws: logged, and delivered again', async () => {
      expect(await harness.invokeSchedule(fn, 'Failing', new Date('2026-03-01T02:00:00Z'))).toBe('failed');
      expect(fn.logged("The handler's scheduled failed.")).toMatchObject({ error: { message: 'firing broke' } });
    });

    test('a message of a topic arrives as a CloudEvent with its data, text, attributes and attempt', async () => {
      const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
      const message = { id: 't-1', text: '{ "n": 1.0 }', attempt: 2, attributes: { kind: 'test', traceparent } };
      expect(await harness.invokeTopic(fn, 'Orders', message)).toBe('done');
      const { event, ...line } = fn.logged('published')!;
      expect(line.traceparent).toBe(traceparent);
      expect(event).toEqual({
        specversion: '1.0',
        id: 't-1',
        source: '/topics/Orders',
        type: 'faasade.topic.published',
        time: '2026-01-01T00:00:00.000Z',
        topic: 'Orders',
        data: { n: 1 },
        text: '{ "n": 1.0 }',
        attributes: expect.objectContaining({ kind: 'test' }),
        attempt: 2,
      });
    });

    test('fails if topic throws: logged, and delivered again', async () => {
      const message = { id: 't-1', text: '{"action":"throw"}' };
      expect(await harness.invokeTopic(fn, 'Orders', message)).toBe('failed');
      expect(fn.logged("The handler's topic failed.")).toMatchObject({ error: { message: 'publishing broke' } });
    });

    test.each([
      ['{"s":"Nightly","t":"2026-01-01T00:00:00Z"}'],
      ['{"o":"Uploads","id":"1","key":"a","size":1,"etag":"e","t":"2026-01-01T00:00:00Z"}'],
      [
        '{"Type":"Notification","TopicArn":"arn:aws:sns:eu-central-1:123456789012:Other","MessageId":"1","Message":"x"}',
      ],
    ])('what a publisher writes is a message of the topic and nothing else: %s', async (text) => {
      const before = fn.logs.length;
      expect(
        await harness.invokeTopic(fn, 'Orders', { id: 't-1', text, attributes: { faasade_source: 'object/Uploads' } }),
      ).toBe('done');
      const messages = fn.logs.slice(before).map(({ message, event }) => [message, event?.text]);
      expect(messages).toEqual([['published', text]]);
    });

    test('a new object arrives as a CloudEvent', async () => {
      const object = {
        id: 'e-1',
        key: 'in/a b+ü"%20.png',
        size: 3,
        etag: 'abc',
        time: '2026-01-01T00:00:00.000Z',
        attempt: 2,
      };
      expect(await harness.invokeObject(fn, 'Uploads', object)).toBe('done');
      expect(fn.logged('created')!.event).toEqual({
        specversion: '1.0',
        id: 'e-1',
        source: '/buckets/Uploads',
        type: 'faasade.object.created',
        subject: object.key,
        time: object.time,
        bucket: 'Uploads',
        key: object.key,
        size: 3,
        etag: 'abc',
        attempt: 2,
      });
    });

    test('fails if object throws: logged, and delivered again', async () => {
      const object = { id: 'e-1', key: 'in/throw', size: 0, etag: 'abc', time: '2026-01-01T00:00:00.000Z' };
      expect(await harness.invokeObject(fn, 'Uploads', object)).toBe('failed');
      expect(fn.logged("The handler's object failed.")).toMatchObject({ error: { message: 'object broke' } });
    });
  });

  describe('starting', () => {
    const outputOf = async (entry: string, triggers: object) => {
      const fn = await harness.start({ entry: fixture(entry), triggers });
      const started = fn.ask({ list: true, event: {} });
      await expect(started).rejects.toThrow();
      await fn.stop();
      return fn.output;
    };

    test("fails if the handler lacks a trigger's method", async () => {
      const output = await outputOf('fetch-only', events);
      expect(output).toContain(
        "The handler has no method 'queue', which its trigger on queue 'Jobs' calls. Add it to the default export of the entry.",
      );
      expect(output).toContain("The handler has no method 'scheduled', which its schedule trigger calls.");
    });

    test('fails if the entry has no default export', async () => {
      expect(await outputOf('no-default', http)).toContain('The entry has no default export.');
    });

    test('fails if the settings are of another version', async () => {
      expect(await outputOf('everything', { ...http, contract: 2 })).toContain(
        'FAASADE_TRIGGERS is missing or of another version',
      );
    });
  });
}
