import { execFileSync } from 'node:child_process';
import { ServiceBusServer } from './service-bus-server';
import { fixture, routes } from '../expectations';
import * as harness from '../harness/azure';
import type { Running } from '../harness/running';

const kinds = ['queue', 'topic', 'bucket', 'table', 'secret', 'function'];

describe('the clients in a package', () => {
  let bus: ServiceBusServer;
  let fn: Running;
  beforeAll(async () => {
    bus = await ServiceBusServer.start();
    fn = await harness.start({
      entry: fixture('everything'),
      triggers: { contract: 1, t: 30, h: routes },
      links: { q: { Jobs: ['ns.servicebus.windows.net', 'jobs'] } },
      environment: bus.environment,
      clients: kinds,
    });
  }, 60_000);
  afterAll(async () => {
    await fn.stop();
    await bus.stop();
  });

  test('a message that a handler sends leaves with the trace context of its caller', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const answer = await harness.invokeHttp(fn, { path: '/any/send?queue=Jobs', headers: { traceparent } });
    expect(`${answer.body}`).toBe('sent');
    expect(bus.sent).toEqual([
      {
        path: '/jobs/messages',
        Body: '{"hello":"wörld"}',
        BrokerProperties: expect.objectContaining({ ContentType: 'application/json' }),
        UserProperties: { kind: 'greeting', traceparent },
      },
    ]);
  });

  test.each([
    ['bucket', ['https://account.blob.core.windows.net/', 'uploads'], 'get'],
    ['table', { k: ['id'], n: ['https://account.documents.azure.com:443/', 'tables', 'Orders'] }, 'query'],
  ])('the file of the %s client holds its SDK', (kind, link, method) => {
    const made = `require('./client-${kind}.js').create('X', ${JSON.stringify(link)}, { remainingTime: () => 1000 })`;
    const used = `Object.keys(require.cache).filter((file) => file.includes('node_modules'))`;
    const script = `const client = ${made}; console.log(JSON.stringify([typeof client.${method}, ${used}]));`;
    const output = execFileSync(process.execPath, ['-e', script], { cwd: fn.folder });
    expect(JSON.parse(`${output}`)).toEqual(['function', []]);
  });
});
