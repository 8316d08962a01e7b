import { Construct, IConstruct } from 'constructs';
import type { Cloud } from '../cloud';
import type { Function } from '../function';
import { checkElsewhere, functionsOn, isStop } from './functions-below';
import { findCloud } from './placement';
import { Report } from './report';
import type { Target } from './target';
import { Warnings } from './warnings';
import { markWatch } from './watches';

/** What every dashboard shows, in this order. */
export const panels = {
  invocations: 'Invocations',
  failed: 'Failed invocations',
  duration: 'Duration: p50, p95, p99',
  refused: 'Refused invocations',
  coldStarts: 'Cold starts',
  deadLetters: 'Dead letters',
  waiting: 'Waiting events',
} as const;

export type PanelId = keyof typeof panels;

const ID = 'Dashboard';
const OF_STACK = 'FunctionsDashboard';
const SHOWN = Symbol.for('faasade.dashboard');

/** Shows all functions below a scope, itself included. What they are is decided at synthesis. */
export function showOnDashboard(scope: IConstruct): void {
  const target = findCloud(scope)._target;
  const report = () =>
    new Report(`The dashboard of '${scope.node.path}' can't be built on ${target.title}`, target.features);
  const described = report();
  if (SHOWN in scope) {
    described.problem(
      'dashboard',
      'there is one already, or it was left out by withoutDashboard. Say one of them, once.',
    );
  }
  described.use('dashboard.waiting', 'dashboard', panels.waiting);
  described.throwProblems();
  mark(scope);
  const shown = () => functionsOn(scope, target);
  const { place, warnings } = placeOf(scope, target, ID);
  warnings.keep(described);
  target.beforeSynthesis(place, () => {
    // Without functions it is an error: see below.
    if (shown().length > 0) target.buildDashboard(place, scope, shown());
  });
  place.node.addValidation({
    validate: () => {
      warnings.emit();
      const found = report();
      if (shown().length === 0) found.problem('dashboard', 'there is no function below it. Ask for it where some are.');
      checkElsewhere(scope, target, 'dashboard', 'a dashboard', found);
      return found.problems.length > 0 ? [found.message()] : [];
    },
  });
}

/** Has functions below a scope on no dashboard but those that are asked for. */
export function withoutDashboard(scope: IConstruct): void {
  if (SHOWN in scope) {
    throw new Error(`'${scope.node.path}' has a dashboard already, or was left out. Say one of them, once.`);
  }
  mark(scope);
}

/** Shows the functions of a stack about which nothing was said, together. */
export function showByDefault(stack: IConstruct, cloud: Cloud, functions: readonly Function[]): void {
  const isLeft = (above: IConstruct) => SHOWN in above || isStop(above);
  const shown = functions.filter((fn) => !fn.node.scopes.some(isLeft));
  if (shown.length === 0) return;
  const target = cloud._target;
  // One a cloud; that of an app is in none of its stacks.
  const at = cloud.node.scopes.includes(stack) ? cloud : stack;
  const described = new Report('', target.features);
  described.use('dashboard.waiting', 'dashboard', panels.waiting);
  const { place, warnings } = placeOf(at, target, OF_STACK);
  warnings.note(described);
  target.buildDashboard(place, at === cloud ? cloud.node.scope! : stack, shown);
}

function mark(scope: IConstruct): void {
  Object.defineProperty(scope, SHOWN, { value: true });
}

function placeOf(scope: IConstruct, target: Target, id: string) {
  const place = new Construct(scope as Construct, id);
  const warnings = new Warnings(place, target);
  markWatch(place, { kind: 'dashboard', scope, described: {}, target, warnings });
  return { place, warnings };
}
