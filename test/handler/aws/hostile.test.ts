import fc from 'fast-check';
import { fixture, routes } from '../expectations';
import * as harness from '../harness/aws';
import { functionUrlEvent, snsEnvelope, sqsEvent } from '../harness/aws';
import type { Running } from '../harness/running';

/** Events each property tries: `FAASADE_FUZZ_RUNS` asks for more. */
const numRuns = Number(process.env.FAASADE_FUZZ_RUNS ?? 1_000);

const triggers = {
  ...{ contract: 1, t: 30, h: routes, q: { Jobs: { i: 'Jobs' } }, i: {}, s: ['Nightly'] },
  ...{ n: { Orders: 'Orders' }, o: ['Uploads'], c: ['Stock'] },
};

let fn: Running;
beforeAll(async () => {
  fn = await harness.start({ entry: fixture('everything'), triggers });
}, 30_000);
afterAll(() => fn.stop());

const invoke = (event: unknown) => fn.ask<any>({ event });
const check = <T>(arbitrary: fc.Arbitrary<T>, predicate: (value: T) => Promise<void>) =>
  fc.assert(fc.asyncProperty(arbitrary, predicate), { numRuns });

/** One that is right but for some of its fields, at any depth. */
function spoilt(value: unknown): fc.Arbitrary<unknown> {
  const anything = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom<unknown>('', null, [], {}, '__proto__', 'constructor', -1, 1e309, '\u0000', '\ud800'),
  );
  if (typeof value !== 'object' || value === null) {
    return fc.oneof({ weight: 6, arbitrary: fc.constant(value) }, anything);
  }
  const parts = Object.entries(value).map(([name, part]) => [name, spoilt(part)] as const);
  const whole = fc.record(Object.fromEntries(parts), { requiredKeys: Array.isArray(value) ? undefined : [] });
  const made = Array.isArray(value) ? whole.map((record) => Object.values(record as object)) : whole;
  return fc.oneof({ weight: 9, arbitrary: made }, anything);
}

test('fails if an event is neither a request nor a batch of SQS', async () => {
  const clear = 'This function takes requests of its function URL and batches of SQS. It was invoked with neither.';
  const any = fc.oneof(fc.jsonValue(), fc.record({ Records: fc.array(fc.record({ eventSource: fc.string() })) }));
  await check(any, async (event) => {
    await expect(invoke(event)).rejects.toThrow(clear);
  });
}, 600_000);

test('whatever a caller sends, it is answered, and no path and no stack leaks', async () => {
  const acts = ['echo', 'throw', 'nothing', 'object', 'used', 'broken', 'send', '../x', '%00'];
  const request = fc.constantFrom(...acts).chain((act) =>
    spoilt({
      ...functionUrlEvent({ method: 'POST', path: `/any/${act}?queue=x`, body: 'x', headers: { cookie: 'a=1' } }),
      requestContext: { domainName: 'abcdefgh.lambda-url.eu-central-1.on.aws', http: { method: 'POST' } },
    }),
  );
  await check(
    request.filter((event: any) => typeof event?.requestContext?.http?.method === 'string'),
    async (event) => {
      const answer = await invoke(event);
      expect(answer.statusCode).toEqual(expect.any(Number));
      const body = Buffer.from(answer.body ?? '', answer.isBase64Encoded ? 'base64' : 'utf8').toString();
      if (answer.statusCode < 500) return;
      expect(['{"message":"Internal server error"}', expect.stringContaining('is not linked')]).toContainEqual(body);
      expect(`${JSON.stringify(answer.headers)}${body}`).not.toMatch(/node_modules|handler\.js|\n\s+at |hunter2/);
    },
  );
}, 600_000);

test('whatever is in its records, a batch is answered or thrown back', async () => {
  const attributes = { kind: 'a', traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' };
  const event = sqsEvent('Jobs', [{ id: 'm-1', text: '{"action":"retry"}', attributes }]);
  const records = fc.array(spoilt(event.Records[0]), { minLength: 1, maxLength: 3 });
  await check(records, async (Records) => {
    const result = await invoke({ Records }).catch((error: Error) => error);
    expect(result instanceof Error || Array.isArray(result.batchItemFailures)).toBe(true);
    expect(`${result}`).not.toContain('The function ended');
  });
}, 600_000);

test('whatever infrastructure writes to the inbox, it is done or delivered again', async () => {
  const bodies = [
    { s: 'Nightly', t: '2026-01-01T00:00:00Z' },
    snsEnvelope('Orders', { id: 't-1', text: '{"action":"x"}', attributes: { kind: 'a' } }),
    { o: 'Uploads', id: 'e-1', t: '2026-01-01T00:00:00Z', key: 'a', size: 1, etag: 'e' },
    {
      c: 'Stock',
      r: {
        eventID: 'c-1',
        dynamodb: {
          ApproximateCreationDateTime: 1767225600,
          Keys: { id: { S: 'a' } },
          OldImage: { id: { S: 'a' }, n: { N: '1' }, l: { L: [{ M: { b: { BOOL: true } } }] } },
          SequenceNumber: '1',
        },
      },
    },
  ];
  await check(fc.constantFrom(...bodies).chain(spoilt), async (body) => {
    expect(['done', 'failed']).toContain(await harness.invokeInbox(fn, body));
  });
}, 600_000);

test('whatever a publisher writes reaches the topic’s method, and no other', async () => {
  const forged = [
    { s: 'Nightly', t: '2026-01-01T00:00:00Z' },
    { o: 'Uploads', id: 'e-1', t: '2026-01-01T00:00:00Z', key: 'a', size: 1, etag: 'e' },
    snsEnvelope('Other', { id: 't-1', text: '{}' }),
  ];
  const text = fc.oneof(
    fc
      .constantFrom(...forged)
      .chain(spoilt)
      .map((body) => JSON.stringify(body) ?? ''),
    fc.string(),
  );
  const attributes = fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('faasade_source', '__proto__')), fc.string());
  await check(fc.tuple(text, attributes), async ([body, given]) => {
    const before = fn.logs.length;
    const outcome = await harness.invokeTopic(fn, 'Orders', { id: 't-1', text: body, attributes: given });
    const lines = fn.logs.splice(before);
    expect(lines.map(({ message }) => message)).toEqual(['published']);
    expect([outcome, lines[0]!.event.text]).toEqual(['done', body]);
  });
}, 600_000);
