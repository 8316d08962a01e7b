import type { GoogleLinks } from '../../src/private/contract';
import type { Changes, Condition, Item, ItemPage, Key, Query, TableClient } from '../clients';
import { changedFields, FieldValue, toFields, toItem } from './document';
import { documentId } from './document-id';
import { Firestore, StoredDocument } from './firestore';
import { ItemWriter, Look } from './item-writer';
import { Position, structuredQuery } from './query';
import { applyChanges, checkChanges } from '../private/changes';
import type { CreateClient } from '../private/clients';
import { fromCursor, toCursor } from '../private/cursor';
import { exactKey, keyOf } from '../private/keys';
import { PlannedQuery, planQuery } from '../private/query';
import { living } from '../private/ttl';

type TableLink = NonNullable<GoogleLinks['d']>[string];

/** Reads and writes a table: the documents of one collection in a database of Firestore. */
export const create: CreateClient<'table', TableLink> = (id, link, caller) =>
  new FirestoreTable(id, link, new Firestore(link.n, caller.remainingTime));

interface Options {
  readonly if?: Condition;
}

class FirestoreTable implements TableClient {
  readonly ttlAttribute: string | undefined;
  readonly remainingTime: () => number;
  readonly #id: string;
  readonly #link: TableLink;
  readonly #firestore: Firestore;
  readonly #writer: ItemWriter;

  constructor(id: string, link: TableLink, firestore: Firestore) {
    this.#id = id;
    this.#link = link;
    this.#firestore = firestore;
    this.#writer = new ItemWriter(firestore, link.t);
    this.ttlAttribute = link.t;
    this.remainingTime = firestore.remainingTime;
  }

  async get<T extends object>(key: Key): Promise<T | undefined> {
    const name = this.#nameOf(exactKey(this.#id, this.#link, key));
    const document = await this.#firestore.get(`Getting an item of table '${this.#id}'`, name);
    return living(document && toItem(document.fields ?? {}), this.ttlAttribute) as T | undefined;
  }

  async put(given: object, { if: condition }: Options = {}): Promise<void> {
    const item = given as Item;
    await this.#writer.write({
      what: `Putting an item into table '${this.#id}'`,
      name: this.#nameOf(keyOf(this.#id, this.#link, item)),
      condition,
      look: lookFor(condition),
      make: () => toFields(item),
    });
  }

  async update<T extends object>(key: Key, changes: Changes, { if: condition }: Options = {}): Promise<T> {
    const exact = exactKey(this.#id, this.#link, key);
    checkChanges(this.#id, this.#link, changes);
    const fields = await this.#writer.write({
      what: `Updating an item of table '${this.#id}'`,
      name: this.#nameOf(exact),
      condition,
      look: Look.FIRST,
      make: (item, stored) => changedFields(stored, applyChanges(item, exact, changes), exact, changes),
    });
    return toItem(fields!) as T;
  }

  async delete(key: Key, { if: condition }: Options = {}): Promise<void> {
    await this.#writer.write({
      what: `Deleting an item of table '${this.#id}'`,
      name: this.#nameOf(exactKey(this.#id, this.#link, key)),
      condition,
      look: condition === undefined ? Look.NEVER : Look.FIRST,
      make: () => undefined,
    });
  }

  async query<T extends object>(query: Query): Promise<ItemPage<T>> {
    const plan = planQuery(this.#id, this.#link, query);
    const after = plan.cursor === undefined ? undefined : this.#position(plan.cursor, plan);
    // One more tells whether there is another page.
    const asked = structuredQuery({ ...plan, limit: plan.limit + 1 }, after);
    const found = await this.#firestore.query(`Querying table '${this.#id}'`, asked);
    const page = found.slice(0, plan.limit);
    const items = page.map(({ fields = {} }) => living(toItem(fields), this.ttlAttribute));
    return {
      items: items.filter((item) => item !== undefined) as unknown as T[],
      cursor: found.length > page.length ? cursorAt(page.at(-1)!, plan) : undefined,
    };
  }

  #nameOf(key: Key): string {
    return this.#firestore.name(documentId(Object.values(key)));
  }

  /** @throws Error where the cursor is not one that `cursorAt` made for the same partition */
  #position(cursor: string, { partition, sort }: PlannedQuery): Position {
    const of = `table '${this.#id}'`;
    const position = fromCursor(of, cursor);
    const [value, id, sorted] = Array.isArray(position) ? (position as unknown[]) : [];
    const whole = (typeof sorted === 'object' && sorted !== null) === (sort !== undefined);
    if (value !== partition[1] || !/^[shn][\w%:.!~*'()+-]*$/.test(`${id}`) || !whole) {
      throw new Error(`The cursor is none of ${of}.`);
    }
    const name = { referenceValue: this.#firestore.name(`${id}`) };
    return sort === undefined ? [name] : [sorted as FieldValue, name];
  }
}

/** When a put looks: an item that is to be absent mostly is. */
function lookFor(condition: Condition | undefined): Look {
  if (condition === undefined) return Look.NEVER;
  return condition === 'absent' ? Look.ON_CONFLICT : Look.FIRST;
}

function cursorAt({ name, fields = {} }: StoredDocument, { partition: [, value], sort }: PlannedQuery): string {
  const id = name.slice(name.lastIndexOf('/') + 1);
  return toCursor(sort === undefined ? [value, id] : [value, id, fields[sort]]);
}
