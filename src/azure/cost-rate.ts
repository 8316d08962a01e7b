import { decimal, RatePrices } from '../pricing/rate';

/** Minutes over which the rate is measured, and between two looks at it. */
export const rated = { window: 15, frequency: 5 };

/** Azure counts megabyte-milliseconds. */
const UNITS_A_GB_SECOND = 1_024_000;

/**
 * What apps cost in a window, in Kusto's language, from the metrics that a diagnostic setting writes into the workspace.
 * @param apps ids
 * @see https://learn.microsoft.com/azure/azure-functions/monitor-functions-reference
 */
export function costRate(apps: readonly string[], prices: RatePrices): string {
  const units = (metric: string, id: string) =>
    `sumif(Total, MetricName == '${metric}') * ${decimal(prices.of(id) / UNITS_A_GB_SECOND)}`;
  const count = (metric: string, id: string) => `sumif(Total, MetricName == '${metric}') * ${decimal(prices.of(id))}`;
  const terms = [
    units('OnDemandFunctionExecutionUnits', 'compute'),
    count('OnDemandFunctionExecutionCount', 'requests'),
    units('AlwaysReadyUnits', 'warm'),
    units('AlwaysReadyFunctionExecutionUnits', 'ready'),
    count('AlwaysReadyFunctionExecutionCount', 'readyRequests'),
  ];
  const ids = apps.map((id) => `'${id}'`).join(', ');
  return `AzureMetrics | where ResourceId in~ (${ids}) | summarize Usd = ${terms.join(' + ')}`;
}
