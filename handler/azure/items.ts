import type { Container, SqlQuerySpec } from '@azure/cosmos';
import { toDocument, documentId, toItem } from './document';
import { attempt } from './errors';
import type { Patch } from './patch';
import type { TableLink } from '../../src/private/contract';
import type { Item, Key } from '../clients';
import { isExpired, currentSecond } from '../private/ttl';

/** An item as it was read; `etag` is of this state of it. */
export interface Found {
  /** Undefined where it has expired. */
  readonly item: Item | undefined;
  readonly etag: string;
}

/** What became of a write: others may have been quicker. */
export type Written = 'done' | 'overtaken';

/** The calls of a Cosmos DB container that a table's client makes. Each names what it does for errors. */
export class Items {
  readonly #container: Container;
  readonly #link: TableLink;
  readonly #remainingTime: () => number;

  constructor(container: Container, link: TableLink, remainingTime: () => number) {
    this.#container = container;
    this.#link = link;
    this.#remainingTime = remainingTime;
  }

  async read(what: string, key: Key): Promise<Found | undefined> {
    return attempt(what, async () => {
      const response = await this.#item(key).read(this.#options());
      if (response.statusCode === 404) {
        // A substatus says that there is not even the container.
        if (response.substatus) throw Object.assign(new Error('there is no such container'), { code: 404 });
        return undefined;
      }
      const item = toItem(response.resource as Readonly<Record<string, unknown>>);
      return { item: isExpired(item, this.#link.t) ? undefined : item, etag: response.etag };
    });
  }

  async upsert(what: string, item: Item): Promise<void> {
    await attempt(what, () => this.#container.items.upsert(this.#document(item), this.#options()));
  }

  async create(what: string, item: Item): Promise<Written> {
    return this.#write(what, () => this.#container.items.create(this.#document(item), this.#options()));
  }

  async replace(what: string, item: Item, etag: string): Promise<Written> {
    return this.#write(what, () => this.#item(item as Key).replace(this.#document(item), this.#options(etag)));
  }

  /** No etag: whatever is there. */
  async delete(what: string, key: Key, etag?: string): Promise<Written> {
    return this.#write(what, () => this.#item(key).delete(this.#options(etag)));
  }

  /** What the item is afterwards; undefined where Cosmos DB refuses, so that the way by reading has to say why. */
  async patch(what: string, key: Key, patch: Patch): Promise<Item | undefined> {
    return attempt(what, async () => {
      try {
        const { resource } = await this.#item(key).patch(patch, this.#options());
        return toItem(resource as Readonly<Record<string, unknown>>);
      } catch (error) {
        if ([400, 403, 404, 412].includes((error as { code: number }).code)) return undefined;
        throw error;
      }
    });
  }

  /**
   * Items of a query in its order, as many as are asked for, where there are.
   * @param partition undefined: of all partitions, which the SDK merges
   */
  async query(
    what: string,
    query: SqlQuerySpec,
    partition: string | number | undefined,
    most: number,
  ): Promise<Item[]> {
    return attempt(what, async () => {
      const items: Item[] = [];
      const where = partition === undefined ? { forceQueryPlan: true } : { partitionKey: partition };
      const options = { ...this.#options(), ...where, maxItemCount: most };
      const iterator = this.#container.items.query<Record<string, unknown>>(query, options);
      while (items.length < most && iterator.hasMoreResults()) {
        const { resources } = await iterator.fetchNext();
        items.push(...(resources ?? []).map(toItem));
      }
      return items.slice(0, most);
    });
  }

  async #write(what: string, work: () => Promise<unknown>): Promise<Written> {
    return attempt(what, async () => {
      try {
        await work();
        return 'done';
      } catch (error) {
        const { code, substatus } = error as { code: number; substatus?: number };
        if (overtaken.has(code) && !(code === 404 && substatus)) return 'overtaken';
        throw error;
      }
    });
  }

  #item(key: Key) {
    const [partition, sort] = this.#link.k;
    return this.#container.item(documentId(sort === undefined ? undefined : key[sort]), key[partition]);
  }

  #document(item: Item) {
    return toDocument(item, this.#link, currentSecond());
  }

  #options(etag?: string) {
    return {
      abortSignal: AbortSignal.timeout(Math.max(1, this.#remainingTime())),
      ...(etag !== undefined && { accessCondition: { type: 'IfMatch', condition: etag } }),
    };
  }
}

/** Gone, there already, changed since, or in the middle of another's change. */
const overtaken: ReadonlySet<number> = new Set([404, 409, 412, 449]);
