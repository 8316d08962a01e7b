import type { Capacity, CapacityChoice } from '../capacity';
import type { CapacityWindow } from '../capacity-window';
import { checkWindows } from './capacity-windows';
import { amount, whole } from './checks';
import { CronSpec, parseCron } from './cron';
import type { Report } from './report';

/** A function's capacity, resolved. */
export interface CapacitySpec {
  /** Instances kept ready outside of windows; those of triggers come on top. */
  readonly warm: number;
  readonly windows: readonly WindowSpec[];
  /** Present where the number follows the use. */
  readonly scaling?: { readonly max: number; readonly targetUtilization: number };
  readonly ping?: { readonly instances: number; readonly everyMinutes: number };
}

/** A window whose expressions are known to be sound. */
export interface WindowSpec {
  readonly opens: string;
  readonly closes: string;
  readonly timeZone: string;
  /** Instances kept ready while it is open. */
  readonly warm: number;
}

/** One moment at which the number of ready instances changes. */
export interface CapacityEdge {
  /** Tells the edges of a function apart: `window-0-opens`. */
  readonly key: string;
  readonly at: CronSpec;
  /** Instances from then on; those of triggers come on top. */
  readonly warm: number;
}

export const onDemand: CapacitySpec = { warm: 0, windows: [] };

export function capacityEdges({ warm, windows }: CapacitySpec): CapacityEdge[] {
  return windows.flatMap((window, index) => [
    { key: `window-${index}-opens`, at: cronOf(window, 'opens'), warm: window.warm },
    { key: `window-${index}-closes`, at: cronOf(window, 'closes'), warm },
  ]);
}

/** When a window opens or closes. */
export function cronOf(window: WindowSpec, edge: 'opens' | 'closes'): CronSpec {
  const parsed = parseCron(window[edge], window.timeZone);
  if ('spec' in parsed) return parsed.spec;
  throw new Error(parsed.problems.join('\n'));
}

/** The largest number of instances that are ever kept ready, those of triggers aside, and the prop that asks for it. */
export function mostWarm({ warm, windows, scaling }: CapacitySpec): { readonly warm: number; readonly prop: string } {
  return [
    { warm, prop: 'capacity' },
    { warm: scaling?.max ?? 0, prop: 'capacity.max' },
    ...windows.map((window, index) => ({ warm: window.warm, prop: `capacity.windows[${index}].warm` })),
  ].reduce((most, each) => (each.warm > most.warm ? each : most));
}

const most = { pings: 10 };
const utilization = { least: 0.1, most: 0.9, default: 0.7 };

/** Whether the number of ready instances changes by itself. */
export function varies({ windows, scaling }: CapacitySpec): boolean {
  return windows.length > 0 || scaling !== undefined;
}

/** Fills in defaults and checks what has one meaning on every cloud. */
export function resolveCapacity(capacity: Capacity | undefined, report: Report): CapacitySpec {
  const choice = choiceOf(capacity, report);
  const warm = whole('capacity', choice?.warm ?? 0, 0, Infinity, report, ' instances');
  const scaling = choice && resolveScaling(choice, report);
  const ping = choice?.ping && resolvePing(choice.ping, report);
  const given = [choice?.windows ?? []].flat();
  if (choice?.warm === 0 && given.length === 0 && !scaling) {
    report.problem(
      'capacity',
      '0 instances are none. Write Capacity.onDemand(), or name windows in which there are some.',
    );
  }
  const windows = given.flatMap((window, index) =>
    resolveWindow(window, `capacity.windows[${index}]`, warm, scaling?.max, report),
  );
  // What could not be read is not compared with the rest.
  if (windows.length === given.length) checkWindows(windows, report);
  return { warm, windows, ...(scaling && { scaling }), ...(ping && { ping }) };
}

/** @param limit the limit of what is pinged, in words */
export function checkPings({ ping }: CapacitySpec, max: number, limit: string, report: Report): void {
  if (!ping || ping.instances <= max) return;
  report.problem(
    'capacity.ping',
    `${ping.instances} instances are above ${limit}. Ping fewer, or raise limits.maxInstances.`,
  );
}

/** What of it clouds do otherwise. */
export function planCapacity({ windows, scaling, ping }: CapacitySpec, report: Report): void {
  if (windows.length > 0) report.use('capacity.windows', 'capacity.windows', `${windows.length} of them`);
  if (scaling) report.use('capacity.max', 'capacity.max', `${scaling.max}`);
  if (ping) report.use('capacity.ping', 'capacity', 'ping');
}

/** From JavaScript anything can come here, and what is not understood must not be left out. */
function choiceOf(capacity: Capacity | undefined, report: Report): CapacityChoice | undefined {
  if (capacity === undefined || capacity?._props) return capacity?._props;
  report.problem('capacity', `${JSON.stringify(capacity)} is no Capacity. Write one such as Capacity.warm(1).`);
  return undefined;
}

function resolveWindow(
  window: CapacityWindow,
  prop: string,
  outside: number,
  max: number | undefined,
  report: Report,
): WindowSpec[] {
  if (!window?._props) {
    report.problem(prop, `${JSON.stringify(window)} is no window. Write CapacityWindow.cron({ opens, closes, warm }).`);
    return [];
  }
  const { opens, closes, timeZone = 'UTC', warm } = window._props;
  whole(`${prop}.warm`, warm, 1, Infinity, report, ' instances');
  if (warm <= outside) {
    report.problem(
      `${prop}.warm`,
      `${warm} instances are no more than the ${outside} outside of it. Have the window add to what is always ready.`,
    );
  }
  if (max !== undefined && warm > max) {
    report.problem(`${prop}.warm`, `${warm} instances are above capacity.max of ${max}. Raise capacity.max.`);
  }
  const sound = [
    checkEdge(`${prop}.opens`, opens, timeZone, report),
    checkEdge(`${prop}.closes`, closes, timeZone, report),
  ];
  return sound.every(Boolean) ? [{ opens, closes, timeZone, warm }] : [];
}

function checkEdge(prop: string, expression: string, timeZone: string, report: Report): boolean {
  if (typeof expression !== 'string') {
    report.problem(prop, `is ${JSON.stringify(expression)}. Write a cron expression, such as '30 7 * * MON-FRI'.`);
    return false;
  }
  const parsed = parseCron(expression, timeZone);
  if ('problems' in parsed) {
    parsed.problems.forEach((problem) => report.problem(prop, problem));
    return false;
  }
  const times = parsed.spec.minutes.length * parsed.spec.hours.length;
  if (times > 24) report.problem(prop, `cron expression '${expression}' names ${times} times a day. Name at most 24.`);
  return times <= 24;
}

function resolveScaling({ warm = 0, max, targetUtilization }: CapacityChoice, report: Report): CapacitySpec['scaling'] {
  if (max === undefined) {
    if (targetUtilization !== undefined) {
      report.problem('capacity.targetUtilization', 'says when to keep more ready, and without max there are no more.');
    }
    return undefined;
  }
  const target = targetUtilization ?? utilization.default;
  const { least } = utilization;
  if (!(target >= least && target <= utilization.most)) {
    report.problem('capacity.targetUtilization', `${target} is not a number from ${least} to ${utilization.most}.`);
  }
  whole('capacity.max', max, 1, Infinity, report, ' instances');
  if (max <= warm) {
    report.problem('capacity.max', `${max} instances are no more than the ${warm} that are always ready. Raise it.`);
  }
  return { max, targetUtilization: target };
}

function resolvePing(ping: NonNullable<CapacityChoice['ping']>, report: Report): CapacitySpec['ping'] {
  const instances = whole('capacity.ping', ping.instances, 1, most.pings, report, ' instances');
  const millis = amount('capacity.ping.every', ping.every, 'toMilliseconds', 'Duration.minutes(5)', report);
  const everyMinutes = (millis ?? 300_000) / 60_000;
  if (!(Number.isInteger(everyMinutes) && everyMinutes >= 1 && 60 % everyMinutes === 0)) {
    report.problem('capacity.ping.every', `${everyMinutes} minutes do not divide an hour.`);
  }
  return { instances, everyMinutes };
}
