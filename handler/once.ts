import type { Condition, Item, Key, TableClient } from './clients';
import { ConditionFailed, InProgress } from './errors';

/** Options of `once`. */
export interface OnceOptions {
  /** Seconds that the result is kept: longer than a duplicate may come after the first. */
  readonly ttl: number;
  /**
   * Seconds after which an invocation that has neither finished nor failed counts as dead, so that another may do the
   * work: at least what the work takes.
   * @default - until the cloud stops the invocation
   */
  readonly lease?: number;
}

/**
 * Does work once for a key, though events are delivered at least once. Whoever comes later gets the first one's result.
 *
 * A claim is written to the table before the work, and the result after it. Where the work throws, the claim is given
 * up, and a later delivery does the work. Where the invocation dies in the middle, a later one does the work once the
 * lease has ended. Either way, what the work had done by then it does again: also a call whose answer did not come in
 * time, though it was carried out, or a whole work whose result was not written yet. Where even that must not show, let the
 * work's own calls bear repetition: a write with a condition, a request with a key that the other side knows again.
 * @param table has a TTL attribute; a table of its own, or keys that nothing else has
 * @param key what tells this work from any other, such as the id of an order
 * @param work answers what JSON can hold
 * @returns what the work answered, as it comes back from JSON: nothing as null
 * @throws InProgress where another invocation is at it: let the event be delivered again
 */
export async function once<T>(
  table: TableClient,
  key: Key,
  options: OnceOptions,
  work: () => T | Promise<T>,
): Promise<T> {
  const claim = claimOf(table, options);
  const earlier = await take(table, key, claim);
  if (earlier) return resultOf<T>(earlier);
  let result: string;
  try {
    result = (JSON.stringify(await work()) as string | undefined) ?? 'null';
  } catch (error) {
    // Where this fails the lease ends the claim.
    await table.delete(key, { if: mine(claim) }).catch(() => undefined);
    throw error;
  }
  return resultOf<T>(await finish(table, key, claim, result));
}

/** What the item of a key holds beside it; the TTL attribute has the table's own name. */
interface Claim {
  /** Fences off an earlier holder that is late. */
  readonly onceToken: string;
  /** When the lease ends, in milliseconds since 1970. */
  readonly onceLease: number;
  /** Where the item expires: never before the lease ends. */
  readonly expires: { readonly [ttlAttribute: string]: number };
  readonly ttl: number;
  readonly ttlAttribute: string;
}

/** Seconds by which clocks may differ. */
const drift = 1;

function claimOf(table: TableClient, { ttl, lease = table.remainingTime() / 1000 + drift }: OnceOptions): Claim {
  const { ttlAttribute } = table;
  if (ttlAttribute === undefined) {
    throw new Error('once needs a table whose items expire. Describe it: new Table(…, { ttlAttribute: … }).');
  }
  for (const [name, seconds] of Object.entries({ ttl, lease })) {
    if (!(seconds > 0 && seconds < Infinity)) {
      throw new Error(`once has the ${name} ${seconds}. It is seconds, more than 0.`);
    }
  }
  const onceLease = Math.ceil(Date.now() + lease * 1000);
  const expires = { [ttlAttribute]: Math.ceil(onceLease / 1000 + ttl) };
  return { onceToken: crypto.randomUUID(), onceLease, expires, ttl, ttlAttribute };
}

const mine = ({ onceToken }: Pick<Claim, 'onceToken'>) => ({ onceToken: { eq: onceToken } });

/** How often a claim is tried where others come and go. */
const rounds = 5;

/** Takes the claim, or returns the item of one whose work is done. */
async function take(table: TableClient, key: Key, claim: Claim): Promise<Item | undefined> {
  const { onceToken, onceLease, expires } = claim;
  const item = { ...key, ...expires, onceToken, onceLease };
  let free: Condition = 'absent';
  for (let round = 0; round < rounds; round++) {
    const refused = await refusal(table.put(item, { if: free }));
    if (!refused) return undefined;
    const held = refused.item ?? (await table.get(key));
    if (held && isDone(held)) return held;
    if (held && typeof held.onceToken !== 'string') {
      throw new Error(`The item ${JSON.stringify(key)} is none that once wrote. Give once keys that nothing else has.`);
    }
    // A write whose answer was lost, and so was tried again.
    if (held?.onceToken === onceToken) return undefined;
    if (held && !(Number(held.onceLease) <= Date.now())) break;
    // Nobody holds it any longer: the first one to replace just this claim has it.
    free = held ? { onceToken: { eq: String(held.onceToken) }, onceResult: { exists: false } } : 'absent';
  }
  throw new InProgress(`Another invocation is at ${JSON.stringify(key)}. Let the event be delivered again.`);
}

/** Writes the result, unless another invocation has taken over meanwhile: then that one's stands. */
async function finish(table: TableClient, key: Key, claim: Claim, onceResult: string): Promise<Item> {
  const { onceToken, ttl, ttlAttribute } = claim;
  // All that the claim's item holds is known here, but for its lease, which goes.
  const item = { ...key, [ttlAttribute]: Math.ceil(Date.now() / 1000 + ttl), onceToken, onceResult };
  const refused = await refusal(table.put(item, { if: mine(claim) }));
  if (!refused) return item;
  const held = refused.item ?? (await table.get(key));
  if (held && isDone(held)) return held;
  throw new InProgress(`The lease of ${JSON.stringify(key)} ended before its work did.`, { cause: refused });
}

/** Why a write was refused; undefined where it was not. */
async function refusal(writing: Promise<void>): Promise<ConditionFailed | undefined> {
  try {
    await writing;
    return undefined;
  } catch (error) {
    if (error instanceof ConditionFailed) return error;
    throw error;
  }
}

function isDone({ onceResult }: Item): boolean {
  return typeof onceResult === 'string';
}

function resultOf<T>({ onceResult }: Item): T {
  return JSON.parse(String(onceResult)) as T;
}
