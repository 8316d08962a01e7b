/** From when to when something is open, each on the line of time that the edges are on. */
export interface Open {
  readonly from: number;
  /** Infinity where nothing closes it. */
  readonly to: number;
}

/**
 * Pairs each opening with the closing that ends it; one that comes while it is open already changes nothing. Both are
 * sorted.
 */
export function openTimes(openings: readonly number[], closings: readonly number[]): Open[] {
  const times: Open[] = [];
  let next = 0;
  for (const from of openings) {
    if (times.length > 0 && from < times.at(-1)!.to) continue;
    while (next < closings.length && closings[next]! <= from) next++;
    times.push({ from, to: closings[next] ?? Infinity });
  }
  return times;
}
