import { limits } from './limits';
import type { Report } from '../private/report';

export function planStop(functions: number, report: Report): void {
  if (functions <= limits.stopped) return;
  report.problem(
    'Stop.of',
    `there are ${functions} functions below it, and a stop on AWS has room for ${limits.stopped}. Have several, each for a part.`,
  );
}
