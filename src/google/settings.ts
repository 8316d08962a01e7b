import type { CorsSettings, GoogleDelivery, GoogleTriggers, ScheduleSettings } from '../private/contract';
import { environmentVariables } from '../private/environment';
import { deliveries, FunctionModel, INBOX, triggersOf } from '../private/model';
import { routes } from '../private/routes';
import type { TriggerKind, TriggerOf, TriggerSpec } from '../private/spec';

/** What the adapter reads in the function that HTTP reaches: no event is dispatched there. */
export function httpSettings(model: FunctionModel): GoogleTriggers {
  const cors = corsSettings(model);
  return { ...common(model), h: routes(model), ...(cors && { o: cors }) };
}

/** What the settings of events need that the description alone does not hold. */
export interface EventFacts {
  /** What a schedule's firings must meet. */
  filterOf(trigger: TriggerOf<'schedule'>): ScheduleSettings | undefined;
  /** Attempts and dead letters of a queue, or of all else. */
  deliveryOf(trigger?: TriggerOf<'queue'>): GoogleDelivery;
}

/** What the adapter reads in the function that events reach. */
export function eventSettings(model: FunctionModel, { filterOf, deliveryOf }: EventFacts): GoogleTriggers {
  const queues = sorted(model, 'queue');
  const schedules = sorted(model, 'schedule');
  const topics = sorted(model, 'topic');
  const buckets = sorted(model, 'objectCreated');
  return {
    ...common(model),
    ...(queues.length > 0 && { q: byKey(queues, deliveryOf) }),
    ...(deliveries(model).some(({ key }) => key === INBOX) && { i: deliveryOf() }),
    ...(schedules.length > 0 && { s: byKey(schedules, (trigger) => filterOf(trigger) ?? null) }),
    ...(topics.length > 0 && { n: topics.map(({ key }) => key) }),
    ...(buckets.length > 0 && { b: byKey(buckets, ({ suffix }) => suffix) }),
  };
}

/** What both have. */
function common({ spec }: FunctionModel): Pick<GoogleTriggers, 'contract' | 't' | 'p'> {
  return { contract: 1, t: spec.timeoutSeconds, ...(spec.capacity.ping && { p: 1 }) };
}

function sorted<K extends TriggerKind>(model: FunctionModel, kind: K): TriggerOf<K>[] {
  return triggersOf(model, kind).sort((a, b) => (a.key < b.key ? -1 : 1));
}

function byKey<T extends TriggerSpec, V>(triggers: readonly T[], value: (trigger: T) => V): Record<string, V> {
  return Object.fromEntries(triggers.map((trigger) => [trigger.key, value(trigger)]));
}

/** Every variable of one of the two functions. Google's client libraries and the adapter's logs look for the project. */
export function variables(
  model: FunctionModel,
  triggers: GoogleTriggers,
  { project, region }: { readonly project: string; readonly region: string },
): Record<string, string> {
  return { GOOGLE_CLOUD_PROJECT: project, ...environmentVariables(model, triggers, region) };
}

/** The one policy of the function; the adapter knows the routes' methods itself. */
function corsSettings(model: FunctionModel): CorsSettings | undefined {
  const cors = triggersOf(model, 'http')
    .map((trigger) => trigger.cors)
    .find((policy) => policy !== undefined);
  return (
    cors && {
      o: cors.allowOrigins,
      ...(cors.allowMethods && { m: cors.allowMethods }),
      ...(cors.allowHeaders && { h: cors.allowHeaders }),
      ...(cors.exposeHeaders && { e: cors.exposeHeaders }),
      ...(cors.maxAgeSeconds !== undefined && { a: cors.maxAgeSeconds }),
      ...(cors.allowCredentials && { c: 1 as const }),
    }
  );
}
