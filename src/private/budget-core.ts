import { Construct, IConstruct } from 'constructs';
import type { Budget } from '../budget';
import { Stop } from '../stop';
import { BudgetSpec, resolveBudget } from './budget';
import { functionsBelow } from './functions-below';
import { findCloud } from './placement';
import { Report } from './report';
import { Warnings } from './warnings';
import { markWatch } from './watches';

const ID = 'Budget';

/** The nearest scope above a construct, itself included, that has a budget. */
export function budgetedAbove(scope: IConstruct): IConstruct | undefined {
  return [...scope.node.scopes].reverse().find((above) => above.node.tryFindChild(ID) !== undefined);
}

/** Watches what all functions below a scope cost, itself included. What they are is decided at synthesis. */
export function setBudget(scope: IConstruct, budget: Budget): void {
  const target = findCloud(scope)._target;
  const title = `The budget of '${scope.node.path}' can't be watched on ${target.title}`;
  const report = new Report(title, target.features);
  if (scope.node.tryFindChild(ID)) report.problem('budget', 'there is one already.');
  const spec = resolveBudget(budget, report);
  report.use('budget.monthly', 'budget', `${spec.amount} USD`);
  report.use('budget.rate', 'budget', `${spec.amount} USD`);
  target.planBudget(scope, spec, report);
  report.throwProblems();
  build(scope, spec, report);
}

function build(scope: IConstruct, spec: BudgetSpec, report: Report): void {
  const target = findCloud(scope)._target;
  const place = new Construct(scope as Construct, ID);
  markWatch(place, { kind: 'budget', target });
  const stop = spec.stops ? Stop.of(scope as Construct) : undefined;
  const warnings = new Warnings(place, target);
  warnings.keep(report);
  const watched = () => functionsBelow(scope).filter(({ cloud }) => cloud._target.cloud === target.cloud);
  const backend = target.buildBudget({ place, scope, spec, ...(stop && { stop }) });
  target.beforeSynthesis(place, () => {
    // Without functions it is an error: see below.
    if (watched().length > 0) backend._watch(watched());
  });
  place.node.addValidation({
    validate: () => {
      warnings.emit();
      if (watched().length > 0) return [];
      const found = new Report(
        `The budget of '${scope.node.path}' can't be watched on ${target.title}`,
        target.features,
      );
      found.problem('budget', 'there is no function below it. Set it where some are.');
      return [found.message()];
    },
  });
}
