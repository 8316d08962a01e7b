import { limits } from './limits';
import type { Report } from '../private/report';

export function planStop({ length }: readonly unknown[], report: Report): void {
  if (length <= limits.stopped) return;
  report.problem(
    'Stop.of',
    `there are ${length} functions below it, and a stop on AWS has room for ${limits.stopped}. Have several, each for a part.`,
  );
}
