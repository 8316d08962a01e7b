import type { IConstruct } from 'constructs';
import type { Function } from '../function';
import { whole } from './checks';
import { functionsBelow } from './functions-below';
import { findCloud } from './placement';
import { Report } from './report';

/** Checks at synthesis, when all functions are there. */
export function limitTogether(scope: IConstruct, most: number): void {
  const report = reportOn(scope);
  whole('maxInstances', most, 1, Infinity, report);
  report.throwProblems();
  scope.node.addValidation({
    validate: () => {
      const found = reportOn(scope);
      checkTogether(functionsBelow(scope), most, found);
      return found.problems.length > 0 ? [found.message()] : [];
    },
  });
}

function checkTogether(functions: readonly Function[], most: number, report: Report): void {
  const counted = functions.map((fn) => ({ path: fn.node.path, max: fn._core.backend._maxInstances() }));
  for (const { path, max } of counted) {
    if (max === undefined) report.problem(path, 'has no limits.maxInstances, and so no limit of its own. Set it.');
  }
  const total = counted.reduce((sum, { max = 0 }) => sum + max, 0);
  if (total <= most) return;
  const each = counted.map(({ path, max = 0 }) => `${path} ${max}`).join(', ');
  report.problem(
    'maxInstances',
    `functions may use ${total} instances at the same time, above ${most}: ${each}. Lower limits.maxInstances of some, ` +
      'or raise the total.',
  );
}

function reportOn(scope: IConstruct): Report {
  const { features, title } = findCloud(scope)._target;
  return new Report(`The total limits of '${scope.node.path}' can't be kept on ${title}`, features);
}
