import { limits } from './limits';
import { deliveries, FunctionModel, triggersOf, warmTargets } from '../private/model';
import { azureParts } from '../private/scaling-parts';

/** What scales by itself within an app: HTTP, and each other function of the app. */
export interface ScaleGroup {
  /** As Azure names it, in lower case. */
  readonly name: string;
  /** Instances kept ready. */
  readonly warm: number;
}

/**
 * All scale groups of a function, in an order that does not depend on the order of calls.
 * @param base what `capacity` asks for at the time: in a window more than outside
 */
export function scaleGroups(model: FunctionModel, base = model.spec.capacity.warm): ScaleGroup[] {
  const warm = warmTargets(model, base);
  return [
    ...(triggersOf(model, 'http').length > 0 ? [{ name: azureParts.http, warm: warm.http }] : []),
    ...deliveries(model).map(({ key }) => ({ name: azureParts.delivery(key), warm: warm.deliveries.get(key) ?? 0 })),
    ...triggersOf(model, 'schedule')
      .map(({ key }) => ({ name: azureParts.schedule(key), warm: 0 }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  ];
}

/**
 * The groups that Azure is told about when the app is made: all of them once one is kept ready at some time, since a
 * list replaces the one before.
 */
export function alwaysReady(model: FunctionModel): ScaleGroup[] {
  const groups = scaleGroups(model);
  return model.spec.capacity.windows.length > 0 || groups.some(({ warm }) => warm > 0) ? groups : [];
}

/** The largest number of instances of each group. */
export function maxInstances(model: FunctionModel): number {
  return model.spec.maxInstances ?? limits.defaultMaxInstances;
}
