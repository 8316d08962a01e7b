import { counted as countedIn, FAILED, REFUSED, requests as requestsIn, slowest, subscribed } from './metric-queries';

/** Minutes over which each alarm looks. */
export const watched = { window: 15 };

const requests = (services: readonly string[], which?: string) => requestsIn(services, watched.window, which);
const counted = (metric: string, services: readonly string[]) => countedIn(metric, services, watched.window);

/** Services with the same limit: percent, milliseconds or seconds. */
export interface Limited {
  /** Names of Cloud Run services, or of subscriptions. */
  readonly names: readonly string[];
  readonly most: number;
  /** Invocations, for it to count. */
  readonly least: number;
}

/** A series for each service of whose requests more percent failed. */
export function errorRate(limits: readonly Limited[]): string {
  return whereEnough(limits, (services) => `100 * ${requests(services, FAILED)} / ${requests(services)}`);
}

/** A series for each service of whose requests so many percent were not done in its milliseconds. */
export function latency(percentile: 95 | 99, limits: readonly Limited[]): string {
  return whereEnough(limits, (services) => slowest(percentile / 100, services, watched.window));
}

/**
 * A series for each service of whose requests more percent waited for a start.
 * @param metric counts them, from logs
 */
export function coldStarts(metric: string, limits: readonly Limited[]): string {
  return whereEnough(limits, (services) => `100 * ${counted(metric, services)} / ${requests(services)}`);
}

/** A series for each service that refused requests. */
export function throttling(limits: readonly Limited[]): string {
  return `${requests(namesOf(limits), REFUSED)} > 0`;
}

/** A series for each subscription with messages that nobody has taken. */
export function undelivered(limits: readonly Limited[]): string {
  return `${subscribed('num_undelivered_messages', namesOf(limits))} > 0`;
}

/** A series for each subscription whose oldest message waits for longer. */
export function waiting(limits: readonly Limited[]): string {
  return anyOf(limits, ({ names, most }) => `${subscribed('oldest_unacked_message_age', names)} > ${most}`);
}

/** What is above the limits of services, of those with enough requests. */
function whereEnough(limits: readonly Limited[], measured: (services: readonly string[]) => string): string {
  return anyOf(
    limits,
    ({ names, most, least }) => `${measured(names)} > ${most} and on (service_name) ${requests(names)} >= ${least}`,
  );
}

function anyOf(limits: readonly Limited[], query: (limit: Limited) => string): string {
  return limits.map((limit) => `(${query(limit)})`).join(' or ');
}

function namesOf(limits: readonly Limited[]): string[] {
  return limits.flatMap(({ names }) => names);
}
