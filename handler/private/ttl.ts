import type { Item } from '../clients';

/** The second that now is in, as items hold it. */
export function currentSecond(now = Date.now()): number {
  return Math.floor(now / 1000);
}

/** Whether an item counts as none, though the cloud may still hold it. */
export function isExpired(item: Item, ttlAttribute: string | undefined, now?: number): boolean {
  if (ttlAttribute === undefined) return false;
  const second = item[ttlAttribute];
  return typeof second === 'number' && second <= currentSecond(now);
}

/** The item; undefined where there is none or it has expired. */
export function living<T extends Item>(item: T | undefined, ttlAttribute: string | undefined): T | undefined {
  return item && !isExpired(item, ttlAttribute) ? item : undefined;
}
