import type { CorsSettings, GoogleTriggers, ScheduleSettings } from '../private/contract';
import { environmentVariables } from '../private/environment';
import { FunctionModel, triggersOf } from '../private/model';
import { routes } from '../private/routes';
import type { TriggerOf } from '../private/spec';

/** What the adapter reads in the function that HTTP reaches: no event is dispatched there. */
export function httpSettings(model: FunctionModel): GoogleTriggers {
  const cors = corsSettings(model);
  return { contract: 1, t: model.spec.timeoutSeconds, h: routes(model), ...(cors && { o: cors }) };
}

/** What the adapter reads in the function that events reach. `filterOf` gives what a schedule's firings must meet. */
export function eventSettings(
  model: FunctionModel,
  filterOf: (trigger: TriggerOf<'schedule'>) => ScheduleSettings | undefined,
): GoogleTriggers {
  const queues = triggersOf(model, 'queue').map(({ key }) => key);
  const schedules = triggersOf(model, 'schedule').sort((a, b) => (a.key < b.key ? -1 : 1));
  return {
    contract: 1,
    t: model.spec.timeoutSeconds,
    ...(queues.length > 0 && { q: queues.sort() }),
    ...(schedules.length > 0 && {
      s: Object.fromEntries(schedules.map((trigger) => [trigger.key, filterOf(trigger) ?? null])),
    }),
  };
}

/** Every variable of one of the two functions. Google's client libraries and the adapter's logs look for the project. */
export function variables(model: FunctionModel, triggers: GoogleTriggers, project: string): Record<string, string> {
  return { GOOGLE_CLOUD_PROJECT: project, ...environmentVariables(model, triggers) };
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
