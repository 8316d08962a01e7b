import { Recurrence, recurrence } from './recurrence';
import { capacityEdges, CapacityEdge, CapacitySpec } from '../private/capacity';
import { firings } from '../private/capacity-windows';
import type { Report } from '../private/report';

/** A moment at which a workflow changes how many instances are ready. */
export interface PlannedEdge extends Pick<CapacityEdge, 'key' | 'warm'> {
  readonly recurrence: Recurrence;
  /** How often the workflow tries, once a minute. */
  readonly attempts: number;
}

/** A quarter of an hour is longer than any operation of App Service on an app takes. */
const most = 15;

export function planWindows(capacity: CapacitySpec, report: Report): PlannedEdge[] {
  const attempts = attemptsBetween(capacity);
  return capacityEdges(capacity).flatMap(({ key, at, warm }) => {
    const found = recurrence(at);
    if ('recurrence' in found) return [{ key, warm, attempts, recurrence: found.recurrence }];
    const [, index, edge] = key.split('-');
    found.problems.forEach((problem) => report.problem(`capacity.windows[${index}].${edge}`, problem));
    return [];
  });
}

/**
 * No workflow may still be trying when the next edge comes, which it would undo; also one that opens what is open already,
 * or closes what is closed.
 */
function attemptsBetween({ windows }: CapacitySpec): number {
  const instants = windows
    .flatMap((window) => [...firings(window, 'opens'), ...firings(window, 'closes')])
    .sort((a, b) => a - b);
  return instants.reduce((least, instant, index) => {
    const minutes = index === 0 ? 0 : (instant - instants[index - 1]!) / 60_000;
    return minutes > 0 ? Math.min(least, minutes) : least;
  }, most);
}
