/**
 * The order of two values of one type, as every cloud's tables have it: numbers by size, texts by code point.
 * @returns below, at or above 0; undefined where they have no order
 */
export function compare(a: unknown, b: unknown): number | undefined {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return undefined;
}
