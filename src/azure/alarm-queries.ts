import { COLD_START } from '../private/contract';

/** Minutes over which each alarm looks, and between two looks. */
export const watched = { window: 15, frequency: 5 };

/** What an app may do at most: percent, or milliseconds. */
export interface AppLimit {
  /** The app's name. */
  readonly app: string;
  readonly most: number;
  /** Invocations, for it to count. */
  readonly least: number;
}

/** Requests stand for others of which none was kept. */
const all = 'All = sum(ItemCount)';

/** Apps with limits, as a table that what was measured of each is joined with: one query serves all of them. */
function joined(limits: readonly AppLimit[], measured: string): string {
  const rows = limits.map(({ app, most, least }) => `'${app}', ${most}, ${least}`).join(', ');
  return (
    `let Limits = datatable(Name: string, Most: real, Least: long) [${rows}]; ${measured} ` +
    '| join kind=inner (Limits | extend App = tolower(Name)) on App ' +
    '| where Value > Most and All >= Least | project App, Value'
  );
}

function requests(measured: string): string {
  return `AppRequests | summarize ${measured}, ${all} by App = tolower(AppRoleName)`;
}

/** The host counts a request as done well that was answered, whatever the answer. */
export const failed = 'Success == false or toint(ResultCode) >= 500';

/** A row for each app of whose invocations more percent failed. */
export function errorRate(limits: readonly AppLimit[]): string {
  return joined(limits, requests(`Value = 100.0 * sumif(ItemCount, ${failed}) / sum(ItemCount)`));
}

/** A row for each app of whose invocations so many percent were not done in its milliseconds. */
export function latency(percentile: 95 | 99, limits: readonly AppLimit[]): string {
  return joined(limits, requests(`Value = percentile(DurationMs, ${percentile})`));
}

/** A row for each app that refused requests. */
export function throttling(limits: readonly AppLimit[]): string {
  return joined(
    limits.map((limit) => ({ ...limit, least: 0 })),
    requests("Value = todouble(sumif(ItemCount, ResultCode == '429'))"),
  );
}

/** Lines of the adapter about invocations that waited for a start. */
export const coldStarted =
  `AppTraces | where Message has '${COLD_START}' | extend Line = parse_json(Message) ` +
  `| where Line.message == '${COLD_START}' and tobool(Line.coldStart)`;

/** A row for each app of whose invocations more percent waited for a start. */
export function coldStarts(limits: readonly AppLimit[]): string {
  const cold = `${coldStarted} | summarize Cold = sum(ItemCount) by App = tolower(AppRoleName)`;
  const counted = `AppRequests | summarize ${all} by App = tolower(AppRoleName)`;
  return joined(limits, `${counted} | join kind=inner (${cold}) on App | extend Value = 100.0 * Cold / All`);
}
