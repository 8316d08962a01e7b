import { createHash } from 'node:crypto';
import { COSMOS_RESERVED, cosmosProperty, TableLink } from '../../src/private/contract';
import type { Item, Value } from '../clients';

/** What Cosmos DB keeps of an item: its attributes, the id, and the seconds that it has left. */
export type Document = Readonly<Record<string, Value>> & { readonly id: string };

/** The document of an item. Cosmos DB counts the time that is left from each write anew; `now` is in seconds. */
export function toDocument(item: Item, { k, t }: TableLink, now: number): Document {
  const expires = t === undefined ? undefined : item[t];
  return {
    ...Object.fromEntries(Object.entries(item).map(([name, value]) => [cosmosProperty(name), value])),
    id: documentId(k[1] === undefined ? undefined : item[k[1]]),
    ...(typeof expires === 'number' && { ttl: timeLeft(expires, now) }),
  };
}

/** The item in a document; Cosmos DB's own properties stay behind. */
export function toItem(document: Readonly<Record<string, unknown>>): Item {
  return Object.fromEntries(
    Object.entries(document)
      .filter(([property]) => !COSMOS_RESERVED.test(property) || property.endsWith('_'))
      .map(([property, value]) => [attributeOf(property), value as Value]),
  );
}

function attributeOf(property: string): string {
  return COSMOS_RESERVED.test(property) ? property.slice(0, -1) : property;
}

/** Seconds until an item expires, as Cosmos DB takes them: whole, and at least one. */
export function timeLeft(expires: number, now: number): number {
  return Math.min(2_147_483_647, Math.max(1, Math.ceil(expires - now)));
}

/**
 * Tells the items of one partition apart. Cosmos DB takes 255 characters, without `/ \ ? #`; the key itself stands in
 * the item, so that an id need not be read back.
 * @see https://learn.microsoft.com/azure/cosmos-db/concepts-limits#per-item-limits
 */
export function documentId(sort: unknown): string {
  if (sort === undefined) return 'item';
  const id = `${typeof sort === 'number' ? 'n' : 's'}-${escape(String(sort))}`;
  return id.length <= 255 ? id : `h-${createHash('sha256').update(id).digest('hex')}`;
}

function escape(text: string): string {
  return text.replace(/[^A-Za-z0-9._-]+/g, (run) => `~${Buffer.from(run).toString('hex')}~`);
}
