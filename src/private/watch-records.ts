import type { ChannelSpec } from '../alarm-channel';
import type { Function } from '../function';
import { coldStartLimit, isWarm } from './alarms';
import type { BudgetSpec } from './budget';
import { holdsToken } from './tokens';
import type { TracingSpec } from './tracing';

/** Whom alarms and budgets tell. What is known on deployment only is absent. */
export type ChannelRecord =
  | { readonly kind: 'email'; readonly address?: string }
  /** By its host alone: the rest of the URL may be a secret. */
  | { readonly kind: 'webhook'; readonly host?: string }
  | { readonly kind: 'topic'; readonly path: string };

/** What the alarms of a function watch on its cloud. */
export interface AlarmsRecord {
  readonly errorRatePercent?: number;
  readonly p95Milliseconds?: number;
  readonly p99Milliseconds?: number;
  readonly throttling: boolean;
  readonly deadLetters: boolean;
  /** One of them: not every cloud tells how long events wait. */
  readonly backlogSeconds?: number;
  readonly backlogMessages?: number;
  readonly spillover: boolean;
  readonly coldStartsPercent?: number;
  readonly notify: readonly ChannelRecord[];
}

/** Where a function's spans go. */
export interface TracingRecord {
  /** Scheme and host of the collector: a path may be a secret. Absent where they are known on deployment only. */
  readonly endpoint?: string;
  readonly sampleRatio?: number;
  /** Construct path of the secret that holds its headers. */
  readonly headers?: string;
}

export interface BudgetRecord {
  readonly monthlyUsd: number;
  readonly hourlyUsd: number;
  readonly alertAtPercent: readonly number[];
  readonly forecastAtPercent: readonly number[];
  readonly onExceeded: 'NOTIFY' | 'STOP';
  readonly notify: readonly ChannelRecord[];
}

/** What was asked for of what watches functions, defaults filled in. */
export interface WatchRecords {
  readonly alarms: { readonly notify: readonly ChannelRecord[] };
  readonly budget: BudgetRecord;
  readonly dashboard: Readonly<Record<never, unknown>>;
}

export function channelRecords(channels: readonly ChannelSpec[]): ChannelRecord[] {
  return channels.map((spec) => {
    if (spec.kind === 'topic') return { kind: spec.kind, path: spec.topic.node.path };
    if (spec.kind === 'email') return { kind: spec.kind, ...(!holdsToken(spec.address) && { address: spec.address }) };
    const url = urlOf(spec.url);
    return { kind: spec.kind, ...(url && { host: url.host }) };
  });
}

/** Undefined where there are none. */
export function alarmsRecord(fn: Function): AlarmsRecord | undefined {
  const { model } = fn._core;
  const { errorRate, p95, p99, throttling, deadLetters, backlog, spillover } = model.spec.alarms;
  const channels = fn._core.told();
  if (!channels) return undefined;
  const coldStarts = coldStartLimit(model);
  const seen = fn.cloud._target.watchable(fn);
  return {
    ...(errorRate !== undefined && { errorRatePercent: errorRate }),
    ...(p95 !== undefined && { p95Milliseconds: p95 }),
    ...(p99 !== undefined && { p99Milliseconds: p99 }),
    throttling,
    deadLetters: deadLetters && seen.deadLetters,
    ...(backlog && seen.backlog === 'seconds' && { backlogSeconds: backlog.seconds }),
    ...(backlog && seen.backlog === 'messages' && { backlogMessages: backlog.messages }),
    spillover: spillover && seen.spillover && isWarm(model),
    ...(coldStarts !== undefined && { coldStartsPercent: coldStarts }),
    notify: channelRecords(channels),
  };
}

export function tracingRecord({ endpoint, sampleRatio, headers }: TracingSpec): TracingRecord {
  const url = urlOf(endpoint);
  return {
    ...(url && { endpoint: url.origin }),
    ...(sampleRatio !== undefined && { sampleRatio }),
    ...(headers && { headers: headers.node.path }),
  };
}

export function budgetRecord({ amount, hourlyUsd, alerts, stops, channels }: BudgetSpec): BudgetRecord {
  const percents = (kind: 'actual' | 'forecast') =>
    alerts.filter(({ of }) => of === kind).map(({ percent }) => percent);
  return {
    monthlyUsd: amount,
    hourlyUsd,
    alertAtPercent: percents('actual'),
    forecastAtPercent: percents('forecast'),
    onExceeded: stops ? 'STOP' : 'NOTIFY',
    notify: channelRecords(channels),
  };
}

/** A token behind the host does no harm, since only the host is asked for; in it, it makes the URL none. */
function urlOf(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url && !holdsToken(url.host) ? url : undefined;
}
