import type { TableLink } from '../../src/private/contract';
import type { Item, Key } from '../clients';

/**
 * The values of a table's keys, in the order of the description.
 * @throws Error where they are not all there, not of a key's type, or, in a key, not alone
 */
export function keyOf(table: string, { k: names }: TableLink, item: Item | Key): Key {
  return Object.fromEntries(names.map((name) => [name, keyValue(table, name!, item[name!])]));
}

/** Likewise, of what must be nothing but a key. */
export function exactKey(table: string, link: TableLink, key: Key): Key {
  const odd = Object.keys(key).find((name) => !link.k.includes(name));
  if (odd !== undefined) {
    throw new Error(
      `A key of table '${table}' has '${odd}'. Its keys are ${link.k.map((name) => `'${name}'`).join(' and ')}.`,
    );
  }
  return keyOf(table, link, key);
}

function keyValue(table: string, name: string, value: unknown): string | number {
  if ((typeof value === 'string' && value !== '') || (typeof value === 'number' && Number.isFinite(value))) {
    return value;
  }
  throw new Error(
    `Table '${table}' needs its key '${name}': a text that is not empty, or a number, and it is ${shown(value)}.`,
  );
}

function shown(value: unknown): string {
  return value === undefined ? 'missing' : ((JSON.stringify(value) as string | undefined) ?? typeof value);
}
