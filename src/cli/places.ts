import type { NamedCost } from './costs';
import type { Cost } from '../pricing/estimate';

interface Estimated {
  readonly functions: readonly Cost[];
  readonly shared: readonly Cost[];
}

/** Whether every place has the same functions: parts of a service are no rivals. */
export function isOneService(costs: readonly NamedCost[]): boolean {
  const byPlace = new Map<string, string[]>();
  for (const { place, name } of costs) byPlace.set(place, [...(byPlace.get(place) ?? []), name].sort());
  return new Set([...byPlace.values()].map((names) => names.join('\n'))).size === 1;
}

/** What each place costs in all. */
export function sums({ functions, shared }: Estimated, name: (cost: Cost) => NamedCost): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const cost of [...functions, ...shared]) {
    const { place } = name(cost);
    found.set(place, (found.get(place) ?? 0) + cost.usd);
  }
  return found;
}
