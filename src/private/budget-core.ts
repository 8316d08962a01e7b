import { Construct, IConstruct } from 'constructs';
import type { Budget } from '../budget';
import type { Function } from '../function';
import type * as idle from '../pricing/idle';
import type * as rate from '../pricing/rate';
import { Stop } from '../stop';
import { BudgetSpec, resolveBudget } from './budget';
import { checkElsewhere, functionsOn } from './functions-below';
import { findCloud } from './placement';
import { Report } from './report';
import { Warnings } from './warnings';
import { budgetRecord } from './watch-records';
import { markWatch } from './watches';

const ID = 'Budget';

/** The nearest scope above a construct, itself included, that has a budget. */
export function budgetedAbove(scope: IConstruct): IConstruct | undefined {
  return [...scope.node.scopes].reverse().find((above) => above.node.tryFindChild(ID) !== undefined);
}

/** Watches what all functions below a scope cost, itself included. What they are is decided at synthesis. */
export function setBudget(scope: IConstruct, budget: Budget): void {
  const target = findCloud(scope)._target;
  const report = new Report(titleOf(scope, target.title), target.features);
  if (scope.node.tryFindChild(ID)) report.problem('budget', 'there is one already.');
  const spec = resolveBudget(budget, report);
  report.use('budget.monthly', 'budget', `${spec.amount} USD`);
  target.planBudget(scope, spec, report);
  report.throwProblems();
  build(scope, spec, report);
}

function titleOf(scope: IConstruct, cloud: string): string {
  return `The budget of '${scope.node.path}' can't be watched on ${cloud}`;
}

function build(scope: IConstruct, spec: BudgetSpec, report: Report): void {
  const target = findCloud(scope)._target;
  const title = titleOf(scope, target.title);
  const place = new Construct(scope as Construct, ID);
  const stop = spec.stops ? Stop.of(scope as Construct) : undefined;
  const warnings = new Warnings(place, target);
  markWatch(place, { kind: 'budget', scope, described: budgetRecord(spec), target, warnings });
  warnings.keep(report);
  const watched = () => functionsOn(scope, target);
  const backend = target.buildBudget({ place, scope, spec, ...(stop && { stop }) });
  const late = new Report(title, target.features);
  target.beforeSynthesis(place, () => {
    // Without functions it is an error: see below.
    if (watched().length === 0) return;
    // What prices is loaded where there is a budget only.
    const { RatePrices } = require('../pricing/rate') as typeof rate; // eslint-disable-line @typescript-eslint/no-require-imports
    const prices = new RatePrices(target.cloud, target.regionOf(scope));
    backend._watch(watched(), prices);
    late.use('budget.rate', 'budget', `${spec.amount} USD`, prices.pricedAs);
    warnings.keep(late);
  });
  place.node.addValidation({
    validate: () => {
      warnings.emit();
      const found = new Report(title, target.features);
      found.problems.push(...late.problems);
      checkElsewhere(scope, target, 'budget', 'a budget', found);
      checkWatched(watched(), spec, found);
      return found.problems.length > 0 ? [found.message()] : [];
    },
  });
}

function checkWatched(functions: readonly Function[], { amount }: BudgetSpec, report: Report): void {
  if (functions.length === 0) return report.problem('budget', 'there is no function below it. Set it where some are.');
  const { idleUsd } = require('../pricing/idle') as typeof idle; // eslint-disable-line @typescript-eslint/no-require-imports
  const usd = idleUsd(functions);
  if (usd <= amount) return;
  report.problem(
    'budget',
    `instances that are kept ready cost ${usd.toFixed(2)} USD a month, above the ${amount} USD of the budget. Keep fewer ` +
      'ready, or raise it.',
  );
}
