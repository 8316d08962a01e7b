import { Construct, IConstruct } from 'constructs';
import { functionsBelow } from './functions-below';
import { findCloud } from './placement';
import { Report } from './report';
import { Warnings } from './warnings';
import { markWatch } from './watches';

/** What every dashboard shows, in this order. */
export const panels = {
  invocations: 'Invocations',
  failed: 'Failed invocations',
  duration: 'Duration: p50, p95, p99',
  refused: 'Refused invocations',
  deadLetters: 'Dead letters',
  waiting: 'Waiting events',
} as const;

export type PanelId = keyof typeof panels;

const ID = 'Dashboard';

/** Shows all functions below a scope, itself included. What they are is decided at synthesis. */
export function showOnDashboard(scope: IConstruct): void {
  const target = findCloud(scope)._target;
  const report = () =>
    new Report(`The dashboard of '${scope.node.path}' can't be built on ${target.title}`, target.features);
  const described = report();
  if (scope.node.tryFindChild(ID)) described.problem('dashboard', 'there is one already.');
  described.use('dashboard.waiting', 'dashboard', panels.waiting);
  described.throwProblems();
  const place = new Construct(scope as Construct, ID);
  const warnings = new Warnings(place, target);
  markWatch(place, { kind: 'dashboard', scope, described: {}, target, warnings });
  warnings.keep(described);
  const shown = () => functionsBelow(scope).filter(({ cloud }) => cloud._target.cloud === target.cloud);
  target.beforeSynthesis(place, () => {
    // Without functions it is an error: see below.
    if (shown().length > 0) target.buildDashboard(place, scope, shown());
  });
  place.node.addValidation({
    validate: () => {
      warnings.emit();
      if (shown().length > 0) return [];
      const found = report();
      found.problem('dashboard', 'there is no function below it. Ask for it where some are.');
      return [found.message()];
    },
  });
}
