import fc from 'fast-check';
import type { Item, Value } from '../../../handler/clients';
import { ConditionFailed, Throttled, AccessDenied, NotFound } from '../../../handler/errors';
import { create } from '../../../handler/google/client-table';
import { expectTable, ordersTable } from '../clients';
import { FakeFirestore } from './fake-firestore';
import { FakeGoogle, refusal } from './fake-google';

/** Set: the tests that need no fake run against an emulator of Firestore. */
const emulator = process.env.FIRESTORE_EMULATOR_HOST;
const google = new FakeGoogle();
const firestore = new FakeFirestore();
const link = {
  n: `projects/p/databases/orders${Date.now()}`,
  k: ['customer', 'at'],
  x: { byState: ['state', 'total'], byTag: ['tag'] },
  t: 'expires',
} as const;
const caller = { traceparent: undefined, remainingTime: () => 10_000 };
const table = create('Orders', link, caller);
const key = { customer: 'ada', at: 1 };
const second = () => Math.floor(Date.now() / 1000);

beforeAll(() => google.start());
afterAll(() => google.stop());
beforeEach(() => {
  google.answer = (call) => firestore.answer(call);
});
afterEach(async () => {
  google.answer = (call) => firestore.answer(call);
  await table.delete(key);
});

expectTable(() => create('Orders', { n: `${link.n}s`, ...ordersTable }, caller));

const withFake = emulator ? test.skip : test;

test('what JSON can hold comes back as it was put', async () => {
  const value: fc.Arbitrary<unknown> = fc.jsonValue({ maxDepth: 4 }).map((any) => JSON.parse(JSON.stringify(any)));
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.string({ unit: 'grapheme' }), value), async (attributes) => {
      const item = { ...(attributes as Record<string, Value>), ...key, expires: 'never' };
      await table.put(item);
      expect(await table.get(key)).toEqual(item);
    }),
    { numRuns: emulator ? 500 : 200 },
  );
}, 60_000);

test.each([
  [
    'names that Firestore keeps for itself',
    { '': 1, __name__: 2, '\\': 3, '\\__x__': 4, _ttl: 5, _write: 6, '`a.b': 7 },
  ],
  ['arrays in arrays', { grid: [[1, 2], [], [[3]], { a: [[4]] }] }],
  ['numbers', { a: 0, b: -1, c: 1.5, d: Number.MAX_SAFE_INTEGER, e: 1e300, f: 5e-324, g: -0.1, h: 2 ** 60 }],
  ['a map that looks like the writing of an array', { a: [{ '\\[]': [1] }, { '[]': [2] }] }],
])('%s come back', async (_what, attributes) => {
  const item = { ...key, ...attributes } as unknown as Item;
  await table.put(item);
  expect(await table.get(key)).toEqual(item);
});

test.each([
  ['a date', new Date(0)],
  ['no number', NaN],
  ['a function', () => 1],
])('fails if a value is %s', async (_what, value) => {
  await expect(table.put({ ...key, a: value as never })).rejects.toThrow("The value of attribute 'a' is");
});

test('of many writers at once none is lost', async () => {
  await table.put({ ...key, stock: 10, sold: 0 });
  const buy = () => table.update(key, { add: { stock: -1, sold: 1 } }, { if: { stock: { gt: 0 } } });
  const results = await Promise.allSettled(Array.from({ length: 25 }, buy));
  const refused = results.filter((result) => result.status === 'rejected').map(({ reason }) => reason);
  expect(refused).toHaveLength(15);
  expect(refused.every((reason) => reason instanceof ConditionFailed)).toBe(true);
  expect(await table.get(key)).toEqual({ ...key, stock: 0, sold: 10 });
}, 30_000);

test('of many that put what must be absent one succeeds', async () => {
  const claims = Array.from({ length: 20 }, (_, n) =>
    table.put({ ...key, n, expires: second() + 60 }, { if: 'absent' }),
  );
  const results = await Promise.allSettled(claims);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

describe('queries', () => {
  const customer = 'a/b .';
  const totals = [5, -1, 2.5, 30, 4];
  beforeAll(async () => {
    google.answer = (call) => firestore.answer(call);
    for (const [at, total] of totals.entries()) await table.put({ customer, at, total, state: 'new', tag: 't' });
    await table.put({ customer, at: 9, expires: second() - 1 });
    await table.put({ customer: 'other', at: 0, state: 'old', tag: 't' });
  });
  test.each([
    [{ key: { customer } }, 5],
    [{ key: { customer }, descending: true }, 5],
    [{ key: { tag: 't' }, index: 'byTag' }, 6],
    [{ key: { state: 'new' }, index: 'byState', descending: true }, 5],
  ])('pages of %j neither miss nor repeat an item', async (query, count) => {
    const whole = (await table.query(query)).items;
    const paged = [];
    let cursor: string | undefined;
    do {
      const page = await table.query({ ...query, limit: 2, cursor });
      paged.push(...page.items);
      cursor = page.cursor;
    } while (cursor !== undefined);
    expect(paged).toEqual(whole);
    expect(paged).toHaveLength(count);
  });

  test('texts by what they begin with', async () => {
    const texts = create('Texts', { n: `${link.n}t`, k: ['p', 's'] }, caller);
    for (const s of ['a', 'ab', 'ab\u{10ffff}', 'abé', 'ac', 'b']) await texts.put({ p: 'x', s });
    const { items } = await texts.query({ key: { p: 'x' }, sort: { prefix: 'ab' } });
    expect(items.map(({ s }) => s)).toEqual(['ab', 'abé', 'ab\u{10ffff}']);
  });

  test.each(['', 'x', '[1,2]', '["a/b .","s/../x",{"stringValue":"x"}]', '["a/b .","sx"]'])(
    "fails if the cursor is '%s'",
    async (position) => {
      const cursor = Buffer.from(position).toString('base64url');
      await expect(table.query({ key: { customer }, cursor })).rejects.toThrow("The cursor is none of table 'Orders'.");
    },
  );
});

withFake('the fields that the handler does not see are there: when it ends, and which write made it', async () => {
  await table.put({ ...key, expires: 1_800_000_000.5 });
  const { fields } = firestore.documents.get(`${link.n}/documents/items/sada:n1`)!;
  expect(fields).toMatchObject({
    expires: { doubleValue: 1_800_000_000.5 },
    _ttl: { timestampValue: '2027-01-15T08:00:00.000Z' },
    _write: { stringValue: expect.any(String) },
  });
  await table.update(key, { remove: ['expires'] });
  expect(Object.keys(firestore.documents.get(`${link.n}/documents/items/sada:n1`)!.fields)).not.toContain('_ttl');
});

withFake('an update leaves alone what others stored in types of their own', async () => {
  await table.put(key);
  const name = `${link.n}/documents/items/sada:n1`;
  const document = firestore.documents.get(name)!;
  firestore.documents.set(name, {
    ...document,
    fields: { ...document.fields, where: { geoPointValue: { latitude: 1 } } },
  });
  await table.update(key, { set: { a: 1 } });
  expect(firestore.documents.get(name)!.fields.where).toEqual({ geoPointValue: { latitude: 1 } });
});

withFake('an amount is added once, though the answer was lost', async () => {
  await table.put({ ...key, n: 1 });
  let lost = false;
  google.answer = (call) => {
    const answer = firestore.answer(call);
    if (lost || !call.path.endsWith(':commit')) return answer;
    lost = true;
    return refusal(503, 'UNAVAILABLE');
  };
  expect(await table.update(key, { add: { n: 1 } })).toEqual({ ...key, n: 2 });
});

withFake('calls bear the token of the service account', async () => {
  await table.get(key);
  expect(google.to('firestore.googleapis.com').at(-1)).toMatchObject({
    method: 'POST',
    path: `/v1/${link.n}/documents:batchGet`,
    headers: { 'content-type': 'application/json', authorization: 'Bearer T' },
    body: { documents: [`${link.n}/documents/items/sada:n1`] },
  });
});

withFake.each([
  [403, 'PERMISSION_DENIED', AccessDenied],
  [404, 'NOT_FOUND', NotFound],
  [429, 'RESOURCE_EXHAUSTED', Throttled],
])('fails if Firestore answers %d', async (code, status, kind) => {
  google.answer = () => refusal(code, status);
  const busy = create('Orders', link, { ...caller, remainingTime: () => 150 });
  await expect(busy.get(key)).rejects.toThrow(kind);
  await expect(busy.put({ ...key })).rejects.toThrow(kind);
});

withFake('fails if others write the item all the time', async () => {
  google.answer = (call) => (call.path.endsWith(':commit') ? refusal(409, 'ABORTED') : firestore.answer(call));
  const end = Date.now() + 300;
  const hurried = create('Orders', link, { ...caller, remainingTime: () => end - Date.now() });
  await expect(hurried.put({ ...key })).rejects.toThrow(Throttled);
});
