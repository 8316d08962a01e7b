import fc from 'fast-check';
import { expectHandler, fixture, routes } from '../expectations';
import * as harness from '../harness/aws';
import { functionUrlEvent, sqsEvent } from '../harness/aws';
import type { Running } from '../harness/running';

const http = { contract: 1, t: 30, h: routes };
const events = { contract: 1, t: 30, q: { Jobs: 'Jobs' }, s: ['Nightly', 'Failing'] };

expectHandler({ harness, http, events, origin: 'https://abcdefgh.lambda-url.eu-central-1.on.aws' });

describe('on AWS', () => {
  let fn: Running;
  beforeAll(async () => {
    const environment = {
      _X_AMZN_TRACE_ID: 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1',
    };
    fn = await harness.start({ entry: fixture('everything'), triggers: { ...http, ...events }, environment });
  }, 30_000);
  afterAll(() => fn.stop());

  const invoke = (event: unknown) => fn.ask<any>({ event });

  test.each([
    ['text', false],
    ['echo', false],
    ['binary', true],
    ['latin1', true],
    ['encoded', true],
  ])('%s is in base64: %s, because text may be larger', async (act, base64) => {
    const result = await invoke(functionUrlEvent({ path: `/any/${act}` }));
    expect(result.isBase64Encoded).toBe(base64);
  });

  test('fails if the body of a response breaks off: 500 and a log line', async () => {
    expect(await invoke(functionUrlEvent({ path: '/any/broken' }))).toMatchObject({ statusCode: 500 });
    expect(fn.logged('The body of the response failed.')).toMatchObject({ error: { message: 'source dried up' } });
  });

  test('cookies that stand among the headers arrive too', async () => {
    const event = functionUrlEvent({ path: '/any/echo' });
    const { body } = await invoke({ ...event, headers: { ...event.headers, cookie: 'a=1' } });
    expect(new Headers(JSON.parse(body).headers).get('cookie')).toBe('a=1');
  });

  test('a decoded path keeps its end where it was', async () => {
    const { body } = await invoke({ ...functionUrlEvent({ path: '/any/x' }), rawPath: '/any/what?#/echo' });
    expect(JSON.parse(body).url).toMatch(/\/any\/what%3F%23\/echo$/);
  });

  test('fails if a caller writes scheme and host: they are the function URL’s own', async () => {
    const headers = { host: 'x/admin?', 'x-forwarded-proto': 'https://x/admin?' };
    const { body } = await invoke({ ...functionUrlEvent({ path: '/any/echo' }), headers });
    expect(JSON.parse(body).url).toBe('https://abcdefgh.lambda-url.eu-central-1.on.aws/any/echo');
  });

  test.each([
    ['header', { headers: { host: 'example.com', 'a b': '1' } }],
    ['method', { requestContext: { http: { method: 'TRACE' } } }],
  ])('fails if the %s is not valid: 400', async (_what, more) => {
    expect(await invoke({ ...functionUrlEvent({ path: '/any/echo' }), ...more })).toMatchObject({ statusCode: 400 });
  });

  test("without a caller's trace context, X-Ray's stands for it", async () => {
    const { body } = await invoke(functionUrlEvent({ path: '/any/echo' }));
    expect(JSON.parse(body).context.traceparent).toBe('00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01');
  });

  test("X-Ray's header of the sender goes before that of the invocation", async () => {
    const event = sqsEvent('Jobs', [{ id: 'm-1', text: '{}' }]);
    Object.assign(event.Records[0].attributes, {
      AWSTraceHeader: 'Root=1-00000000-000000000000000000000001;Parent=0000000000000002',
    });
    await invoke(event);
    expect(fn.logged('batch')!.traceparent).toBe('00-00000000000000000000000000000001-0000000000000002-00');
  });

  test('fails if queue throws: every message is delivered again', async () => {
    const event = sqsEvent('Jobs', [
      { id: 'm-1', text: '{}' },
      { id: 'm-2', text: '{"action":"throw"}' },
    ]);
    expect(await invoke(event)).toEqual({ batchItemFailures: [{ itemIdentifier: 'm-1' }, { itemIdentifier: 'm-2' }] });
  });

  test.each(['', 'null', '{}', '{"s":"Other"}', '{"s":"Nightly","t":"soon"}', '{"s":1,"t":"2026-01-01T00:00:00Z"}'])(
    'fails if the inbox holds %j: delivered again until it is a dead letter',
    async (text) => {
      const good = { id: 'm-2', text: '{"s":"Nightly","t":"2026-01-01T00:00:00Z"}' };
      const event = sqsEvent('inbox', [{ id: 'm-1', text }, good]);
      expect(await invoke(event)).toEqual({ batchItemFailures: [{ itemIdentifier: 'm-1' }] });
    },
  );

  test('Lambda finds the time of a line under the name it looks for', async () => {
    await invoke(functionUrlEvent({ path: '/any/log' }));
    const { time, timestamp } = fn.logged('look')!;
    expect(timestamp).toBe(time);
  });

  test('fails if an event is neither a request nor a batch of SQS', async () => {
    const clear = 'This function takes requests of its function URL and batches of SQS. It was invoked with neither.';
    const any = fc.oneof(fc.jsonValue(), fc.record({ Records: fc.array(fc.record({ eventSource: fc.string() })) }));
    await fc.assert(
      fc.asyncProperty(any, async (event) => {
        await expect(invoke(event)).rejects.toThrow(clear);
      }),
      { numRuns: 50 },
    );
  });

  test('a request with anything in its fields is answered', async () => {
    const fields = ['rawPath', 'rawQueryString', 'headers', 'cookies', 'body', 'isBase64Encoded'];
    const event = fc.record({ field: fc.constantFrom(...fields), value: fc.jsonValue() });
    await fc.assert(
      fc.asyncProperty(event, async ({ field, value }) => {
        const request = functionUrlEvent({ method: 'POST', path: '/any/echo', body: 'x' });
        expect(await invoke({ ...request, [field]: value })).toMatchObject({ statusCode: expect.any(Number) });
      }),
      { numRuns: 200 },
    );
  });

  test('a batch with anything in its records is answered or thrown back', async () => {
    const record = fc.record({
      messageId: fc.oneof(fc.string(), fc.jsonValue()),
      body: fc.oneof(fc.json(), fc.jsonValue()),
      attributes: fc.jsonValue(),
      messageAttributes: fc.jsonValue(),
      eventSourceARN: fc.oneof(fc.constant('arn:aws:sqs:eu-central-1:1:Jobs'), fc.jsonValue()),
      eventSource: fc.constant('aws:sqs'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1 }), async (Records) => {
        const result = await invoke({ Records }).catch((error: Error) => error);
        expect(result instanceof Error || Array.isArray(result.batchItemFailures)).toBe(true);
        expect(`${result}`).not.toContain('The function ended');
      }),
      { numRuns: 200 },
    );
  });
});
