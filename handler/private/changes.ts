import type { TableLink } from '../../src/private/contract';
import type { Changes, Item, Key } from '../clients';

/**
 * What `update` makes of an item; undefined stands for none.
 * @throws Error where an attribute to add to is no number
 */
export function applyChanges(item: Item | undefined, key: Key, { set, add, remove }: Changes): Item {
  const changed: Record<string, Item[string]> = { ...item, ...key, ...set };
  for (const [name, amount] of Object.entries(add ?? {})) {
    const value = changed[name] ?? 0;
    if (typeof value !== 'number') throw new Error(`An amount is added to '${name}', which is no number.`);
    changed[name] = value + amount;
  }
  for (const name of remove ?? []) delete changed[name];
  return changed;
}

/**
 * Refuses what a table's clouds would each refuse in their own words.
 * @throws Error
 */
export function checkChanges(table: string, { k: keys }: TableLink, { set, add, remove }: Changes): void {
  const names = [...Object.keys(set ?? {}), ...Object.keys(add ?? {}), ...(remove ?? [])];
  const fault = (name: string, reason: string) =>
    new Error(`An update of table '${table}' is not possible: '${name}' ${reason}.`);
  for (const [index, name] of names.entries()) {
    if (keys.includes(name)) throw fault(name, 'is a key');
    if (names.indexOf(name) !== index) throw fault(name, 'is changed twice');
  }
  for (const [name, amount] of Object.entries(add ?? {})) {
    if (!Number.isFinite(amount)) throw fault(name, `would grow by ${amount}`);
  }
}
