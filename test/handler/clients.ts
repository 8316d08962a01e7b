import { randomUUID } from 'node:crypto';
import type {
  BucketClient,
  Condition,
  Item,
  ObjectPage,
  Query,
  QueueClient,
  SecretClient,
  TableClient,
  TopicClient,
} from '../../handler/clients';
import { ConditionFailed, InProgress, NotFound } from '../../handler/errors';
import { once } from '../../handler/once';

/** A client of a resource that is there for these tests; emulators may hold what earlier runs left. */
type Make<Client> = () => Client | Promise<Client>;

/** The table that `expectTable` needs: key types are text, text, text and number. */
export const ordersTable = {
  k: ['customer', 'order'],
  x: { byState: ['state', 'total'] },
  t: 'expires',
} as const;

/** What bytes under a key may expect on every cloud. */
export function expectBucket(make: Make<BucketClient>): void {
  describe('a bucket', () => {
    let bucket: BucketClient;
    let folder: string;
    beforeAll(async () => {
      bucket = await make();
      folder = `test-${randomUUID()}/`;
    });

    const drain = async (prefix: string, limit?: number) => {
      const pages: ObjectPage[] = [];
      do pages.push(await bucket.list({ prefix, limit, cursor: pages.at(-1)?.cursor }));
      while (pages.at(-1)!.cursor !== undefined);
      return pages;
    };

    test('text comes back with its size, type and metadata', async () => {
      const key = `${folder}text`;
      await bucket.put(key, 'Grüße', { contentType: 'text/plain', metadata: { Kind: 'x', note: 'größer = 1' } });
      const object = await bucket.get(key);
      expect(object).toMatchObject({ size: 7, contentType: 'text/plain', metadata: { kind: 'x', note: 'größer = 1' } });
      expect(await object.text()).toBe('Grüße');
    });

    test('without a type it is bytes', async () => {
      await bucket.put(`${folder}bytes`, Uint8Array.of(0, 255, 128));
      const object = await bucket.get(`${folder}bytes`);
      expect([object.contentType, [...(await object.bytes())]]).toEqual(['application/octet-stream', [0, 255, 128]]);
    });

    test('JSON is parsed, and nothing is nothing', async () => {
      await bucket.put(`${folder}json`, '{"a":[1]}');
      await bucket.put(`${folder}empty`, '');
      expect(await (await bucket.get(`${folder}json`)).json()).toEqual({ a: [1] });
      expect(await (await bucket.get(`${folder}empty`)).text()).toBe('');
    });

    test('a stream of several parts arrives whole, and comes back as one', async () => {
      const part = new Uint8Array(1_500_000).fill(7);
      let left = 5;
      const stream = new ReadableStream<Uint8Array>({
        pull(controller) {
          if (left-- > 0) controller.enqueue(part);
          else controller.close();
        },
      });
      await bucket.put(`${folder}stream`, stream);
      const { body, size } = await bucket.get(`${folder}stream`);
      let read = 0;
      for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) read += chunk.length;
      expect([size, read]).toEqual([7_500_000, 7_500_000]);
    }, 30_000);

    test('fails if a stream breaks off: no object is there', async () => {
      const broken = new ReadableStream<Uint8Array>({
        pull(controller) {
          controller.error(new Error('source dried up'));
        },
      });
      await expect(bucket.put(`${folder}broken`, broken)).rejects.toThrow(/broken/);
      await expect(bucket.get(`${folder}broken`)).rejects.toBeInstanceOf(NotFound);
    });

    test('a new object replaces the old one, with another etag', async () => {
      await bucket.put(`${folder}again`, 'one', { metadata: { old: '1' } });
      const first = await bucket.get(`${folder}again`);
      await first.text();
      await bucket.put(`${folder}again`, 'two');
      const second = await bucket.get(`${folder}again`);
      expect([await second.text(), second.metadata]).toEqual(['two', {}]);
      expect(second.etag).not.toBe(first.etag);
      expect(second.etag).not.toMatch(/"/);
    });

    test.each(['a b', 'ü/ö', 'a+b&c=d', 'q?x#y', "it's (1)!", '50%', 'a//b'])('a key may be %j', async (name) => {
      const key = `${folder}keys/${name}`;
      await bucket.put(key, name);
      expect(await (await bucket.get(key)).text()).toBe(name);
      expect((await bucket.list({ prefix: key })).objects.map((object) => object.key)).toEqual([key]);
    });

    test('fails if there is no object: NotFound, with bucket and key', async () => {
      const failed = await bucket.get(`${folder}none`).catch((error: Error) => error);
      expect(failed).toBeInstanceOf(NotFound);
      expect((failed as Error).message).toContain(`${folder}none`);
      expect((failed as Error).cause).toBeDefined();
    });

    test('what is deleted is gone, and deleting again is no error', async () => {
      await bucket.put(`${folder}gone`, 'x');
      await bucket.delete(`${folder}gone`);
      await bucket.delete(`${folder}gone`);
      await expect(bucket.get(`${folder}gone`)).rejects.toBeInstanceOf(NotFound);
    });

    test('a list has every object once, in the order of keys, a page at a time', async () => {
      const keys = ['a', 'b', 'c/1', 'c/2', 'd'].map((name) => `${folder}list/${name}`);
      await Promise.all([...keys].reverse().map((key) => bucket.put(key, 'xyz')));
      const pages = await drain(`${folder}list/`, 2);
      expect(pages.every(({ objects }) => objects.length <= 2)).toBe(true);
      expect(pages.flatMap(({ objects }) => objects.map(({ key }) => key))).toEqual(keys);
      expect(pages[0]!.objects[0]).toMatchObject({ size: 3, etag: (await bucket.get(keys[0]!)).etag });
      expect(await bucket.list({ prefix: `${folder}no` })).toEqual({ objects: [], cursor: undefined });
    });

    test.each([0, 1001, 1.5])('fails if the limit is %d', async (limit) => {
      await expect(bucket.list({ limit })).rejects.toThrow('the limit is');
    });

    test('fails if metadata has a name that some cloud refuses', async () => {
      await expect(bucket.put(`${folder}x`, 'x', { metadata: { 'a-b': '1' } })).rejects.toThrow("metadata 'a-b'");
    });

    test('signed URLs put and get the one object', async () => {
      const key = `${folder}signed ü`;
      const put = await bucket.signedUrl(key, { method: 'PUT', expiresIn: 60 });
      // Azure wants to be told what kind of blob it is; the others ignore it.
      const headers = { 'x-ms-blob-type': 'BlockBlob' };
      expect((await fetch(put, { method: 'PUT', body: 'by URL', headers })).ok).toBe(true);
      const get = await bucket.signedUrl(key, { method: 'GET', expiresIn: 60 });
      expect(await (await fetch(get)).text()).toBe('by URL');
    });

    test.each([0, 604_801, 1.5])('fails if a URL is to last %d seconds', async (expiresIn) => {
      await expect(bucket.signedUrl('x', { method: 'GET', expiresIn })).rejects.toThrow(`${expiresIn} seconds`);
    });
  });
}

/** What items may expect on every cloud. The table is one of `ordersTable`. */
export function expectTable(make: Make<TableClient>): void {
  describe('a table', () => {
    let table: TableClient;
    beforeAll(async () => {
      table = await make();
    });

    const past = () => Math.floor(Date.now() / 1000) - 60;
    const future = () => Math.floor(Date.now() / 1000) + 3600;
    const newKey = () => ({ customer: randomUUID(), order: '1' });
    const written = async (attributes: Item) => {
      const key = newKey();
      await table.put({ ...key, ...attributes });
      return key;
    };

    test('an item comes back as it was put', async () => {
      const item = {
        ...{ text: 'Grüße', empty: '', number: -1.5, large: 1e15, yes: true, no: false, nothing: null },
        ...{ list: [1, 'a', [true, null]], map: { a: { b: 1 }, 'c.d': [] }, 'odd name.[0]': 1, size: 'reserved' },
      };
      const key = await written(item);
      expect(await table.get(key)).toEqual({ ...key, ...item });
    });

    test('there is no item where there is none', async () => {
      expect(await table.get(newKey())).toBeUndefined();
    });

    test('put replaces the item as a whole', async () => {
      const key = await written({ a: 1 });
      await table.put({ ...key, b: 2 });
      expect(await table.get(key)).toEqual({ ...key, b: 2 });
    });

    test('what is deleted is gone, and deleting again is no error', async () => {
      const key = await written({});
      await table.delete(key);
      await table.delete(key);
      expect(await table.get(key)).toBeUndefined();
    });

    test.each(['a/b', 'ü', 'a b', '.', '..', '__x__', '#?\\', 'x'.repeat(200), '%2F'])(
      'a key may be %j',
      async (order) => {
        const key = { customer: `${randomUUID()}${order}`, order };
        await table.put({ ...key, n: 1 });
        expect(await table.get(key)).toEqual({ ...key, n: 1 });
        expect((await table.query({ key: { customer: key.customer } })).items).toEqual([{ ...key, n: 1 }]);
        await table.delete(key);
        expect(await table.get(key)).toBeUndefined();
      },
    );

    test.each([
      ['a key is missing', { customer: 'x' }, "its key 'order'"],
      ['a key is empty', { customer: 'x', order: '' }, "its key 'order'"],
      ['a key is no key value', { customer: 'x', order: true }, "its key 'order'"],
      ['there is more than a key', { customer: 'x', order: '1', n: 1 }, "has 'n'"],
    ])('fails if %s', async (_what, key, message) => {
      await expect(table.get(key as never)).rejects.toThrow(message);
      await expect(table.delete(key as never)).rejects.toThrow(message);
      await expect(table.update(key as never, {})).rejects.toThrow(message);
    });

    describe('conditions', () => {
      const item = { n: 5, s: 'b', yes: true, nothing: null };
      const cases: [Condition, boolean, boolean][] = [
        ['exists', true, false],
        ['absent', false, true],
        [{}, true, true],
        [{ n: { eq: 5 } }, true, false],
        [{ n: { eq: 6 } }, false, false],
        [{ n: { eq: '5' } }, false, false],
        [{ yes: { eq: true } }, true, false],
        [{ n: { ne: 6 } }, true, true],
        [{ n: { ne: 5 } }, false, true],
        [{ n: { ne: '5' } }, true, true],
        [{ n: { lt: 6 } }, true, false],
        [{ n: { lt: 5 } }, false, false],
        [{ n: { lte: 5 } }, true, false],
        [{ n: { gt: 4 } }, true, false],
        [{ n: { gt: 10 } }, false, false],
        [{ n: { gte: 5, lt: 10 } }, true, false],
        [{ s: { gt: 'a' } }, true, false],
        [{ s: { lt: 'a' } }, false, false],
        [{ s: { gt: 1 } }, false, false],
        [{ missing: { lt: 1 } }, false, false],
        [{ missing: { eq: 1 } }, false, false],
        [{ missing: { ne: 1 } }, true, true],
        [{ missing: { exists: false } }, true, true],
        [{ n: { exists: true } }, true, false],
        [{ n: { exists: false } }, false, true],
        [{ nothing: { exists: true } }, true, false],
        [{ n: { eq: 5 }, s: { eq: 'b' } }, true, false],
        [{ n: { eq: 5 }, s: { eq: 'c' } }, false, false],
      ];
      const outcome = (writing: Promise<unknown>) =>
        writing.then(
          () => true,
          (error: unknown) => {
            if (error instanceof ConditionFailed) return false;
            throw error;
          },
        );

      test.each(cases)('%j: met by the item %s, by none %s', async (condition, byItem, byNone) => {
        for (const [there, expected] of [
          [item, byItem],
          [undefined, byNone],
          // What has expired counts as none.
          [{ ...item, expires: past() }, byNone],
          [{ ...item, expires: future() }, byItem],
        ] as const) {
          const at = async () => (there ? written(there) : newKey());
          const [put, updated, deleted] = await Promise.all([at(), at(), at()]);
          const options = { if: condition };
          expect(await outcome(table.put({ ...put, new: 1 }, options))).toBe(expected);
          expect(await outcome(table.update(updated, { set: { new: 1 } }, options))).toBe(expected);
          expect(await outcome(table.delete(deleted, options))).toBe(expected);
          if (expected) expect(await table.get(deleted)).toBeUndefined();
          expect((await table.get(put))?.new).toBe(expected ? 1 : undefined);
          expect((await table.get(updated))?.new).toBe(expected ? 1 : undefined);
        }
      });

      test('of writers at the same time, one wins', async () => {
        const key = newKey();
        const tries = Array.from({ length: 8 }, (_, n) => outcome(table.put({ ...key, n }, { if: 'absent' })));
        expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
      });

      test('fails if an operator is none', async () => {
        await expect(table.put(newKey(), { if: { n: { like: 'x' } as never } })).rejects.toThrow("has 'like'");
      });
    });

    describe('updates', () => {
      test('set, add and remove change what they name, and answer the whole item', async () => {
        const key = await written({ a: 1, b: 2, c: 3, rest: { x: 1 } });
        const changes = { set: { a: { deep: [1] }, 'new name': 'n' }, add: { b: -5, fresh: 2 }, remove: ['c', 'none'] };
        const after = { ...key, a: { deep: [1] }, b: -3, fresh: 2, 'new name': 'n', rest: { x: 1 } };
        expect(await table.update(key, changes)).toEqual(after);
        expect(await table.get(key)).toEqual(after);
      });

      test('an item that is not there is made', async () => {
        const key = newKey();
        expect(await table.update(key, { add: { n: 1 } })).toEqual({ ...key, n: 1 });
        const other = newKey();
        expect(await table.update(other, {})).toEqual(other);
      });

      test('nothing of an expired item stays', async () => {
        const key = await written({ old: 1, n: 5, expires: past() });
        expect(await table.update(key, { add: { n: 1 } })).toEqual({ ...key, n: 1 });
        expect(await table.get(key)).toEqual({ ...key, n: 1 });
      });

      test('amounts that are added at the same time all count', async () => {
        const key = await written({ n: 0 });
        await Promise.all(Array.from({ length: 10 }, () => table.update(key, { add: { n: 1 } })));
        expect(await table.get(key)).toEqual({ ...key, n: 10 });
      }, 30_000);

      test('stock is never oversold', async () => {
        const key = await written({ stock: 3 });
        const buy = () => table.update(key, { add: { stock: -1 } }, { if: { stock: { gt: 0 } } });
        const bought = await Promise.allSettled(Array.from({ length: 8 }, buy));
        expect(bought.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
        for (const one of bought) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(ConditionFailed);
        expect(await table.get(key)).toMatchObject({ stock: 0 });
      }, 30_000);

      test.each([
        ['a key is changed', { set: { order: '2' } }, "'order' is a key"],
        ['an attribute is changed twice', { set: { a: 1 }, remove: ['a'] }, "'a' is changed twice"],
        ['an amount is none', { add: { a: NaN } }, "'a' would grow by NaN"],
      ])('fails if %s', async (_what, changes, message) => {
        await expect(table.update(newKey(), changes)).rejects.toThrow(message);
      });

      test('fails if an amount is added to text, which stays', async () => {
        const key = await written({ a: 'x' });
        await expect(table.update(key, { add: { a: 1 } })).rejects.toThrow();
        expect(await table.get(key)).toEqual({ ...key, a: 'x' });
      });
    });

    describe('expiry', () => {
      test('an expired item is not found, and one that is yet to expire is', async () => {
        const customer = randomUUID();
        const keys = ['1', '2', '3'].map((order) => ({ customer, order }));
        await table.put({ ...keys[0]!, expires: past() });
        await table.put({ ...keys[1]!, expires: future() });
        await table.put({ ...keys[2]!, expires: 'never' });
        expect(await table.get(keys[0]!)).toBeUndefined();
        expect(await table.get(keys[1]!)).toBeDefined();
        const { items } = await table.query({ key: { customer } });
        expect(items.map(({ order }) => order)).toEqual(['2', '3']);
      });

      test('the client knows the attribute and the time that is left', () => {
        expect(table.ttlAttribute).toBe('expires');
        expect(table.remainingTime()).toBeGreaterThan(0);
      });
    });

    test('once: of duplicates at the same time one does the work, and later ones get its result', async () => {
      const key = newKey();
      let effects = 0;
      const work = async () => {
        await new Promise((resolve) => setTimeout(resolve, 50));
        return { effect: ++effects };
      };
      const tries = await Promise.allSettled(Array.from({ length: 6 }, () => once(table, key, { ttl: 600 }, work)));
      for (const one of tries) {
        if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(InProgress);
        else expect(one.value).toEqual({ effect: 1 });
      }
      expect(await once(table, key, { ttl: 600 }, work)).toEqual({ effect: 1 });
      expect(effects).toBe(1);
      const broken = newKey();
      await expect(once(table, broken, { ttl: 600 }, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
      expect(await table.get(broken)).toBeUndefined();
    }, 30_000);

    describe('queries', () => {
      let customer: string;
      let state: string;
      beforeAll(async () => {
        customer = randomUUID();
        state = randomUUID();
        const orders = ['a1', 'a2', 'b1', 'b2', 'c'];
        // Another partition, and an item that is in no index.
        await table.put({ customer: `${customer}x`, order: 'a1', state: `${state}x`, total: 1 });
        await table.put({ customer, order: 'z' });
        for (const [total, order] of orders.entries()) await table.put({ customer, order, state, total: total * 5 });
      }, 30_000);

      const all = async (query: Omit<Query, 'key'>, key: Query['key'] = { customer }) => {
        const items: Item[] = [];
        let cursor: string | undefined;
        do {
          const page = await table.query({ ...query, key, cursor });
          expect(page.items.length).toBeLessThanOrEqual(query.limit ?? 100);
          items.push(...page.items);
          cursor = page.cursor;
        } while (cursor !== undefined);
        return items;
      };
      const orders = async (query: Omit<Query, 'key'>) => (await all(query)).map(({ order }) => order).join();

      test.each([
        [{}, 'a1,a2,b1,b2,c,z'],
        [{ eq: 'b1' }, 'b1'],
        [{ lt: 'b1' }, 'a1,a2'],
        [{ lte: 'b1' }, 'a1,a2,b1'],
        [{ gt: 'b2' }, 'c,z'],
        [{ gte: 'b2' }, 'b2,c,z'],
        [{ gt: 'a1', lt: 'b2' }, 'a2,b1'],
        [{ gte: 'a2', lte: 'b2' }, 'a2,b1,b2'],
        [{ gte: 'a2', lt: 'b2' }, 'a2,b1'],
        [{ gt: 'b', lt: 'a' }, ''],
        [{ prefix: 'b' }, 'b1,b2'],
        [{ prefix: '' }, 'a1,a2,b1,b2,c,z'],
        [{ prefix: 'q' }, ''],
      ])('sort key %j: %s', async (sort, expected) => {
        expect(await orders({ sort })).toBe(expected);
        expect(await orders({ sort, limit: 1 })).toBe(expected);
        expect(await orders({ sort, limit: 2, descending: true })).toBe(expected.split(',').reverse().join());
      });

      const totals = async (query: Omit<Query, 'key' | 'index'>) =>
        (await all({ ...query, index: 'byState' }, { state })).map(({ total }) => total).join();

      test.each([
        [{}, '0,5,10,15,20'],
        [{ eq: 10 }, '10'],
        [{ gt: 5 }, '10,15,20'],
        [{ gte: 5, lt: 20 }, '5,10,15'],
      ])('an index with sort key %j: %s, as numbers and not as text', async (sort, expected) => {
        expect(await totals({ sort })).toBe(expected);
        expect(await totals({ sort, limit: 2, descending: true })).toBe(expected.split(',').reverse().join());
      });

      test('an index shows whole items', async () => {
        const { items } = await table.query({ key: { state }, index: 'byState', limit: 1 });
        expect(items).toEqual([{ customer, order: 'a1', state, total: 0 }]);
      });

      test.each([
        ['the index is unknown', { key: { state: 'x' }, index: 'byColour' }, "no index 'byColour'"],
        ['the key is not that of the index', { key: { customer: 'x' }, index: 'byState' }, "the value of 'state'"],
        ['there is more than the partition key', { key: { customer: 'x', order: '1' } }, "the value of 'customer'"],
        ['a range makes no sense', { key: { customer: 'x' }, sort: { eq: 'a', lt: 'b' } }, 'eq and lt'],
        ['the limit is 0', { key: { customer: 'x' }, limit: 0 }, 'the limit is 0'],
        ['the limit is 1001', { key: { customer: 'x' }, limit: 1001 }, 'the limit is 1001'],
        ['the cursor is anything', { key: { customer: 'x' }, cursor: 'e30' }, 'The cursor is none of'],
        ['the cursor is no JSON', { key: { customer: 'x' }, cursor: '%%' }, 'The cursor is none of'],
      ] as [string, Query, string][])('fails if %s', async (_what, query, message) => {
        await expect(table.query(query)).rejects.toThrow(message);
      });

      test('fails if a cursor is of another partition', async () => {
        const { cursor } = await table.query({ key: { customer }, limit: 1 });
        expect(cursor).toBeDefined();
        await expect(table.query({ key: { customer: `${customer}x` }, cursor })).rejects.toThrow(
          'The cursor is none of',
        );
      });
    });
  });
}

/** What arrives of a message, for `expectQueue` and `expectTopic`. */
export interface Arrival {
  readonly text: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const refused: [string, unknown, Readonly<Record<string, string>>, string][] = [
  ['JSON cannot hold it', undefined, {}, 'which JSON cannot hold'],
  ['it has nine attributes', 1, Object.fromEntries([...'abcdefghi'].map((name) => [name, '1'])), 'has 9 attributes'],
  ['an attribute is no text', 1, { a: 1 as never }, "'a'"],
];

/** What a sender may expect on every cloud. `receive` takes the next message from the queue. */
export function expectQueue(make: Make<QueueClient>, receive: () => Promise<Arrival>, traceparent: string): void {
  describe('a queue', () => {
    let queue: QueueClient;
    beforeAll(async () => {
      queue = await make();
    });

    test('a message arrives with its body, its attributes and the trace context', async () => {
      await queue.send({ hello: 'wörld' }, { attributes: { kind: 'greeting' } });
      const { text, attributes } = await receive();
      expect(JSON.parse(text)).toEqual({ hello: 'wörld' });
      expect(attributes).toMatchObject({ kind: 'greeting', traceparent });
    }, 30_000);

    test.each(refused)('fails if %s', async (_what, body, attributes, message) => {
      await expect(queue.send(body, { attributes })).rejects.toThrow(message);
    });

    test.each([-1, 1.5, 901])('fails if the delay is %d', async (delay) => {
      await expect(queue.send(1, { delay })).rejects.toThrow();
    });
  });
}

/** What a publisher may expect on every cloud. `receive` takes the next message from a subscription. */
export function expectTopic(make: Make<TopicClient>, receive: () => Promise<Arrival>, traceparent: string): void {
  describe('a topic', () => {
    let topic: TopicClient;
    beforeAll(async () => {
      topic = await make();
    });

    test('a message arrives with its data, its attributes and the trace context', async () => {
      await topic.publish({ hello: 'wörld' }, { kind: 'greeting' });
      const { text, attributes } = await receive();
      expect(JSON.parse(text)).toEqual({ hello: 'wörld' });
      expect(attributes).toMatchObject({ kind: 'greeting', traceparent });
    }, 30_000);

    test.each(refused)('fails if %s', async (_what, data, attributes, message) => {
      await expect(topic.publish(data, attributes)).rejects.toThrow(message);
    });
  });
}

/** What a reader may expect on every cloud. */
export function expectSecret(make: Make<SecretClient>, value: string, missing: Make<SecretClient>): void {
  describe('a secret', () => {
    test('has its value, also a second time', async () => {
      const secret = await make();
      expect([await secret.value(), await secret.value()]).toEqual([value, value]);
    });

    test('fails if there is none: NotFound', async () => {
      await expect((await missing()).value()).rejects.toBeInstanceOf(NotFound);
    });
  });
}
