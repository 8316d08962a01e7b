import type { IConstruct } from 'constructs';
import type { Function } from '../function';
import type { Stop } from '../stop';
import type { Report } from './report';
import type { Target } from './target';

/** All functions of ours below a scope, itself included, in the order of the tree; those of stops aside. */
export function functionsBelow(scope: IConstruct): Function[] {
  if (isStop(scope)) return [];
  return [...(isFunction(scope) ? [scope] : []), ...scope.node.children.flatMap(functionsBelow)];
}

/** Those of them that are on a cloud. */
export function functionsOn(scope: IConstruct, { cloud }: Target): Function[] {
  return functionsBelow(scope).filter((fn) => fn.cloud._target.cloud === cloud);
}

/** Of functions on other clouds below a scope nothing of one cloud can take care: it would be missed without a word. */
export function checkElsewhere(scope: IConstruct, { cloud }: Target, prop: string, what: string, report: Report): void {
  for (const fn of functionsBelow(scope)) {
    const { title, cloud: its } = fn.cloud._target;
    if (its !== cloud) {
      report.problem(prop, `the function '${fn.node.path}' is on ${title}. Have ${what} for each cloud.`);
    }
  }
}

export function isStop(scope: IConstruct): scope is Stop {
  return (scope as Partial<Stop>)._stop !== undefined;
}

export function isFunction(scope: IConstruct): scope is Function {
  const core = (scope as Partial<Function>)._core;
  return core !== undefined && 'model' in core;
}
