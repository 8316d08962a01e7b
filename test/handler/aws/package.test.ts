import { FakeSqs } from './fake-sqs';
import { fixture, routes } from '../expectations';
import * as harness from '../harness/aws';
import type { Running } from '../harness/running';

const triggers = { contract: 1, t: 30, h: routes };
const sqs = new FakeSqs();
const started: Running[] = [];

async function send(clients: readonly string[]): Promise<string> {
  const { environment } = sqs;
  const links = { q: { Jobs: [`${environment.AWS_ENDPOINT_URL}/1/jobs`] } };
  const fn = await harness.start({ entry: fixture('everything'), triggers, links, environment, clients });
  started.push(fn);
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  return `${(await harness.invokeHttp(fn, { path: '/any/send?queue=Jobs', headers: { traceparent } })).body}`;
}

beforeAll(() => sqs.start());
afterAll(async () => {
  await Promise.all(started.map((fn) => fn.stop()));
  await sqs.stop();
});

test('a handler sends with the client that lies beside it in the package', async () => {
  expect(await send(['queue'])).toBe('sent');
  expect(sqs.sent[0]).toMatchObject({
    MessageBody: '{"hello":"wörld"}',
    MessageAttributes: {
      kind: { StringValue: 'greeting' },
      traceparent: { StringValue: expect.stringMatching(/^00-0af/) },
    },
  });
}, 30_000);

test('fails if the package holds no such client: the error says how to get it', async () => {
  expect(await send([])).toContain('Code.bundle(entry, { clients: [Client.QUEUE] })');
}, 30_000);
