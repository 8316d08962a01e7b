import type { Changes, Condition, Item, ItemPage, Key, Query, TableClient } from '../../handler/clients';
import { ConditionFailed } from '../../handler/errors';
import { applyChanges, checkChanges } from '../../handler/private/changes';
import { compare } from '../../handler/private/compare';
import { meets } from '../../handler/private/conditions';
import { fromCursor, toCursor } from '../../handler/private/cursor';
import { exactKey, keyOf } from '../../handler/private/keys';
import { inRange, planQuery } from '../../handler/private/query';
import { living } from '../../handler/private/ttl';
import type { TableLink } from '../../src/private/contract';

/** A table in memory; `pause` comes before each step that a cloud takes, and may throw. */
export class MemoryTable implements TableClient {
  readonly ttlAttribute: string | undefined;

  constructor(
    readonly link: TableLink,
    readonly pause: () => Promise<void> = async () => undefined,
    readonly remainingTime: () => number = () => 30_000,
    readonly items = new Map<string, Item>(),
    /** Whether a refused condition tells of the item, as some clouds do. */
    readonly tells = false,
  ) {
    this.ttlAttribute = link.t;
  }

  async get<T extends object>(key: Key): Promise<T | undefined> {
    const id = this.#id(exactKey('Memory', this.link, key));
    await this.pause();
    return this.#living(id) as T | undefined;
  }

  async put(item: Item, options?: { readonly if?: Condition }): Promise<void> {
    await this.#write(keyOf('Memory', this.link, item), options?.if, () => item);
  }

  async update<T extends object>(key: Key, changes: Changes, options?: { readonly if?: Condition }): Promise<T> {
    exactKey('Memory', this.link, key);
    checkChanges('Memory', this.link, changes);
    return (await this.#write(key, options?.if, (item) => applyChanges(item, key, changes))) as T;
  }

  async delete(key: Key, options?: { readonly if?: Condition }): Promise<void> {
    await this.#write(exactKey('Memory', this.link, key), options?.if, () => undefined);
  }

  async query<T extends object>(query: Query): Promise<ItemPage<T>> {
    const { partition, sort, range, descending, limit, cursor } = planQuery('Memory', this.link, query);
    const [name, value] = partition;
    const from = cursor === undefined ? 0 : fromCursor("table 'Memory'", cursor);
    if (cursor !== undefined && !(Array.isArray(from) && from[0] === value)) {
      throw new Error("The cursor is none of table 'Memory'.");
    }
    const start = Array.isArray(from) ? Number(from[1]) : 0;
    await this.pause();
    const all = [...this.items.keys()].map((id) => this.#living(id)).filter((item) => item !== undefined);
    const found = all.filter((item) => item[name] === value);
    const inside = found.filter(
      (item) => sort === undefined || (item[sort] !== undefined && inRange(item[sort], range)),
    );
    if (sort !== undefined) inside.sort((a, b) => compare(a[sort], b[sort]) ?? 0);
    if (descending) inside.reverse();
    const more = start + limit < inside.length;
    const items = inside.slice(start, start + limit) as unknown as T[];
    return { items, cursor: more ? toCursor([value, start + limit]) : undefined };
  }

  async #write(key: Key, condition: Condition | undefined, change: (item: Item | undefined) => Item | undefined) {
    await this.pause();
    const id = this.#id(key);
    const item = this.#living(id);
    if (!meets(item, condition)) {
      throw new ConditionFailed(`The condition on ${id} is not met.`, this.tells ? { item } : {});
    }
    const after = change(item);
    if (after) this.items.set(id, JSON.parse(JSON.stringify(after)));
    else this.items.delete(id);
    return after;
  }

  #living(id: string): Item | undefined {
    return living(this.items.get(id), this.link.t);
  }

  #id(key: Key): string {
    return JSON.stringify(this.link.k.map((name) => key[name!]));
  }
}
