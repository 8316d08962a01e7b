import type { IConstruct } from 'constructs';
import type { Function } from '../function';

/** All functions of ours below a scope, itself included, in the order of the tree. */
export function functionsBelow(scope: IConstruct): Function[] {
  return scope.node.findAll().filter(isFunction);
}

export function isFunction(scope: IConstruct): scope is Function {
  const core = (scope as Partial<Function>)._core;
  return core !== undefined && 'model' in core;
}
