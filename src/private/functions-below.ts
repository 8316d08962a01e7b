import type { IConstruct } from 'constructs';
import type { Function } from '../function';
import type { Stop } from '../stop';

/** All functions of ours below a scope, itself included, in the order of the tree; those of stops aside. */
export function functionsBelow(scope: IConstruct): Function[] {
  if (isStop(scope)) return [];
  return [...(isFunction(scope) ? [scope] : []), ...scope.node.children.flatMap(functionsBelow)];
}

export function isStop(scope: IConstruct): scope is Stop {
  return (scope as Partial<Stop>)._stop !== undefined;
}

export function isFunction(scope: IConstruct): scope is Function {
  const core = (scope as Partial<Function>)._core;
  return core !== undefined && 'model' in core;
}
