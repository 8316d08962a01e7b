import { Recurrence, recurrence } from './recurrence';
import { capacityEdges, CapacityEdge, CapacitySpec } from '../private/capacity';
import { intervals } from '../private/capacity-windows';
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

/** No workflow may still be trying when the next edge comes, which it would undo. */
function attemptsBetween({ windows }: CapacitySpec): number {
  if (windows.length === 0) return most;
  const instants = intervals(windows).flatMap(({ from, to }) => [from, to]);
  return instants.reduce(
    (least, instant, index) => (index === 0 ? least : Math.min(least, (instant - instants[index - 1]!) / 60_000)),
    most,
  );
}
