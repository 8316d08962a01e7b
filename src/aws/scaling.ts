import { AwsSchedule, awsCron } from './cron';
import { CapacitySpec, capacityEdges } from '../private/capacity';
import { FunctionModel, warmTotal } from '../private/model';
import type { Report } from '../private/report';

/** Between what Application Auto Scaling keeps the number of ready instances. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** A moment at which the bounds change. */
export interface EdgePlan extends AwsSchedule {
  readonly key: string;
  /** Instances from then on; those of triggers come on top. */
  readonly warm: number;
}

/** @param warm what `capacity` asks for at the time */
export function bounds(model: FunctionModel, warm = model.spec.capacity.warm): Bounds {
  const { scaling } = model.spec.capacity;
  const min = warmTotal(model, warm);
  return { min, max: scaling ? warmTotal(model, scaling.max) : min };
}

export function planEdges(capacity: CapacitySpec, report: Report): EdgePlan[] {
  return capacityEdges(capacity).flatMap(({ key, at, warm }) => {
    const schedule = awsCron(at, { name: 'Application Auto Scaling', or: '' });
    if (!('problems' in schedule)) return [{ key, warm, ...schedule }];
    const prop = key.replace(/^window-(\d+)-(\w+)$/, 'capacity.windows[$1].$2');
    schedule.problems.forEach((problem) => report.problem(prop, problem));
    return [];
  });
}

/** What depends on the instances that triggers keep ready. */
export function planScaling(model: FunctionModel, report: Report): void {
  const { scaling } = model.spec.capacity;
  // No use is measured of no instances, so nothing would ever make the first one ready.
  if (scaling && bounds(model).min === 0) {
    report.problem(
      'capacity.max',
      `AWS raises the number of ready instances by the use of those that are ready, up to ${scaling.max}, and outside of ` +
        'windows none is. Keep at least 1 ready: Capacity.warm(1, { max: … }).',
    );
  }
}
