import type { ChannelSpec } from '../alarm-channel';
import type { AlarmOptions } from '../observability';
import { mostWarm } from './capacity';
import { channelsOf } from './channels';
import { amount, whole } from './checks';
import type { FunctionModel } from './model';
import { warmTotal } from './model';
import type { Report } from './report';

/** What of a function is watched; what is absent is not. */
export interface AlarmSpec {
  /** Percent of invocations that may fail. */
  readonly errorRate?: number;
  /** Percent of invocations that may wait for a start. */
  readonly coldStarts?: { readonly percent: number; readonly said: boolean };
  /** Invocations in 15 minutes, for a share of them to count. */
  readonly minInvocations: number;
  /** Milliseconds that all but a few invocations may take; none where the timeout says it. */
  readonly p95?: number;
  readonly p99?: number;
  readonly throttling: boolean;
  readonly deadLetters: boolean;
  /** Seconds that an event may wait, and how many may. */
  readonly backlog?: { readonly seconds: number; readonly messages: number };
  readonly spillover: boolean;
  /** Whether anything of it was said, of which one is then warned. */
  readonly said: boolean;
  /** Whom to tell; absent where whatever stands above says it. */
  readonly channels?: readonly ChannelSpec[];
}

/** Percent of requests that may find no ready instance: two at the same moment need not be worth a second one. */
export const SPILLOVER_PERCENT = 10;

const defaults = {
  errorRate: 5,
  coldStarts: 10,
  minInvocations: 10,
  backlogSeconds: 900,
  backlogMessages: 1000,
  p99OfTimeout: 0.8,
};

/** Fills in defaults, and checks what has one meaning on every cloud. */
export function resolveAlarms(options: AlarmOptions, timeoutSeconds: number, report: Report): AlarmSpec {
  const { errorRate = defaults.errorRate, coldStarts, p95, p99, backlog, notify, without = [] } = options;
  const watches = (kind: string) => !without.some((left) => `${left}` === kind);
  const millis = (prop: string, value: AlarmOptions['p95']) =>
    amount(`observability.${prop}`, value, 'toMilliseconds', 'Duration.seconds(1)', report);
  const percent = (prop: string, value: number) => {
    if (value > 0 && value <= 100) return;
    report.problem(`observability.${prop}`, `${value} is not a percentage above 0 and up to 100.`);
  };
  percent('errorRate', errorRate);
  percent('coldStarts', coldStarts ?? defaults.coldStarts);
  const given95 = millis('p95', p95);
  const given99 = millis('p99', p99);
  const waits = millis('backlog', backlog);
  for (const [prop, value] of [
    ['p95', given95],
    ['p99', given99],
    ['backlog', waits],
  ] as const) {
    if (value === 0) report.problem(`observability.${prop}`, 'is nothing: every invocation would be above it.');
  }
  for (const [prop, value = 0] of [
    ['p95', given95],
    ['p99', given99],
  ] as const) {
    if (value === 0 || value < timeoutSeconds * 1000) continue;
    report.problem(
      `observability.${prop}`,
      `${value} ms are not below the timeout of ${timeoutSeconds} seconds: no invocation takes longer. Lower it, or leave ` +
        'it out.',
    );
  }
  return {
    minInvocations: whole(
      'observability.minInvocations',
      options.minInvocations ?? defaults.minInvocations,
      1,
      Infinity,
      report,
      ' invocations',
    ),
    ...(watches('ERROR_RATE') && { errorRate }),
    ...(watches('COLD_STARTS') && {
      coldStarts: { percent: coldStarts ?? defaults.coldStarts, said: coldStarts !== undefined },
    }),
    ...(watches('LATENCY') && {
      ...(given95 !== undefined && { p95: given95 }),
      p99: given99 ?? timeoutSeconds * 1000 * defaults.p99OfTimeout,
    }),
    throttling: watches('THROTTLING'),
    deadLetters: watches('DEAD_LETTERS'),
    ...(watches('BACKLOG') && {
      backlog: {
        seconds: waits === undefined ? defaults.backlogSeconds : waits / 1000,
        messages: defaults.backlogMessages,
      },
    }),
    spillover: watches('SPILLOVER'),
    said: Object.values(options).some((value) => value !== undefined),
    ...(notify && { channels: channelsOf('observability.notify', notify, report) }),
  };
}

/** What of it clouds do otherwise. */
export function planAlarms(model: FunctionModel, report: Report): void {
  const { spec, triggers } = model;
  const { errorRate, p99, throttling, backlog, spillover } = spec.alarms;
  if (errorRate !== undefined) report.use('alarms.errorRate', 'observability.errorRate', `${errorRate} %`);
  if (p99 !== undefined) report.use('alarms.latency', 'observability.p99', `${p99} ms`);
  if (throttling) report.use('alarms.throttling', 'observability', 'throttling');
  if (backlog && triggers.some(({ kind }) => kind !== 'http')) {
    report.use('alarms.backlog', 'observability.backlog', `${backlog.seconds} seconds`);
  }
  if (spillover && isWarm(model)) report.use('alarms.spillover', 'observability', 'spillover');
  const coldStarts = coldStartLimit(model);
  if (coldStarts !== undefined) report.use('alarms.coldStarts', 'observability.coldStarts', `${coldStarts} %`);
}

/** Percent that may wait for a start. None where instances start as they are needed, and nobody said how many may. */
export function coldStartLimit(model: FunctionModel): number | undefined {
  const { alarms, capacity } = model.spec;
  const { percent, said = false } = alarms.coldStarts ?? {};
  return said || capacity.ping || isWarm(model) ? percent : undefined;
}

/** Whether some instances are kept ready at some time. */
export function isWarm(model: FunctionModel): boolean {
  return warmTotal(model, mostWarm(model.spec.capacity).warm) > 0;
}
