import { concurrency, Load, Ready } from './load';
import type { PricedFunction } from './priced';
import type { WindowSpec } from '../private/capacity';
import { intervals } from '../private/capacity-windows';

/** The calendar repeats after it. */
const cycle = (28 * 365 + 7) * 86_400_000;

/** How many instances of a part are ready in the course of a month. Windows and scaling are of one part alone. */
export function readyOf(fn: PricedFunction, part: string, capacityPart: string, load: Load): Ready[] {
  const always = fn.scaling.find((each) => each.part === part)?.warm ?? 0;
  if (part !== capacityPart) return [{ instances: always, share: 1 }];
  const { warm, windows, scaling } = fn.capacity;
  const shares = sharesOf(fn);
  const states = [
    { instances: always, share: 1 - shares.reduce((sum, share) => sum + share, 0) },
    ...windows.map((window, index) => ({ instances: always + window.warm - warm, share: shares[index]! })),
  ];
  if (!scaling) return states;
  const wanted = Math.ceil(concurrency(load) / scaling.targetUtilization);
  const most = always + scaling.max - warm;
  return states.map(({ instances, share }) => ({ instances: Math.min(Math.max(instances, wanted), most), share }));
}

/** Of 28 years of windows, which are asked about again and again. */
const known = new WeakMap<object, readonly number[]>();

/** The part of all time for which each window is open. */
function sharesOf({ capacity: { windows } }: PricedFunction): readonly number[] {
  const shares = known.get(windows) ?? findShares(windows);
  known.set(windows, shares);
  return shares;
}

function findShares(windows: readonly WindowSpec[]): number[] {
  const open = windows.map(() => 0);
  for (const { window, from, to } of intervals(windows)) open[window] += Math.min(to, from + cycle) - from;
  return open.map((length) => Math.min(length / cycle, 1));
}

/** Instances that are ready on average. */
export function average(ready: readonly Ready[]): number {
  return ready.reduce((sum, { instances, share }) => sum + instances * share, 0);
}
