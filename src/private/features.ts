/**
 * Everything in which clouds may differ. The list is closed: each target's table answers every id, the parity table
 * is printed from those tables, and a warning or an error can only name an id that its table declares so.
 */
export const features = {
  memory: 'Memory of an instance',
  timeout: 'Time limit of an invocation',
  environment: 'Environment variables',
  'http.public': 'Public HTTPS endpoint',
  'http.routes': 'Methods and paths, 404 and 405',
  'http.cors': 'Cross-origin access',
  'schedule.cron': 'Cron expressions in any time zone, exact across changes of daylight saving time',
  'schedule.rate': 'Rates that divide an hour or a day',
  'schedule.rateUneven': 'Any other rate',
  'queue.delivery': 'Queue with one consumer and a dead-letter queue',
  'queue.unconsumed': 'Messages sent before a function consumes the queue are kept',
  'queue.batchSize': 'Several messages an invocation',
  'queue.partialFailure': 'One message retried without its batch mates',
  'delivery.maxAttempts': 'Exact number of attempts before the dead-letter queue',
  'delivery.backPressure': 'A full function costs no attempt',
  'capacity.warm': 'Instances kept ready',
  'limits.maxInstances': 'Largest number of instances',
  'limits.concurrencyPerInstance': 'Several invocations at a time in one instance',
  'observability.logRetention': 'How long logs are kept',
} as const;

export type FeatureId = keyof typeof features;

export type Verdict =
  | { readonly kind: 'exact' }
  | { readonly kind: 'approximated'; readonly reason: string }
  | { readonly kind: 'unsupported'; readonly reason: string };

/** A target's answer to every feature. */
export type FeatureTable = Readonly<Record<FeatureId, Verdict>>;

export const exact: Verdict = { kind: 'exact' };

/** The cloud does it otherwise; `reason` says how, and completes a warning. */
export function approximated(reason: string): Verdict {
  return { kind: 'approximated', reason };
}

/** The cloud can't; `reason` says why and names the way out, and completes an error. */
export function unsupported(reason: string): Verdict {
  return { kind: 'unsupported', reason };
}
