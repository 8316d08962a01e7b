import { limits } from './limits';
import type { TableLink } from '../private/contract';
import type { Link } from '../private/model';
import type { TableSpec } from '../private/resource-spec';
import { withLongest } from '../private/tokens';

/** What the client of a table has to know of it. */
export function tableLink(spec: TableSpec, name: string): TableLink & { readonly n: string } {
  return {
    n: name,
    k: keys(spec),
    ...(spec.indexes.length > 0 && { x: Object.fromEntries(spec.indexes.map((index) => [index.name, keys(index)])) }),
    ...(spec.ttlAttribute !== undefined && { t: spec.ttlAttribute }),
  };
}

function keys({ partitionKey, sortKey }: Pick<TableSpec, 'partitionKey' | 'sortKey'>): [string, string?] {
  return sortKey ? [partitionKey.name, sortKey.name] : [partitionKey.name];
}

/** Links with what is known on deployment only at its longest, to weigh them. */
export function longestLinks(links: readonly Link[]): Link[] {
  return links.map((link) => ({
    ...link,
    value: JSON.parse(withLongest(JSON.stringify(link.value), limits.linkBytes[link.kind])),
  }));
}
