import { expectHandler, fixture, routes } from '../expectations';
import * as harness from '../harness/aws';
import { functionUrlEvent, sqsEvent } from '../harness/aws';
import type { Running } from '../harness/running';

const http = { contract: 1, t: 30, h: routes };
const events = {
  ...{ contract: 1, t: 30, q: { Jobs: { i: 'Jobs' } }, i: {}, s: ['Nightly', 'Failing'] },
  ...{ n: { Orders: 'Orders' }, o: ['Uploads'], c: ['Stock'] },
};

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

  const change = {
    c: 'Stock',
    r: {
      eventID: 'c-1',
      eventName: 'MODIFY',
      dynamodb: {
        ApproximateCreationDateTime: 1767225600,
        Keys: { id: { S: 'shoe' }, size: { N: '42' } },
        OldImage: { id: { S: 'shoe' }, size: { N: '42' }, left: { N: '2' }, tags: { SS: ['a'] } },
        NewImage: {
          id: { S: 'shoe' },
          size: { N: '42' },
          left: { N: '1' },
          at: { M: { row: { L: [{ NULL: true }] } } },
        },
        SequenceNumber: '111100000000000000001',
      },
    },
  };

  test('a change of an item arrives as a CloudEvent with both images', async () => {
    expect(await harness.invokeInbox(fn, change, 2)).toBe('done');
    expect(fn.logged('changed')!.event).toEqual({
      specversion: '1.0',
      id: 'c-1',
      source: '/tables/Stock',
      type: 'faasade.item.updated',
      time: '2026-01-01T00:00:00.000Z',
      table: 'Stock',
      key: { id: 'shoe', size: 42 },
      before: { id: 'shoe', size: 42, left: 2, tags: ['a'] },
      after: { id: 'shoe', size: 42, left: 1, at: { row: [null] } },
      sequence: '0000000000000000000111100000000000000001',
      attempt: 2,
    });
  });

  test.each([
    ['created', 'OldImage'],
    ['deleted', 'NewImage'],
  ])('an item that is %s has no %s', async (verb, image) => {
    const { [image]: _none, ...dynamodb } = change.r.dynamodb as Record<string, unknown>;
    expect(await harness.invokeInbox(fn, { ...change, r: { ...change.r, dynamodb } })).toBe('done');
    expect(fn.logged('changed')!.event.type).toBe(`faasade.item.${verb}`);
  });

  test('fails if change throws: logged, and delivered again', async () => {
    const dynamodb = { ...change.r.dynamodb, Keys: { id: { S: 'throw' } } };
    expect(await harness.invokeInbox(fn, { ...change, r: { ...change.r, dynamodb } })).toBe('failed');
    expect(fn.logged("The handler's change failed.")).toMatchObject({ error: { message: 'change broke' } });
  });

  const envelope = harness.snsEnvelope('Orders', { id: 't-1', text: '{}' });
  const object = { o: 'Uploads', id: 'e-1', t: '2026-01-01T00:00:00Z', key: 'a', size: 1, etag: 'e' };
  test.each([
    ['a topic that is not this function’s', { ...envelope, TopicArn: 'arn:aws:sns:eu-central-1:123456789012:Other' }],
    ['a topic by a name that every object has', { ...envelope, TopicArn: 'x:constructor' }],
    ['a topic without a message', { ...envelope, Message: undefined }],
    ['a topic without a time', { ...envelope, Timestamp: 'soon' }],
    ['a bucket that is not this function’s', { ...object, o: 'Other' }],
    ['a bucket without a key', { ...object, key: undefined }],
    ['a bucket without a time', { ...object, t: undefined }],
    ['a table that is not this function’s', { ...change, c: 'Other' }],
    ['a table without a record', { c: 'Stock' }],
    ['a table with an image that is none', { ...change, r: { ...change.r, dynamodb: { Keys: { id: { X: 1 } } } } }],
  ])('fails if a message is of %s: no method runs, and it is delivered again', async (_what, body) => {
    const before = fn.logs.length;
    expect(await harness.invokeInbox(fn, body)).toBe('failed');
    expect(fn.logs.slice(before).map(({ message }) => message)).toEqual(['A message is no event of this function.']);
  });

  test('the trace context of a publisher goes before that of the topic', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const body = harness.snsEnvelope('Orders', { id: 't-1', text: '{}', attributes: { traceparent } });
    const event = sqsEvent('inbox', [{ id: 'm-1', text: JSON.stringify(body) }]);
    Object.assign(event.Records[0].attributes, {
      AWSTraceHeader: 'Root=1-00000000-000000000000000000000001;Parent=0000000000000002',
    });
    await invoke(event);
    expect(fn.logged('published')!.traceparent).toBe(traceparent);
  });
});
