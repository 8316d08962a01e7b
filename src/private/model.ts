import type { ResourceKind } from './resource-spec';
import type { FunctionSpec, QueueTriggerSpec, TriggerKind, TriggerOf, TriggerSpec } from './spec';
import { triggerRoutes } from './spec';

/** A link from a function to what it was granted: how the handler's client finds it. */
export interface Link {
  readonly kind: ResourceKind | 'function';
  /** The id that the handler uses. */
  readonly id: string;
  /** Construct path of the resource. */
  readonly path: string;
  /** What the adapter needs, as `contract.ts` has it; may hold tokens. */
  readonly value: unknown;
}

/** A function as data: what was asked for in the constructor and by every call since. */
export interface FunctionModel {
  /** Construct path. */
  readonly path: string;
  /** Replaced as a whole when a variable is added. */
  spec: FunctionSpec;
  /** Once it is packed: the entry's place in its project, and its handler's methods if the source shows them. */
  code?: { readonly entry: string; readonly methods?: readonly string[] };
  readonly triggers: readonly TriggerSpec[];
  readonly links: readonly Link[];
}

export function triggersOf<K extends TriggerKind>(model: FunctionModel, kind: K): TriggerOf<K>[] {
  return model.triggers.filter((trigger): trigger is TriggerOf<K> => trigger.kind === kind);
}

/** The key of the delivery that every event but a `Queue`'s comes through. */
export const INBOX = 'inbox';

/** A delivery queue that invokes the function: one for each `Queue`, and the inbox for all other events. */
export interface Delivery {
  /** `inbox`, or `queue-` and the queue's id. */
  readonly key: string;
  readonly trigger?: QueueTriggerSpec;
  /** Instances kept ready by the triggers that come this way. */
  readonly warm: number;
}

export function deliveryKey({ key }: Pick<QueueTriggerSpec, 'key'>): string {
  return `queue-${key}`;
}

export function deliveries(model: FunctionModel): Delivery[] {
  const queues = triggersOf(model, 'queue')
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map((trigger) => ({ key: deliveryKey(trigger), trigger, warm: trigger.warm }));
  const through = model.triggers.filter((trigger) => triggerRoutes[trigger.kind] === 'inbox');
  if (through.length === 0) return queues;
  return [{ key: INBOX, warm: sum(through.map((trigger) => trigger.warm)) }, ...queues];
}

/**
 * Warm instances for HTTP and for each delivery queue, by the rule of `Capacity.warm`.
 * @param warm what `capacity` asks for at the time: in a window more than outside
 */
export function warmTargets(
  model: FunctionModel,
  warm = model.spec.capacity.warm,
): { readonly http: number; readonly deliveries: Map<string, number> } {
  const http = triggersOf(model, 'http');
  const queues = deliveries(model);
  const byDelivery = new Map(queues.map((delivery) => [delivery.key, delivery.warm]));
  if (http.length === 0 && queues.length > 0) {
    byDelivery.set(queues[0].key, queues[0].warm + warm);
  }
  return { http: http.length > 0 ? warm + sum(http.map((t) => t.warm)) : 0, deliveries: byDelivery };
}

/** All warm instances together; `warm` likewise. */
export function warmTotal(model: FunctionModel, warm = model.spec.capacity.warm): number {
  return warm + sum(model.triggers.map((trigger) => trigger.warm));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}
