import type { Account } from './account';
import type { azurePrices } from './azure-prices';
import { activeSeconds, Load, MONTH, spilled } from './load';
import type { Line, PricedFunction } from './priced';
import { average, readyOf } from './ready';
import { hasHttp, hasInbox, queued, queuesOf, total, Work } from './work';
import type { WorkloadSpec } from './workload';
import { zoneOffsets } from '../private/cron-zone';
import { azurePart, azureParts } from '../private/scaling-parts';
import { triggerSources } from '../private/spec';

type Id = keyof (typeof azurePrices)['prices'];

/** An execution is billed for a second at least, and in steps of a tenth. */
const least = 1;
const step = 0.1;
/** Days for which logs are kept at no price of their own. */
const included = 31;
/** What a timer takes to write into the inbox. */
const timerSeconds = 0.1;
/** A message in and a message out. */
const queueOperations = 2;
/**
 * What the host itself writes of an execution, none of it sampled: the request, which alarms read, and a line each where
 * it begins and ends. How long they are is assumed.
 * @see https://learn.microsoft.com/azure/azure-functions/configure-monitoring#configure-categories
 */
const telemetry = { records: 3, kib: 1 };
/**
 * What a diagnostic setting of an app writes for the alarm on rates of costs: one record a minute and metric, as if the
 * app never rested. How many metrics have something to tell, and how long a record is, is assumed.
 * @see https://learn.microsoft.com/azure/azure-functions/monitor-functions-reference
 */
const exported = { metrics: 30, kib: 0.5 };

/**
 * What a function costs on Azure in a month. Each scale group has instances of its own; a timer is an execution that
 * writes into the inbox, and so fires twice.
 * @see https://learn.microsoft.com/azure/azure-functions/flex-consumption-plan#billing
 */
export function azureLines(
  fn: PricedFunction,
  work: readonly Work[],
  spec: WorkloadSpec,
  account: Account<Id>,
): Line[] {
  const gb = fn.memoryMiB / 1024;
  const timers = work
    .filter(({ kind }) => triggerSources[kind] === 'clock')
    .map((each) => ({ ...each, requests: firings(each) }));
  const parts = [
    ...grouped(work, azurePart).map(([part, requests]) => ({ part, load: { requests, seconds: spec.seconds } })),
    ...timers.map(({ key, requests }) => ({
      part: azureParts.schedule(key),
      load: { requests, seconds: timerSeconds },
    })),
  ];
  const { http } = azureParts;
  const capacityPart = hasHttp(fn) ? http : (fn.scaling.find(({ part }) => part !== http)?.part ?? http);
  const each = fn.limits.concurrencyPerInstance;
  const sums = { onDemand: 0, compute: 0, ready: 0, warmCompute: 0, warm: 0 };
  for (const part of new Set([...fn.scaling.map(({ part: name }) => name), ...parts.map(({ part: name }) => name)])) {
    const load: Load = parts.find((found) => found.part === part)?.load ?? { requests: 0, seconds: spec.seconds };
    const ready = readyOf(fn, part, capacityPart, load);
    const onDemand = spilled(load, ready);
    // An instance is busy for as long as it works, whatever is billed.
    const active = activeSeconds({ ...load, seconds: billed(load.seconds) }, each) * gb;
    sums.onDemand += onDemand * load.requests;
    sums.compute += onDemand * active;
    sums.ready += (1 - onDemand) * load.requests;
    sums.warmCompute += (1 - onDemand) * active;
    sums.warm += average(ready) * MONTH * gb;
  }
  const requests = total(work);
  const logs = inGb(requests * spec.logKib);
  const told = inGb((sums.onDemand + sums.ready) * telemetry.records * telemetry.kib);
  const metrics = inGb(settingsOf(fn) * (MONTH / 60) * exported.metrics * exported.kib);
  const of = (kind: Work['kind']) => total(work.filter((found) => found.kind === kind));
  const line = (id: string, price: Id, units: number): Line => ({ id, ...account.charge(price, units) });
  return [
    line('requests', 'requests', sums.onDemand),
    line('compute', 'compute', sums.compute),
    line('warm', 'warm', sums.warm),
    line('warm-compute', 'ready', sums.warmCompute),
    line('warm-requests', 'readyRequests', sums.ready),
    // A topic's message goes through the topic, and then through the inbox.
    line('delivery', 'queue', (queued(work) + of('topic')) * queueOperations),
    line('events', 'event', of('objectCreated')),
    line('logs', 'logs', logs),
    line('telemetry', 'logs', told),
    line('metrics', 'logs', metrics),
    line('kept-logs', 'keptLogs', ((logs + told + metrics) * Math.max(0, fn.logRetentionDays - included)) / 30),
  ];
}

function inGb(kib: number): number {
  return kib / 2 ** 20;
}

/** How often its metrics are written into the workspace. */
function settingsOf({ resources }: PricedFunction): number {
  return resources.filter(({ type }) => type === 'azurerm_monitor_diagnostic_setting').length;
}

function billed(seconds: number): number {
  return Math.max(least, Math.ceil(seconds / step - 1e-9) * step);
}

/** A timer knows UTC alone, and fires at every time that one of its zone's offsets can make of a local one. */
function firings({ requests, timeZone }: Work): number {
  return requests * (timeZone === undefined ? 1 : zoneOffsets(timeZone).length);
}

function grouped(work: readonly Work[], keyOf: (each: Work) => string): [string, number][] {
  const sums = new Map<string, number>();
  for (const each of work) sums.set(keyOf(each), (sums.get(keyOf(each)) ?? 0) + each.requests);
  return [...sums];
}

/** Whether a function needs the namespace that all of a cloud share. */
export function usesNamespace(fn: PricedFunction): boolean {
  return hasInbox(fn) || queuesOf(fn) > 0;
}

/** What stands there costs by itself, by its type. */
export const azureFixed: Readonly<Record<string, Id>> = {
  azurerm_monitor_metric_alert: 'alarm',
  azurerm_monitor_scheduled_query_rules_alert_v2: 'logAlarm',
};
