import { CloudServer } from './cloud-server';
import { clouds, start } from './clouds';
import { Collector } from './collector';
import * as aws from '../harness/aws';
import type { Running } from '../harness/running';

let collector: Collector;
let server: CloudServer;
const started: Running[] = [];
beforeAll(async () => {
  [collector, server] = await Promise.all([Collector.start(), CloudServer.start()]);
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((fn) => fn.stop()));
  collector.clear();
  server.clear();
});
afterAll(() => Promise.all([collector.stop(), server.stop()]));

const [onAws] = clouds;
const id = '0af7651916cd43dd8448eb211c80319c';
const context = (flags: string) => `00-${id}-b7ad6b7169203331-${flags}`;

async function run(cloud: (typeof clouds)[number], triggers: 'http' | 'events', tracing?: Record<string, string>) {
  const given = tracing && { OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint, ...tracing };
  const fn = await start(cloud, server.url, { triggers, tracing: given });
  started.push(fn);
  return fn;
}

describe.each(clouds)('on $name', (cloud) => {
  const { harness } = cloud;
  const get = async (fn: Running, act: string, headers = {}) => {
    const { status, body } = await harness.invokeHttp(fn, { path: `/any/${act}`, headers });
    expect(status).toBeLessThan(300);
    return `${body}`;
  };

  test('a function that is not traced loads nothing of it, and hands the context on', async () => {
    const fn = await run(cloud, 'http');
    const { loaded, registered } = JSON.parse(await get(fn, 'loaded'));
    expect([loaded.includes('index.js'), loaded.includes('tracing.js'), registered]).toEqual([true, false, false]);
    await get(fn, 'order', { traceparent: context('01') });
    expect(server.sent[0]!.attributes).toEqual({ traceparent: context('01') });
    expect(server.called[0]!.headers).toMatchObject({ traceparent: context('01') });
    expect(server.called[0]!.headers).not.toHaveProperty('x-faasade-traceparent');
    expect(collector.spans).toEqual([]);
  }, 30_000);

  test('a function that is traced has loaded it before the handler', async () => {
    const fn = await run(cloud, 'http', {});
    const { loaded, registered } = JSON.parse(await get(fn, 'loaded'));
    expect([loaded.includes('tracing.js'), registered]).toEqual([true, true]);
    expect(loaded.indexOf('tracing.js')).toBeLessThan(loaded.indexOf('handler.js'));
  }, 30_000);

  test('fails if the collector answers nothing: the invocation goes on without it, and says so once', async () => {
    const fn = await run(cloud, 'http', {});
    collector.status = undefined;
    await get(fn, 'price');
    // These do not even ask.
    await get(fn, 'price');
    await get(fn, 'stream');
    expect(collector.headers).toHaveLength(1);
    const said = fn.logs.filter(({ message }) => message === 'Spans did not reach the collector.');
    expect(said).toMatchObject([{ level: 'WARN', error: { message: expect.stringContaining('timeout period') } }]);
  }, 30_000);

  test('fails if there is no collector, or it refuses: likewise', async () => {
    const absent = await run(cloud, 'http', { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' });
    const refused = await run(cloud, 'http', {});
    collector.status = 401;
    await Promise.all([get(absent, 'price'), get(refused, 'price')]);
    for (const fn of [absent, refused]) expect(fn.logged('Spans did not reach the collector.')).toBeDefined();
  }, 30_000);

  test('of what a caller does not keep nothing is sent, and those after it are told so', async () => {
    const fn = await run(cloud, 'events', {});
    const message = { id: 'm-1', text: '{}', attributes: { traceparent: context('00') } };
    expect(await harness.invokeQueue(fn, 'Jobs', [message])).toEqual([]);
    expect(server.sent[0]!.attributes.traceparent).toMatch(new RegExp(`^00-${id}-[\\da-f]{16}-00$`));
    expect(collector.headers).toEqual([]);
  }, 30_000);

  test('of the traces that begin here a part is kept', async () => {
    const fn = await run(cloud, 'http', {
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '0',
    });
    await get(fn, 'order');
    expect(server.sent[0]!.attributes.traceparent).toMatch(/-00$/);
    expect(collector.headers).toEqual([]);
    // The caller decides.
    await get(fn, 'price', { traceparent: context('01') });
    expect(collector.span('GET /any/{act}').traceId).toBe(id);
  }, 30_000);
});

test.each(clouds.slice(1))(
  'on $name a platform that puts its own context in does not decide',
  async (cloud) => {
    const fn = await run(cloud, 'http', {});
    const headers = { traceparent: context('00') };
    await cloud.harness.invokeHttp(fn, { path: '/any/price', headers });
    expect(collector.span('GET /any/{act}').traceId).toBe(id);
    collector.clear();
    // A traced function that calls does.
    await cloud.harness.invokeHttp(fn, {
      path: '/any/price',
      headers: { ...headers, 'x-faasade-traceparent': context('00') },
    });
    expect(collector.headers).toEqual([]);
  },
  30_000,
);

test('messages of several traces have one span, with a link to each', async () => {
  const fn = await run(onAws!, 'events', {});
  const other = `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01`;
  const messages = [context('01'), other, undefined].map((traceparent, n) => ({
    id: `m-${n}`,
    text: JSON.stringify({ action: n === 1 ? 'retry' : undefined }),
    attributes: traceparent ? { traceparent } : undefined,
  }));
  expect(await aws.invokeQueue(fn, 'Jobs', messages)).toEqual(['m-1']);
  const span = collector.span('process Jobs');
  expect(span).toMatchObject({
    parent: undefined,
    attributes: { 'messaging.batch.message_count': 3 },
    status: { code: 2, message: '1 of 3 messages are to be delivered again.' },
  });
  expect(span.links).toEqual([
    { traceId: id, spanId: 'b7ad6b7169203331' },
    { traceId: '1'.repeat(32), spanId: '2'.repeat(16) },
  ]);
  expect(span.attributes).not.toHaveProperty('messaging.message.id');
}, 30_000);

describe.each(clouds.slice(0, 2))('headers on $name', (cloud) => {
  const settings = { FAASADE_TRACING: '{"h":"Key"}' };

  test('come out of a secret', async () => {
    server.secret = 'api-key=abc%20%3D,x-team=shop';
    const fn = await run(cloud, 'http', settings);
    await cloud.harness.invokeHttp(fn, { path: '/any/price' });
    expect(collector.headers[0]).toMatchObject({ 'api-key': 'abc =', 'x-team': 'shop' });
  }, 30_000);

  test('fails if the secret can not be read: that is what is told, and the invocation goes on', async () => {
    server.secret = undefined;
    collector.status = 401;
    const fn = await run(cloud, 'http', settings);
    expect((await cloud.harness.invokeHttp(fn, { path: '/any/price' })).status).toBe(200);
    const { error } = fn.logged('Spans did not reach the collector.')!;
    expect(error.message).toContain("Reading secret 'Key' failed");
  }, 30_000);
});
