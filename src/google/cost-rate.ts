import { decimal, RatePrices } from '../pricing/rate';

/** Minutes over which the rate is measured. */
export const rated = { window: 15 };

/**
 * What services cost in a window, in PromQL. Allocated time is also that of instances that wait, which cost less.
 * @param services names of Cloud Run services
 * @see https://cloud.google.com/monitoring/api/metrics_gcp_p_z#gcp-run
 */
export function costRate(services: readonly string[], prices: RatePrices): string {
  const labels = `monitored_resource="cloud_run_revision",service_name=~"${services.join('|')}"`;
  const term = (metric: string, id: string) =>
    `sum(increase(run_googleapis_com:${metric}{${labels}}[${rated.window}m])) * ${decimal(prices.of(id))}`;
  // A sum of nothing is no number, and would make the whole none.
  return ['container_cpu_allocation_time', 'container_memory_allocation_time', 'request_count']
    .map((metric, index) => `(${term(metric, ['cpu', 'memory', 'requests'][index]!)} or vector(0))`)
    .join(' + ');
}
