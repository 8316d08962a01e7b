import { limits } from './limits';
import type { Report } from '../private/report';

/** A function that a stop is to stop. */
export interface Stoppable {
  readonly path: string;
  /** How many queues invoke it. */
  readonly queues: number;
}

/** A tag of the app keeps the states of its queues. */
export function planStop(functions: readonly Stoppable[], report: Report): void {
  for (const { path, queues } of functions) {
    if (queues <= limits.stoppedQueues) continue;
    report.problem(
      'Stop.of',
      `the function '${path}' is invoked by ${queues} queues, its inbox included, and a tag of its app keeps the states of ` +
        `${limits.stoppedQueues}. Have a second function consume some of them.`,
    );
  }
}
