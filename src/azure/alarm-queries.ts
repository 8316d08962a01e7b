/** Minutes over which each alarm looks, and between two looks. */
export const watched = { window: 15, frequency: 5 };

/** What an app may do at most: percent, or milliseconds. */
export interface AppLimit {
  /** The app's name. */
  readonly app: string;
  readonly most: number;
}

/** Apps with limits, as a table that requests are joined with: one query serves all of them. */
function joined(limits: readonly AppLimit[], measured: string): string {
  const rows = limits.map(({ app, most }) => `'${app}', ${most}`).join(', ');
  return (
    `let Limits = datatable(Name: string, Most: real) [${rows}]; ` +
    `AppRequests | summarize Value = ${measured} by App = tolower(AppRoleName) ` +
    '| join kind=inner (Limits | extend App = tolower(Name)) on App | where Value > Most | project App, Value'
  );
}

/** A row for each app of whose invocations more percent failed. */
export function errorRate(limits: readonly AppLimit[]): string {
  return joined(limits, '100.0 * countif(Success == false) / count()');
}

/** A row for each app of whose invocations so many percent were not done in its milliseconds. */
export function latency(percentile: 95 | 99, limits: readonly AppLimit[]): string {
  return joined(limits, `percentile(DurationMs, ${percentile})`);
}

/** A row for each app that refused requests. */
export function throttling(apps: readonly string[]): string {
  return joined(
    apps.map((app) => ({ app, most: 0 })),
    "todouble(countif(ResultCode == '429'))",
  );
}
