import type { Row } from './block';
import { scopeName, within } from './groups';
import { amount, span } from './words';
import type { FunctionEntry, WatchEntry } from '../private/manifest';
import type { AlarmsRecord, BudgetRecord, ChannelRecord, WatchRecords } from '../private/watch-records';
import type { WatchKind } from '../private/watches';

/** The order of the blocks, and how each kind is headed. */
export const watchTitles: { readonly [K in WatchKind]: string } = {
  alarms: 'Alarms',
  budget: 'Budget',
  dashboard: 'Dashboard',
};

/** Of a function: where its spans go, what its alarms watch, and whom they tell. */
export const watchedRows: Row<FunctionEntry>[] = [
  ['traces', traces],
  ['alarms', ({ alarms }) => (alarms ? alarmsInWords(alarms) : 'none')],
  // Rows of their own, since clouds differ in these: what is the same everywhere is written once.
  ['on backlog', ({ alarms }) => (alarms ? backlog(alarms) : '')],
  ['on spillover', ({ alarms }) => (alarms?.spillover ? 'any request' : '')],
  ['they tell', ({ alarms, stack }) => (alarms && watches(alarms) ? channelsInWords(alarms.notify, stack) : '')],
];

type Shown<K extends WatchKind> = readonly (readonly [
  label: string,
  show: (described: WatchRecords[K], stack: string) => string,
])[];

const shown: { readonly [K in WatchKind]: Shown<K> } = {
  alarms: [['they tell', ({ notify }, stack) => channelsInWords(notify, stack)]],
  budget: [
    [
      'amount',
      ({ monthlyUsd, hourlyUsd }) => `${usd(monthlyUsd)} a month, and an alarm above ${usd(hourlyUsd)} an hour`,
    ],
    ['alerts', alerts],
    ['when spent', ({ onExceeded }) => (onExceeded === 'STOP' ? 'stops functions (STOP)' : 'tells (NOTIFY)')],
    ['tells', ({ notify }, stack) => channelsInWords(notify, stack)],
  ],
  dashboard: [],
};

/** The rows of a kind's block. */
export function watchRows(kind: WatchKind): Row<WatchEntry>[] {
  const rows = shown[kind] as Shown<never>;
  return [
    ['stack', ({ stack }) => stack],
    ['scope', scopeName],
    ...rows.map(([label, show]): Row<WatchEntry> => [label, (place) => show(place.described as never, place.stack)]),
  ];
}

function traces({ tracing, stack }: FunctionEntry): string {
  if (!tracing) return 'none';
  const { endpoint = 'a collector that is known on deployment', sampleRatio, headers } = tracing;
  return [
    `to ${endpoint}`,
    ...(sampleRatio === undefined ? [] : [`${round(sampleRatio * 100)} % of those that begin here`]),
    ...(headers === undefined ? [] : [`headers in secret ${within(stack, headers)}`]),
  ].join(', ');
}

/** What is watched alike on every cloud. */
function alarmsInWords(alarms: AlarmsRecord): string {
  const { errorRatePercent, p95Milliseconds, p99Milliseconds, coldStartsPercent, throttling, deadLetters } = alarms;
  const parts = [
    ...(errorRatePercent === undefined ? [] : [`more than ${errorRatePercent} % fail`]),
    ...(p95Milliseconds === undefined ? [] : [`p95 above ${millis(p95Milliseconds)}`]),
    ...(p99Milliseconds === undefined ? [] : [`p99 above ${millis(p99Milliseconds)}`]),
    ...(coldStartsPercent === undefined ? [] : [`more than ${coldStartsPercent} % start cold`]),
    ...(throttling ? ['throttling'] : []),
    ...(deadLetters ? ['dead letters'] : []),
  ];
  return parts.join(', ') || (watches(alarms) ? '' : 'none: nothing is watched');
}

function watches(alarms: AlarmsRecord): boolean {
  return Object.entries(alarms).some(([name, limit]) => name !== 'notify' && limit !== false);
}

function backlog({ backlogSeconds, backlogMessages }: AlarmsRecord): string {
  if (backlogMessages !== undefined) return `more than ${amount(backlogMessages, 'event')}`;
  return backlogSeconds === undefined ? '' : `longer than ${span(backlogSeconds)}`;
}

function alerts({ alertAtPercent, forecastAtPercent }: BudgetRecord): string {
  const parts = [
    ...(alertAtPercent.length > 0 ? [`${alertAtPercent.join(', ')} % spent`] : []),
    ...(forecastAtPercent.length > 0 ? [`${forecastAtPercent.join(', ')} % forecast`] : []),
  ];
  return parts.join('; ') || 'none';
}

/** Whom something tells. */
export function channelsInWords(channels: readonly ChannelRecord[], stack: string): string {
  return channels.map((channel) => channelInWords(channel, stack)).join(', ') || 'nobody';
}

function channelInWords(channel: ChannelRecord, stack: string): string {
  const unknown = 'that is known on deployment';
  if (channel.kind === 'topic') return `topic ${within(stack, channel.path)}`;
  if (channel.kind === 'email') return channel.address ?? `an address ${unknown}`;
  return channel.host === undefined ? `a webhook ${unknown}` : `webhook at ${channel.host}`;
}

function usd(n: number): string {
  return `${n.toLocaleString('en', { maximumSignificantDigits: 6 })} USD`;
}

function millis(n: number): string {
  return n < 1000 ? `${round(n)} ms` : `${round(n / 1000)} s`;
}

/** Without the tail that numbers get from being multiplied. */
function round(n: number): number {
  return Number(n.toPrecision(6));
}
