import { FakeCosmos } from './fake-cosmos';
import { tableClient } from '../../../handler/azure/client-table';
import { connect } from '../../../handler/azure/cosmos';
import type { Item, TableClient } from '../../../handler/clients';
import { AccessDenied, ConditionFailed, NotFound, Throttled } from '../../../handler/errors';
import { expectTable, ordersTable } from '../clients';

const keys = { k: ['customer', 'order'], x: { byState: ['state', 'placed'], byCity: ['city'] } } as const;
const expiring = { ...keys, t: 'expires' } as const;
const caller = { traceparent: undefined, remainingTime: () => 5_000 };
const seconds = () => Math.floor(Date.now() / 1000);

let cosmos: FakeCosmos;
const open = (link: object): TableClient => {
  const [endpoint, database, name] = cosmos.link;
  const container = connect(endpoint, cosmos.connection).database(database).container(name);
  return tableClient('Orders', { ...keys, ...link, n: cosmos.link }, caller, container);
};
let table: TableClient;
const key = { customer: 'ada', order: 'o/1?#\\' };

beforeAll(async () => {
  cosmos = await FakeCosmos.start('/customer');
});
afterAll(() => cosmos.stop());

const sent = (method: string) => cosmos.calls.filter((call) => call.method === method && call.path.includes('/docs'));

// Each of these makes its own keys.
expectTable(() => open(ordersTable));

describe('on Cosmos DB', () => {
  beforeEach(() => {
    cosmos.clear();
    table = open({});
  });

  describe('an item', () => {
    test('is got as it was put, without what Cosmos DB adds', async () => {
      const item = { ...key, n: 1.5, list: [1, 'a', null], deep: { id: 1 }, _kind: 'x', ok: true };
      await table.put(item);
      expect(await table.get(key)).toEqual(item);
      expect(sent('GET')[0].headers['x-ms-documentdb-partitionkey']).toBe('["ada"]');
    });

    test('may have attributes whose names Cosmos DB has taken', async () => {
      const item = { ...key, id: 'mine', ttl: 7, _ts: 'today', id_: 'too', _etag: 1 };
      await table.put(item);
      expect(await table.get(key)).toEqual(item);
    });

    test('that is not there is undefined', async () => {
      expect(await table.get(key)).toBeUndefined();
    });

    test('is told from one whose sort key is a number', async () => {
      await table.put({ customer: 'ada', order: '1', is: 'text' });
      await table.put({ customer: 'ada', order: 1, is: 'number' });
      expect([
        await table.get({ customer: 'ada', order: '1' }),
        await table.get({ customer: 'ada', order: 1 }),
      ]).toEqual([expect.objectContaining({ is: 'text' }), expect.objectContaining({ is: 'number' })]);
    });

    test('deleted twice is gone, and no error', async () => {
      await table.put(key);
      await table.delete(key);
      await table.delete(key);
      expect(await table.get(key)).toBeUndefined();
    });

    test('fails if a key is missing', async () => {
      await expect(table.get({ customer: 'ada' })).rejects.toThrow("Table 'Orders' needs its key 'order'");
      expect(cosmos.calls).toEqual([]);
    });
  });

  describe('a condition', () => {
    test('absent makes an item once, with one call', async () => {
      await table.put({ ...key, n: 1 }, { if: 'absent' });
      expect(sent('GET')).toEqual([]);
      await expect(table.put({ ...key, n: 2 }, { if: 'absent' })).rejects.toBeInstanceOf(ConditionFailed);
      expect(await table.get(key)).toMatchObject({ n: 1 });
    });

    test.each([
      ['exists', true],
      [{ n: { gte: 1 } }, true],
      [{ n: { gt: 1 } }, false],
      [{ other: { exists: false }, n: { eq: 1 } }, true],
      [{ other: { ne: 'x' } }, true],
      [{ other: { eq: 'x' } }, false],
    ] as const)('%j on an item is met: %s, by put, update and delete alike', async (condition, met) => {
      const outcome = async (work: Promise<unknown>) =>
        work.then(
          () => true,
          (error) => !(error instanceof ConditionFailed) && error,
        );
      await table.put({ ...key, n: 1 });
      expect(await outcome(table.update(key, { set: { seen: true } }, { if: condition }))).toBe(met);
      expect(await outcome(table.put({ ...key, n: 1 }, { if: condition }))).toBe(met);
      expect(await outcome(table.delete(key, { if: condition }))).toBe(met);
      expect((await table.get(key)) === undefined).toBe(met);
    });

    test('is judged again where another write came between', async () => {
      await table.put({ ...key, n: 1 });
      const id = cosmos.documents[0].id;
      cosmos.meanwhile = () => cosmos.overwrite(id, (document) => ({ ...document, n: 5 }));
      await table.put({ ...key, n: 2 }, { if: { n: { gte: 1 } } });
      expect(await table.get(key)).toMatchObject({ n: 2 });
      cosmos.meanwhile = () => cosmos.overwrite(id, (document) => ({ ...document, n: 0 }));
      await expect(table.put({ ...key, n: 3 }, { if: { n: { gte: 1 } } })).rejects.toBeInstanceOf(ConditionFailed);
      expect(await table.get(key)).toMatchObject({ n: 0 });
    });
  });

  describe('an update', () => {
    test('sets, adds and removes with one call, and answers the item', async () => {
      await table.put({ ...key, n: 1, old: true });
      cosmos.calls.length = 0;
      const changes = { set: { state: 'paid', id: 'x' }, add: { n: -2, m: 1 }, remove: ['old'] };
      expect(await table.update(key, changes, { if: { n: { gte: 1 }, state: { ne: 'paid' } } })).toEqual({
        ...key,
        ...{ n: -1, m: 1, state: 'paid', id: 'x' },
      });
      expect(cosmos.calls.map(({ method }) => method)).toEqual(['PATCH']);
      expect(cosmos.calls[0].body.condition).toBe(
        'FROM c WHERE c["n"] >= 1 AND (NOT IS_DEFINED(c["state"]) OR c["state"] != "paid")',
      );
    });

    test('makes the item where there is none', async () => {
      expect(await table.update(key, { add: { n: 3 } })).toEqual({ ...key, n: 3 });
      expect(await table.get(key)).toEqual({ ...key, n: 3 });
    });

    test('of what Cosmos DB patches otherwise reads and writes', async () => {
      await table.put({ ...key, name: 'b' });
      expect(await table.update(key, { set: { 'a/b': 1 }, remove: ['none'] }, { if: { name: { lt: 'c' } } })).toEqual({
        ...key,
        ...{ name: 'b', 'a/b': 1 },
      });
      expect(sent('PUT')[0].headers['if-match']).toMatch(/^"\d+"$/);
    });

    test('of one counter by many at once loses none', async () => {
      await table.put({ ...key, 'n/1': 0 });
      await Promise.all(Array.from({ length: 8 }, () => table.update(key, { add: { 'n/1': 1 } })));
      expect(await table.get(key)).toMatchObject({ 'n/1': 8 });
    });

    test('fails if it would change a key', async () => {
      await expect(table.update(key, { set: { order: 'x' } })).rejects.toThrow("'order' is a key");
    });

    test('fails if it adds to a text', async () => {
      await table.put({ ...key, n: 'one' });
      await expect(table.update(key, { add: { n: 1 } })).rejects.toThrow("added to 'n', which is no number");
    });
  });

  describe('an item that expires', () => {
    beforeEach(() => {
      table = open(expiring);
    });

    test('tells Cosmos DB the seconds that it has left, anew at each write', async () => {
      await table.put({ ...key, expires: seconds() + 100 });
      expect(cosmos.documents[0].ttl).toBeGreaterThan(98);
      await table.update(key, { set: { expires: seconds() + 1000 } });
      expect(cosmos.documents[0].ttl).toBeGreaterThan(998);
      await table.update(key, { remove: ['expires'] });
      expect(cosmos.documents[0].ttl).toBeUndefined();
      await table.put({ ...key, expires: 1 });
      expect(cosmos.documents[0].ttl).toBe(1);
    });

    test('is none once it has expired: to get, query and conditions', async () => {
      const item = { ...key, expires: seconds() - 1, n: 1 };
      await table.put(item);
      expect(await table.get(key)).toBeUndefined();
      expect((await table.query({ key: { customer: 'ada' } })).items).toEqual([]);
      await expect(table.put(item, { if: 'exists' })).rejects.toBeInstanceOf(ConditionFailed);
      expect(await table.update(key, { add: { n: 1 } })).toEqual({ ...key, n: 1 });
      await table.put(item);
      await table.put({ ...key, n: 9 }, { if: 'absent' });
      expect(await table.get(key)).toEqual({ ...key, n: 9 });
    });
  });

  describe('a query', () => {
    const orders = ['a1', 'a2', 'a3', 'b1', 'b2'];
    const put = (items: readonly Item[]) => Promise.all(items.map((item) => table.put(item)));
    const found = async (query: Parameters<TableClient['query']>[0]) =>
      (await table.query({ limit: 100, ...query })).items.map(({ order }) => order);

    beforeEach(async () => {
      await put(orders.map((order, placed) => ({ customer: 'ada', order, state: 'open', placed, city: 'Rom' })));
      await put(['a1', 'z9'].map((order) => ({ customer: 'bob', order, state: 'open', placed: 2, city: 'Rom' })));
      await put([{ customer: 'eve', order: 'e1', state: 'open' }]);
    });

    test('finds one partition in the order of the sort key, over the pages of Cosmos DB', async () => {
      expect(await found({ key: { customer: 'ada' } })).toEqual(orders);
      expect(await found({ key: { customer: 'ada' }, descending: true })).toEqual([...orders].reverse());
      expect(await found({ key: { customer: 'nobody' } })).toEqual([]);
    });

    test.each([
      [{ eq: 'a2' }, ['a2']],
      [{ prefix: 'a' }, ['a1', 'a2', 'a3']],
      [{ gt: 'a3' }, ['b1', 'b2']],
      [{ gte: 'a2', lt: 'b1' }, ['a2', 'a3']],
      [{ lte: 'a1' }, ['a1']],
    ])('of the range %j finds %j', async (sort, expected) => {
      expect(await found({ key: { customer: 'ada' }, sort })).toEqual(expected);
    });

    const pages = async (query: Parameters<TableClient['query']>[0]) => {
      const all: unknown[] = [];
      for (let cursor: string | undefined, page = 0; page < 20; page++) {
        const { items, cursor: next } = await table.query({ ...query, cursor });
        all.push(items.map(({ customer, order }) => `${customer as string}/${order as string}`));
        cursor = next;
        if (cursor === undefined) return all;
      }
      return 'no end';
    };

    test('gives pages with a cursor, and none after the last', async () => {
      expect(await pages({ key: { customer: 'ada' }, limit: 2 })).toEqual([
        ['ada/a1', 'ada/a2'],
        ['ada/a3', 'ada/b1'],
        ['ada/b2'],
      ]);
      expect(await pages({ key: { customer: 'ada' }, limit: 5 })).toEqual([orders.map((order) => `ada/${order}`)]);
    });

    test('of an index finds items of all partitions in its order, page by page, each once', async () => {
      const query = { key: { state: 'open' }, index: 'byState' };
      const once = [(await pages({ ...query, limit: 100 })) as string[][]].flat(2);
      expect(once).toHaveLength(7);
      expect([once[0], once[1], once[5], once[6]]).toEqual(['ada/a1', 'ada/a2', 'ada/b1', 'ada/b2']);
      expect([...once.slice(2, 5)].sort()).toEqual(['ada/a3', 'bob/a1', 'bob/z9']);
      for (const limit of [1, 2, 3]) {
        const paged = ((await pages({ ...query, limit })) as string[][]).flat();
        expect([...paged].sort()).toEqual([...once].sort());
        expect(await pages({ ...query, limit, descending: true, sort: { gte: 3 } })).toEqual(
          limit === 1 ? [['ada/b2'], ['ada/b1']] : [['ada/b2', 'ada/b1']],
        );
      }
    });

    test('of an index is served by the composite index of its keys', async () => {
      await table.query({ key: { state: 'open' }, index: 'byState', descending: true });
      const asked = sent('POST').find(({ headers }) => headers['x-ms-cosmos-is-query-plan-request'])!;
      expect(asked.body.query).toMatch(/ ORDER BY c\["state"\] DESC, c\["placed"\] DESC$/);
    });

    test('of an index without a sort key finds each item once', async () => {
      const paged = ((await pages({ key: { city: 'Rom' }, index: 'byCity', limit: 2 })) as string[][]).flat();
      expect([...paged].sort()).toEqual([...orders.map((order) => `ada/${order}`), 'bob/a1', 'bob/z9']);
    });

    test.each(['nonsense', Buffer.from('{"v":{}}').toString('base64url'), Buffer.from('null').toString('base64url')])(
      'fails if the cursor is %s',
      async (cursor) => {
        await expect(table.query({ key: { customer: 'ada' }, cursor })).rejects.toThrow("none of table 'Orders'");
      },
    );

    test('passes values as parameters, whatever they hold', async () => {
      const odd = `") OR true --'`;
      await put([{ customer: odd, order: odd }]);
      expect(await found({ key: { customer: odd }, sort: { prefix: odd } })).toEqual([odd]);
      const { body } = sent('POST').at(-1)!;
      expect(body.query).not.toContain('true');
      expect(body.parameters.map(({ value }: { value: unknown }) => value)).toEqual([odd, odd]);
    });
  });

  describe('fails if Cosmos DB', () => {
    const refuse = (status: number, times = 1, headers?: Record<string, string>) =>
      cosmos.scripted.push(...Array.from({ length: times }, () => ({ status, body: { message: 'no' }, headers })));

    test('denies it: AccessDenied with the cause', async () => {
      refuse(403);
      const error: Error = await table.get(key).catch((thrown) => thrown);
      expect(error).toBeInstanceOf(AccessDenied);
      expect(error.message).toContain("Reading table 'Orders' failed: status 403");
      expect(error.cause).toMatchObject({ code: 403 });
    });

    test('is too busy, for long: Throttled', async () => {
      refuse(429, 20, { 'x-ms-retry-after-ms': '1' });
      await expect(table.put(key)).rejects.toBeInstanceOf(Throttled);
      expect(cosmos.calls.filter(({ path }) => path.endsWith('/docs'))).toHaveLength(10);
    });

    test('is busy for a moment: the call is made again', async () => {
      refuse(429, 1, { 'x-ms-retry-after-ms': '1' });
      await table.put(key);
      expect(await table.get(key)).toEqual(key);
    });

    test('has no such container: NotFound, never an item that is not there', async () => {
      refuse(404, 3, { 'x-ms-substatus': '1003' });
      await expect(table.get(key)).rejects.toBeInstanceOf(NotFound);
      await expect(table.delete(key)).rejects.toBeInstanceOf(NotFound);
    });
  });
});
