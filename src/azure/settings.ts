import type { AzureDelivery, AzureTriggers } from '../private/contract';
import { TRIGGERS_VARIABLE } from '../private/contract';
import { environmentVariables } from '../private/environment';
import { FunctionModel, triggersOf } from '../private/model';
import { routes } from '../private/routes';
import type { FunctionSpec } from '../private/spec';
import { tracingVariables } from '../private/tracing';
import type { Queue } from '../queue';
import type { AzureSchedule } from './cron';
import { limits } from './limits';
import { literal } from '../terraform/escape';

/** What only building knows: names, which may be tokens. */
export interface Built {
  readonly queue: (queue: Queue) => AzureDelivery;
  readonly inbox?: AzureDelivery;
  /** By the key of the schedule's trigger. */
  readonly schedules: ReadonlyMap<string, AzureSchedule>;
}

/** What the adapter on Azure registers. */
export function triggerSettings(model: FunctionModel, built: Built): AzureTriggers {
  const http = routes(model);
  const queues = triggersOf(model, 'queue').sort((a, b) => (a.key < b.key ? -1 : 1));
  const [topics, buckets] = [idsOf(model, 'topic'), idsOf(model, 'objectCreated')];
  const schedules = [...built.schedules].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    contract: 1,
    t: model.spec.timeoutSeconds,
    ...(http.length > 0 && { h: http }),
    ...(queues.length > 0 && { q: Object.fromEntries(queues.map(({ queue, key }) => [key, built.queue(queue)])) }),
    ...(built.inbox && { i: built.inbox }),
    ...(schedules.length > 0 && {
      s: Object.fromEntries(schedules.map(([key, { expression, filter }]) => [key, { c: expression, ...filter }])),
    }),
    ...(topics.length > 0 && { n: topics }),
    ...(buckets.length > 0 && { o: buckets }),
  };
}

function idsOf(model: FunctionModel, kind: 'topic' | 'objectCreated'): string[] {
  return triggersOf(model, kind)
    .map(({ key }) => key)
    .sort();
}

/** All settings of an app in a region; `own` are those that no setting of the user's replaces. */
export function appSettings(
  model: FunctionModel,
  region: string,
  triggers: string,
  own: Readonly<Record<string, string>>,
): Record<string, string> {
  const { environment, azure } = model.spec;
  return {
    ...literals(azure.appSettings ?? {}),
    ...environmentVariables(model, {}),
    ...literals(tracingVariables(model, region)),
    [TRIGGERS_VARIABLE]: triggers,
    ...literals(environment),
    ...own,
  };
}

/** The user's values, which Terraform takes as they are. */
function literals(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, literal(value)]));
}

/**
 * What `host.json` could hold: as settings, so that a package depends on code alone.
 * @see https://learn.microsoft.com/azure/azure-functions/functions-host-json#override-hostjson-values
 */
export function hostSettings({ timeoutSeconds, concurrencyPerInstance }: FunctionSpec): Record<string, string> {
  const serviceBus = 'AzureFunctionsJobHost__extensions__serviceBus';
  return {
    AzureFunctionsJobHost__functionTimeout: timeSpan(timeoutSeconds),
    [`${serviceBus}__maxConcurrentCalls`]: String(concurrencyPerInstance),
    // Where messages of one key are kept in order, an instance works on so many keys, and on the next one at once.
    [`${serviceBus}__maxConcurrentSessions`]: String(concurrencyPerInstance),
    [`${serviceBus}__sessionIdleTimeout`]: timeSpan(1),
    // The lock is renewed until the work must be over, and while its outcome is told to the queue.
    [`${serviceBus}__maxAutoLockRenewalDuration`]: timeSpan(Math.max(timeoutSeconds + 60, limits.lockSeconds)),
  };
}

/**
 * A connection without a secret.
 * @see https://learn.microsoft.com/azure/azure-functions/functions-reference#common-properties-for-identity-based-connections
 */
export function connectionSettings(prefix: string, host: string, clientId: string): Record<string, string> {
  return {
    [`${prefix}__fullyQualifiedNamespace`]: host,
    [`${prefix}__credential`]: 'managedidentity',
    [`${prefix}__clientId`]: clientId,
  };
}

/**
 * Who the app is: for the Azure SDK and the adapter's own calls, and for its telemetry.
 * @see https://learn.microsoft.com/azure/azure-functions/functions-app-settings#applicationinsights_authentication_string
 */
export function identitySettings(clientId: string): Record<string, string> {
  return {
    AZURE_CLIENT_ID: clientId,
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: `ClientId=${clientId};Authorization=AAD`,
  };
}

/** As .NET writes a time span: `[days.]hours:minutes:seconds`. */
export function timeSpan(seconds: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const days = Math.floor(seconds / 86_400);
  return `${days > 0 ? `${days}.` : ''}${two((seconds % 86_400) / 3600)}:${two((seconds % 3600) / 60)}:${two(seconds % 60)}`;
}
