import fc from 'fast-check';
import { MemoryTable } from './memory-table';
import type { Item } from '../../handler/clients';
import { InProgress, once } from '../../handler/index';

const link = { k: ['id'], t: 'expires' } as const;
const key = { id: 'order-1' };
const ttl = 3600;

let now: number;
beforeEach(() => {
  now = 1_700_000_000_000;
  jest.spyOn(Date, 'now').mockImplementation(() => now);
});
afterEach(() => jest.restoreAllMocks());

const never = () => new Promise<never>(() => undefined);

test('whoever comes later gets the result of the first', async () => {
  const table = new MemoryTable(link);
  const work = jest.fn(async () => ({ total: 7, at: new Date(now) }));
  const first = await once(table, key, { ttl }, work);
  expect(first).toEqual({ total: 7, at: '2023-11-14T22:13:20.000Z' });
  expect(await once(table, key, { ttl }, work)).toEqual(first);
  expect(await once(table, { id: 'order-2' }, { ttl }, work)).toEqual(first);
  expect(work).toHaveBeenCalledTimes(2);
});

test.each([undefined, null, 0, '', false])('the result may be %j', async (result) => {
  const table = new MemoryTable(link);
  expect(await once(table, key, { ttl }, () => result)).toBe(result ?? null);
  expect(await once(table, key, { ttl }, () => 'other')).toBe(result ?? null);
});

test('fails if another invocation is at it: InProgress, until its lease ends', async () => {
  const table = new MemoryTable(link);
  void once(table, key, { ttl }, never);
  await expect(once(table, key, { ttl }, () => 1)).rejects.toBeInstanceOf(InProgress);
  now += 30_999;
  await expect(once(table, key, { ttl }, () => 1)).rejects.toBeInstanceOf(InProgress);
  now += 1;
  expect(await once(table, key, { ttl }, () => 1)).toBe(1);
});

test('a lease of its own bounds the wait', async () => {
  const table = new MemoryTable(link);
  void once(table, key, { ttl, lease: 5 }, never);
  now += 4_999;
  await expect(once(table, key, { ttl }, () => 1)).rejects.toBeInstanceOf(InProgress);
  now += 1;
  expect(await once(table, key, { ttl }, () => 1)).toBe(1);
});

test('fails if work throws: the error comes through, and the next delivery does the work', async () => {
  const table = new MemoryTable(link);
  const broken = () => Promise.reject(new Error('broken'));
  await expect(once(table, key, { ttl }, broken)).rejects.toThrow('broken');
  expect(table.items.size).toBe(0);
  expect(await once(table, key, { ttl }, () => 1)).toBe(1);
});

test('fails if the result is nothing that JSON can hold: the work counts as failed', async () => {
  const table = new MemoryTable(link);
  await expect(once(table, key, { ttl }, () => 1n as never)).rejects.toThrow('BigInt');
  expect(table.items.size).toBe(0);
});

test('a late one neither overwrites the result nor gives up the claim of the one that took over', async () => {
  const table = new MemoryTable(link);
  const late = async (end: () => number) =>
    once(table, key, { ttl, lease: 1 }, async () => {
      now += 2_000;
      expect(await once(table, key, { ttl }, () => 'quicker')).toBe('quicker');
      return end();
    });
  expect(await late(() => 1)).toBe('quicker');
  const failing = new MemoryTable(link);
  const work = async () => {
    now += 2_000;
    void once(failing, key, { ttl }, never);
    await new Promise(setImmediate);
    throw new Error('broken');
  };
  await expect(once(failing, key, { ttl, lease: 1 }, work)).rejects.toThrow('broken');
  expect(failing.items.size).toBe(1);
});

test('a result is kept for its time, and not longer', async () => {
  const table = new MemoryTable(link);
  await once(table, key, { ttl: 60 }, () => 1);
  now += 59_000;
  expect(await once(table, key, { ttl: 60 }, () => 2)).toBe(1);
  now += 1_001;
  expect(await once(table, key, { ttl: 60 }, () => 2)).toBe(2);
});

test('a claim outlives a short ttl', async () => {
  const table = new MemoryTable(link);
  void once(table, key, { ttl: 1, lease: 600 }, never);
  now += 599_000;
  await expect(once(table, key, { ttl: 1 }, () => 1)).rejects.toBeInstanceOf(InProgress);
});

test('a write that a client repeats, because its answer was lost, is still the own one', async () => {
  const table = new MemoryTable(link);
  const put = table.put.bind(table);
  table.put = async (...write) => {
    await put(...write);
    await put(...write);
  };
  expect(await once(table, key, { ttl }, () => 1)).toBe(1);
});

test.each([
  [{ ttl: 0 }, 'the ttl 0'],
  [{ ttl: NaN }, 'the ttl NaN'],
  [{ ttl, lease: -1 }, 'the lease -1'],
])('fails if the options are %j', async (options, message) => {
  await expect(once(new MemoryTable(link), key, options, () => 1)).rejects.toThrow(message);
});

test('fails if the items of the table do not expire', async () => {
  await expect(once(new MemoryTable({ k: ['id'] }), key, { ttl }, () => 1)).rejects.toThrow(
    'new Table(…, { ttlAttribute: … })',
  );
});

test('fails if the key holds an item that is none of its own', async () => {
  const table = new MemoryTable(link);
  await table.put({ ...key, stock: 1 });
  await expect(once(table, key, { ttl }, () => 1)).rejects.toThrow('is none that once wrote');
});

/** What becomes of one delivery: it works, its work throws, or its invocation dies at a step. */
type Fate = 'works' | 'throws' | number;

const fates = fc.array(
  fc.array(fc.oneof(fc.constant<Fate>('works'), fc.constant<Fate>('throws'), fc.nat(4)), {
    minLength: 1,
    maxLength: 4,
  }),
  { minLength: 1, maxLength: 5 },
);

/**
 * Delivers duplicates at the same time, round by round, steps in any order. Whoever is at it at the end of a round is
 * dead, and has no lease any more. Answers results and how often the effect took place.
 */
async function deliver(s: fc.Scheduler, rounds: Fate[][], tells: boolean, mayDieAfterEffect: boolean) {
  const items = new Map<string, Item>();
  const results: unknown[] = [];
  let effects = 0;

  const attempt = async (fate: Fate) => {
    let step = 0;
    let effected = false;
    const pause = async () => {
      await s.schedule(Promise.resolve());
      if (fate === step++ && (mayDieAfterEffect || !effected)) await never();
    };
    const table = new MemoryTable(link, pause, () => 30_000, items, tells);
    const work = async () => {
      await pause();
      if (fate === 'throws') throw new Error('broken');
      effected = true;
      return ++effects;
    };
    try {
      results.push(await once(table, key, { ttl }, work));
    } catch (error) {
      if (!(error instanceof InProgress || (error as Error).message === 'broken')) throw error;
    }
  };

  for (const round of [...rounds, ['works'], ['works']] as Fate[][]) {
    const running = Promise.all(round.map(attempt));
    const failed = running.catch((error: unknown) => error);
    await s.waitIdle();
    // Those that died leave the promise pending for ever.
    const error = await Promise.race([failed, Promise.resolve([])]);
    if (error instanceof Error) throw error;
    now += 31_000;
  }
  return { results, effects };
}

test('whatever is delivered twice, throws or dies: one effect, one result', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fates, fc.boolean(), async (s, rounds, tells) => {
      const { results, effects } = await deliver(s, rounds, tells, false);
      expect(effects).toBe(1);
      expect(new Set(results)).toEqual(new Set([1]));
    }),
    { numRuns: 500 },
  );
});

test('where one dies between effect and result: no work lost, and still one result', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fates, fc.boolean(), async (s, rounds, tells) => {
      const { results, effects } = await deliver(s, rounds, tells, true);
      expect(effects).toBeGreaterThanOrEqual(1);
      expect(new Set(results).size).toBe(1);
    }),
    { numRuns: 500 },
  );
});
