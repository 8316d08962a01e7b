import type { TableLink } from './contract';
import type { IndexSpec, TableSpec } from './resource-spec';

/** What the client of a table has to know of it on every cloud. */
export function tableLink(spec: TableSpec): TableLink {
  const { indexes, ttlAttribute } = spec;
  return {
    k: keys(spec),
    ...(indexes.length > 0 && { x: Object.fromEntries(indexes.map((index) => [index.name, keys(index)])) }),
    ...(ttlAttribute !== undefined && { t: ttlAttribute }),
  };
}

function keys({ partitionKey, sortKey }: Pick<IndexSpec, 'partitionKey' | 'sortKey'>): TableLink['k'] {
  return sortKey ? [partitionKey.name, sortKey.name] : [partitionKey.name];
}
