import type { TableSpec } from '../private/resource-spec';

/** Items lie in one collection of the table's database, as documents whose fields are the attributes. */
export const ITEMS = 'items';

/** The hidden field of an item that expires: a timestamp, which Firestore deletes by. */
export const EXPIRES = '_ttl';

/** The fields of a composite index. */
export interface IndexFields {
  readonly partition: string;
  readonly sort: string;
  readonly order: 'ASCENDING' | 'DESCENDING';
}

/**
 * The composite indexes that queries need: two for each pair of keys, because Firestore reads an index in one direction.
 * Keys without a sort key are served by the index that each field has by itself.
 * @see https://firebase.google.com/docs/firestore/query-data/index-overview
 */
export function indexFields({ partitionKey, sortKey, indexes }: TableSpec): IndexFields[] {
  const pairs = [{ partitionKey, sortKey }, ...indexes].flatMap((keys) =>
    keys.sortKey ? [`${keys.partitionKey.name} ${keys.sortKey.name}`] : [],
  );
  return [...new Set(pairs)].sort().flatMap((pair) => {
    const [partition, sort] = pair.split(' ') as [string, string];
    return (['ASCENDING', 'DESCENDING'] as const).map((order) => ({ partition, sort, order }));
  });
}
