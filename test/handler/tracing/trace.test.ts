import { CloudServer } from './cloud-server';
import { clouds, start } from './clouds';
import { Collector } from './collector';
import type { Running } from '../harness/running';

let collector: Collector;
let server: CloudServer;
beforeAll(async () => {
  [collector, server] = await Promise.all([Collector.start(), CloudServer.start()]);
});
afterAll(() => Promise.all([collector.stop(), server.stop()]));
beforeEach(() => {
  collector.clear();
  server.clear();
});

const caller = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

describe.each(clouds)('on $name', (cloud) => {
  const { harness, messaging, resource } = cloud;
  let front: Running;
  let back: Running;
  beforeAll(async () => {
    const tracing = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint };
    [front, back] = await Promise.all([
      start(cloud, server.url, { triggers: 'http', service: 'Shop/Front', tracing }),
      start(cloud, server.url, { triggers: 'events', service: 'Shop/Back', tracing }),
    ]);
  }, 60_000);
  afterAll(() => Promise.all([front, back].map((fn) => fn?.stop())));

  const get = (path: string, headers: Record<string, string> = {}) => harness.invokeHttp(front, { path, headers });

  test('a request, a call, a queue, a worker, a topic and who hears of it are one trace', async () => {
    const headers = { traceparent: caller, tracestate: 'vendor=1', 'user-agent': 'test' };
    const answer = await get('/any/order?card=4111', headers);
    expect([answer.status, `${answer.body}`, answer.headers.getSetCookie()]).toEqual([
      201,
      '{"ordered":true}',
      ['a=1'],
    ]);
    const { traceparent: sent, tracestate, 'x-faasade-traceparent': copy } = server.called[0]!.headers;
    // The platform puts a span of its own into the header on its way.
    const replaced = { traceparent: sent!.replace(/-[\da-f]{16}-/, '-00000000000000aa-'), tracestate: tracestate! };
    const priced = await harness.invokeHttp(front, {
      method: 'POST',
      path: '/any/price',
      headers: { ...replaced, 'x-faasade-traceparent': copy! },
    });
    const [job] = server.sent;
    expect(await harness.invokeQueue(back, 'Jobs', [{ id: 'm-1', ...job!, attempt: 2 }])).toEqual([]);
    const [, order] = server.sent;
    expect(await harness.invokeTopic(back, 'Orders', { id: 'm-2', ...order! })).toBe('done');

    const { spans } = collector;
    const request = collector.span('GET /any/{act}');
    const checkout = collector.span('checkout');
    const call = collector.span('POST Prices');
    const price = collector.span('POST /any/{act}');
    const send = collector.span('send Jobs');
    const work = collector.span('process Jobs');
    const publish = collector.span('publish Orders');
    const heard = collector.span('process Orders');

    expect(spans).toHaveLength(8);
    expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set(['0af7651916cd43dd8448eb211c80319c']));
    expect(
      [request, checkout, call, price, send, work, publish, heard].map(({ kind, parent }) => [kind, parent]),
    ).toEqual([
      ['server', 'b7ad6b7169203331'],
      ['internal', request.spanId],
      ['client', checkout.spanId],
      ['server', call.spanId],
      ['producer', checkout.spanId],
      ['consumer', send.spanId],
      ['producer', work.spanId],
      ['consumer', publish.spanId],
    ]);
    expect(spans.filter(({ status }) => status.code)).toEqual([]);

    const id = expect.stringMatching(/.+/);
    expect(request.attributes).toEqual({
      'faas.trigger': 'http',
      'faas.coldstart': true,
      'faas.invocation_id': id,
      'http.request.method': 'GET',
      'http.response.status_code': 201,
      'http.route': '/any/{act}',
      'url.scheme': 'https',
      'url.path': '/any/order',
      'server.address': expect.stringMatching(/\./),
      'user_agent.original': 'test',
    });
    expect(price.attributes['faas.coldstart']).toBe(false);
    expect(call.attributes).toEqual({
      'faas.invoked_name': 'Prices',
      'faas.invoked_provider': resource['cloud.provider'],
      'http.request.method': 'POST',
      'http.response.status_code': 200,
      'url.full': `${server.url}/any/price`,
      'server.address': '127.0.0.1',
      'server.port': Number(new URL(server.url).port),
    });
    const sending = { 'messaging.operation.type': 'send' };
    expect(send.attributes).toEqual({
      ...sending,
      'messaging.operation.name': 'send',
      'messaging.system': messaging.queue,
      'messaging.destination.name': 'Jobs',
    });
    expect(publish.attributes).toEqual({
      ...sending,
      'messaging.operation.name': 'publish',
      'messaging.system': messaging.topic,
      'messaging.destination.name': 'Orders',
    });
    const processed = {
      'faas.trigger': 'pubsub',
      'faas.invocation_id': id,
      'messaging.operation.type': 'process',
      'messaging.operation.name': 'process',
    };
    expect(work.attributes).toEqual({
      ...processed,
      'faas.coldstart': true,
      'messaging.system': messaging.queue,
      'messaging.destination.name': 'Jobs',
      'messaging.message.id': 'm-1',
      'faasade.attempt': 2,
    });
    expect(heard.attributes).toMatchObject({
      'faas.coldstart': false,
      ...processed,
      'messaging.system': messaging.topic,
      'messaging.destination.name': 'Orders',
      'messaging.message.id': 'm-2',
      'faasade.attempt': 1,
    });
    expect(request.resource).toMatchObject({ ...resource, 'service.name': 'Shop/Front' });
    expect(work.resource).toMatchObject({ ...resource, 'service.name': 'Shop/Back' });

    // What else belongs to the trace: state, logs, and what the handler finds with its own copy of the API.
    expect(job!.attributes).toEqual({
      traceparent: `00-${request.traceId}-${send.spanId}-01`,
      tracestate: 'vendor=1',
    });
    expect([sent, tracestate]).toEqual([`00-${call.traceId}-${call.spanId}-01`, 'vendor=1']);
    expect(JSON.parse(`${priced.body}`)).toMatchObject({ traceId: price.traceId, spanId: price.spanId });
    expect(back.logged('heard')).toMatchObject({ traceId: heard.traceId, active: { spanId: heard.spanId } });
    expect(front.logged('ordered')).toMatchObject({
      traceId: request.traceId,
      traceparent: `00-${request.traceId}-${request.spanId}-01`,
    });
  }, 30_000);

  test('without a context a request begins a trace of its own', async () => {
    await get('/any/price');
    const { parent, traceId } = collector.span('GET /any/{act}');
    expect(parent).toBeUndefined();
    expect(traceId).not.toBe('5759e988bd862e3fe1be46a994272793');
  });

  test('fails if the handler throws: the span is an error with the exception, the caller gets 500', async () => {
    expect((await get('/any/throw')).status).toBe(500);
    const { attributes, status, events } = collector.span('GET /any/{act}');
    expect(attributes).toMatchObject({ 'http.response.status_code': 500, 'error.type': 'TypeError' });
    expect(status).toEqual({ code: 2, message: 'the till is empty' });
    expect(events).toMatchObject([
      {
        name: 'exception',
        attributes: {
          'exception.type': 'TypeError',
          'exception.message': 'the till is empty',
          'exception.stacktrace': expect.stringContaining('traced.ts'),
        },
      },
    ]);
  });

  test('fails if the handler answers with 500, or with nothing: the span is an error', async () => {
    await get('/any/nothing');
    expect(collector.span('GET /any/{act}')).toMatchObject({
      status: { code: 2 },
      attributes: { 'error.type': '500' },
    });
  });

  test('fails if a function refuses a call: that span is an error, and the invocation none', async () => {
    expect((await get('/any/refused')).status).toBe(204);
    expect(collector.span('GET Prices')).toMatchObject({
      status: { code: 2 },
      attributes: { 'http.response.status_code': 403, 'error.type': '403' },
    });
    expect(collector.span('GET /any/{act}').status.code).toBe(0);
  });

  test('a body that comes in parts is whole, and its span is there when it is', async () => {
    expect(`${(await get('/any/stream')).body}`).toBe('one two');
    expect(collector.span('GET /any/{act}').attributes['http.response.status_code']).toBe(200);
  });

  test('fails if the body breaks off: the span is an error', async () => {
    await get('/any/broken').catch(() => undefined);
    await until(() => collector.spans.length > 0);
    expect(collector.span('GET /any/{act}').status).toEqual({ code: 2, message: 'source dried up' });
  });

  const message = (action: string) => ({ id: 'm-1', text: JSON.stringify({ action }) });

  test('fails if the handler of a queue throws: the span is an error, and the message is delivered again', async () => {
    expect(await harness.invokeQueue(back, 'Jobs', [message('throw')])).toEqual(['m-1']);
    const { status, attributes, events } = collector.span('process Jobs');
    expect([status, attributes['error.type']]).toEqual([{ code: 2, message: 'no such order' }, 'RangeError']);
    expect(events).toMatchObject([{ attributes: { 'exception.message': 'no such order' } }]);
  });

  test('a message that is to be delivered again is an error', async () => {
    expect(await harness.invokeQueue(back, 'Jobs', [message('retry')])).toEqual(['m-1']);
    const { status, events } = collector.span('process Jobs');
    expect(status).toEqual({ code: 2, message: 'The message is to be delivered again.' });
    expect(events).toEqual([]);
  });

  test('fails if a message can not be sent: its span is an error', async () => {
    server.refuse = true;
    expect(await harness.invokeQueue(back, 'Jobs', [message('')])).toEqual(['m-1']);
    expect(collector.span('publish Orders')).toMatchObject({
      status: { code: 2, message: expect.stringContaining("Publishing to topic 'Orders' failed") },
      attributes: { 'error.type': 'AccessDenied' },
    });
  });

  test('schedules and new objects begin traces', async () => {
    expect(await harness.invokeSchedule(back, 'Nightly', new Date('2026-01-01T02:00:00Z'))).toBe('done');
    const time = '2026-01-01T02:00:00.000Z';
    const object = { id: 'e-1', key: 'in/throw', size: 3, etag: 'abc', time };
    expect(await harness.invokeObject(back, 'Uploads', object)).toBe('failed');
    expect(collector.span('scheduled Nightly')).toMatchObject({
      kind: 'consumer',
      parent: undefined,
      attributes: { 'faas.trigger': 'timer', 'faas.time': time },
    });
    expect(collector.span('object Uploads')).toMatchObject({
      kind: 'consumer',
      parent: undefined,
      status: { code: 2, message: 'object broke' },
      attributes: {
        'faas.trigger': 'datasource',
        'faas.document.collection': 'Uploads',
        'faas.document.name': 'in/throw',
        'faas.document.operation': 'insert',
        'faas.document.time': time,
      },
    });
  });
});

/** Waits for what comes by itself. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}
