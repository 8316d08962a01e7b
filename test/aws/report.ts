import { features } from '../../src/aws/features';
import { Report } from '../../src/private/report';

export function report(): Report {
  return new Report("Function 'stack/F' can't be built on AWS", features);
}

/** The problems that planning reports. */
export function problems(plan: (to: Report) => unknown): readonly string[] {
  const to = report();
  plan(to);
  return to.problems;
}
