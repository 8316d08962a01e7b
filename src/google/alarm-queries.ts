/** Minutes over which each alarm looks. */
export const watched = { window: 15 };

/** Services with the same limit: percent, milliseconds or seconds. */
export interface Limited {
  /** Names of Cloud Run services, or of subscriptions. */
  readonly names: readonly string[];
  readonly most: number;
}

/** A series for each service of whose requests more percent failed. */
export function errorRate(limits: readonly Limited[]): string {
  return anyOf(limits, (services, most) => {
    const failed = requests(services, ',response_code_class="5xx"');
    return `100 * ${failed} / ${requests(services)} > ${most}`;
  });
}

/** A series for each service of whose requests so many percent were not done in its milliseconds. */
export function latency(percentile: 95 | 99, limits: readonly Limited[]): string {
  return anyOf(limits, (services, most) => {
    const buckets = `run_googleapis_com:request_latencies_bucket{${run(services)}}`;
    const sum = `sum by (service_name, le) (increase(${buckets}[${watched.window}m]))`;
    return `histogram_quantile(${percentile / 100}, ${sum}) > ${most}`;
  });
}

/** A series for each service that refused requests. */
export function throttling(services: readonly string[]): string {
  return `${requests(services, ',response_code="429"')} > 0`;
}

/** A series for each subscription with messages that nobody has taken. */
export function undelivered(subscriptions: readonly string[]): string {
  return `${subscribed('num_undelivered_messages', subscriptions)} > 0`;
}

/** A series for each subscription whose oldest message waits for longer. */
export function waiting(limits: readonly Limited[]): string {
  return anyOf(limits, (names, most) => `${subscribed('oldest_unacked_message_age', names)} > ${most}`);
}

function anyOf(limits: readonly Limited[], query: (names: readonly string[], most: number) => string): string {
  return limits.map(({ names, most }) => `(${query(names, most)})`).join(' or ');
}

function requests(services: readonly string[], more = ''): string {
  return `sum by (service_name) (increase(run_googleapis_com:request_count{${run(services)}${more}}[${watched.window}m]))`;
}

function run(services: readonly string[]): string {
  return `monitored_resource="cloud_run_revision",service_name=~"${services.join('|')}"`;
}

function subscribed(metric: string, names: readonly string[]): string {
  const labels = `monitored_resource="pubsub_subscription",subscription_id=~"${names.join('|')}"`;
  return `max by (subscription_id) (pubsub_googleapis_com:subscription_${metric}{${labels}})`;
}
