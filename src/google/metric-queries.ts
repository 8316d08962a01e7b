/* What Cloud Monitoring knows of services and subscriptions, in PromQL. */

/** Requests that failed, and that were refused. */
export const FAILED = ',response_code_class="5xx"';
export const REFUSED = ',response_code="429"';

/** How many requests each service had in the last minutes. */
export function requests(services: readonly string[], minutes: number, which = ''): string {
  return increase(`run_googleapis_com:request_count{${run(services)}${which}}`, minutes);
}

/**
 * How often something was logged by each service in the last minutes.
 * @param metric a metric of logs
 */
export function counted(metric: string, services: readonly string[], minutes: number): string {
  return increase(`logging_googleapis_com:user_${metric.replace(/\W/g, '_')}{${run(services)}}`, minutes);
}

/** Milliseconds within which all but the slowest requests of each service were done in the last minutes. */
export function slowest(share: number, services: readonly string[], minutes: number): string {
  const buckets = `run_googleapis_com:request_latencies_bucket{${run(services)}}`;
  return `histogram_quantile(${share}, ${increase(buckets, minutes, 'service_name, le')})`;
}

/** A metric of each subscription as it is now. */
export function subscribed(metric: string, subscriptions: readonly string[]): string {
  const labels = `monitored_resource="pubsub_subscription",subscription_id=~"${anyOf(subscriptions)}"`;
  return `max by (subscription_id) (pubsub_googleapis_com:subscription_${metric}{${labels}})`;
}

function increase(series: string, minutes: number, by = 'service_name'): string {
  return `sum by (${by}) (increase(${series}[${minutes}m]))`;
}

function run(services: readonly string[]): string {
  return `monitored_resource="cloud_run_revision",service_name=~"${anyOf(services)}"`;
}

/** Names as a regular expression, in text: queues may have a `+` or a `.` in theirs. */
function anyOf(names: readonly string[]): string {
  return names.map((name) => name.replace(/[.+]/g, '\\\\$&')).join('|');
}
