import type { Route } from './contract';
import { FunctionModel, triggersOf } from './model';

/** HTTP routes for the adapter, in an order that does not depend on the order of calls: the longest path first. */
export function routes(model: FunctionModel): Route[] {
  return triggersOf(model, 'http')
    .sort((a, b) => b.path.length - a.path.length || (a.key < b.key ? -1 : 1))
    .map(({ methods, path }) => [methods.join(','), path]);
}
