import { setTimeout as sleep } from 'node:timers/promises';
import type { Container } from '@azure/cosmos';
import { containerOf } from './cosmos';
import { Items } from './items';
import { patchOf } from './patch';
import { mark, positionAfter, positionIn, statement } from './query';
import type { AzureLinks } from '../../src/private/contract';
import type { Changes, Condition, Item, Key, Query, TableClient } from '../clients';
import { ConditionFailed, Throttled } from '../errors';
import { applyChanges, checkChanges } from '../private/changes';
import type { Caller, CreateClient } from '../private/clients';
import { meets } from '../private/conditions';
import { fromCursor, toCursor } from '../private/cursor';
import { exactKey, keyOf } from '../private/keys';
import { planQuery } from '../private/query';

type Link = NonNullable<AzureLinks['d']>[string];

/** The items of a Cosmos DB container. */
export const create: CreateClient<'table', Link> = (id, link, caller) =>
  tableClient(id, link, caller, containerOf(link.n));

/**
 * The client of a container, however it is reached. A write with a condition reads the item, judges it and writes what
 * only that very state may become; where another write came between, all of it again.
 */
export function tableClient(id: string, link: Link, caller: Caller, container: Container): TableClient {
  const items = new Items(container, link, caller.remainingTime);

  /** `decide` makes of what is there what is to be there, undefined for nothing; it may be asked more than once. */
  async function change(
    what: string,
    key: Key,
    condition: Condition | undefined,
    decide: (current: Item | undefined) => Item | undefined,
    known?: 'new',
  ): Promise<Item | undefined> {
    for (let round = 1; ; round++) {
      const found = round === 1 && known ? undefined : await items.read(what, key);
      if (!meets(found?.item, condition)) {
        throw new ConditionFailed(`${what} failed: the item that is there does not meet the condition.`);
      }
      const next = decide(found?.item);
      const written = next
        ? await (found ? items.replace(what, next, found.etag) : items.create(what, next))
        : found && (await items.delete(what, key, found.etag));
      if (written !== 'overtaken') return next;
      const pause = Math.random() * Math.min(500, 10 * 2 ** round);
      if (pause >= caller.remainingTime()) throw new Throttled(`${what} failed: others kept changing the same item.`);
      await sleep(pause);
    }
  }

  return {
    ttlAttribute: link.t,
    remainingTime: caller.remainingTime,

    async get<T extends object>(key: Key) {
      const found = await items.read(`Reading table '${id}'`, exactKey(id, link, key));
      return found?.item as T | undefined;
    },

    async put(given, options = {}) {
      const item = given as Item;
      const what = `Writing to table '${id}'`;
      const key = keyOf(id, link, item);
      if (options.if === undefined) await items.upsert(what, item);
      // What is to be new most often is: then no one has to look.
      else await change(what, key, options.if, () => item, options.if === 'absent' ? 'new' : undefined);
    },

    async update<T extends object>(given: Key, changes: Changes, options: { readonly if?: Condition } = {}) {
      const what = `Updating table '${id}'`;
      const key = exactKey(id, link, given);
      checkChanges(id, link, changes);
      const patch = patchOf(link, changes, options.if);
      const patched = patch && (await items.patch(what, key, patch));
      const updated = patched ?? (await change(what, key, options.if, (item) => applyChanges(item, key, changes)));
      return updated as T;
    },

    async delete(given, options = {}) {
      const what = `Deleting from table '${id}'`;
      const key = exactKey(id, link, given);
      if (options.if === undefined) await items.delete(what, key);
      else await change(what, key, options.if, () => undefined);
    },

    async query<T extends object>(query: Query) {
      const of = `table '${id}'`;
      const plan = planQuery(id, link, query);
      const after = plan.cursor === undefined ? undefined : positionIn(fromCursor(of, plan.cursor), plan);
      if (plan.cursor !== undefined && !after) throw new Error(`The cursor is none of ${of}.`);
      const seen = new Set(after?.s);
      // One more tells whether there is another page.
      const most = plan.limit + 1 + seen.size;
      const partition = plan.index === undefined ? plan.partition[1] : undefined;
      const found = await items.query(`Querying ${of}`, statement(link, plan, after), partition, most);
      const fresh = found.filter((item) => !seen.has(mark(item, link)));
      const page = fresh.slice(0, plan.limit);
      const more = fresh.length > page.length;
      return {
        items: page as T[],
        cursor: more ? toCursor(positionAfter(page, link, plan, after)) : undefined,
      };
    },
  };
}
