/**
 * Everything in which clouds may differ. The list is closed: each target's table answers every id, the parity table
 * is printed from those tables, and a warning or an error can only name an id that its table declares so.
 */
export const features = {
  memory: 'Memory of an instance',
  timeout: 'Time limit of an invocation',
  environment: 'Environment variables',
  'architecture.arm64': '64-bit ARM processors',
  'runtime.node24': 'Node.js 24',
  'code.install': 'Packages with native code',
  'code.directory': 'Code that is built already',
  'code.image': 'Container images',
  'http.public': 'Public HTTPS endpoint',
  'http.iam': 'HTTPS endpoint for granted functions only',
  'http.routes': 'Methods and paths, 404 and 405',
  'http.cors': 'Cross-origin access',
  'schedule.cron': 'Cron expressions in any time zone, exact across changes of daylight saving time',
  'schedule.rate': 'Rates that divide an hour or a day',
  'schedule.rateUneven': 'Any other rate',
  'queue.delivery': 'Queue with one consumer and a dead-letter queue',
  'queue.unconsumed': 'Messages sent before a function consumes the queue are kept',
  'queue.batchSize': 'Several messages an invocation',
  'queue.partialFailure': 'One message retried without its batch mates',
  'queue.order': 'Messages of one key delivered in order',
  'queue.orderedDeadLetters': 'Dead letters of an ordered queue in one place',
  'queue.delay': 'Messages that wait before they are delivered',
  'queue.retention': 'How long messages are kept',
  'queue.tags': 'Tags of a queue',
  'queue.encryptionKey': 'Queue under a key of your own',
  'topic.delivery': 'Topic with a copy of each message for each function',
  'topic.filter': 'Messages filtered by attributes',
  'topic.tags': 'Tags of a topic',
  'topic.encryptionKey': 'Topic under a key of your own',
  'bucket.objects': 'Bucket that is never public',
  'bucket.versions': 'Earlier versions of objects',
  'bucket.lifecycle': 'Objects deleted at an age',
  'bucket.cors': 'Signed URLs used by other origins',
  'bucket.created': 'New objects that invoke a function',
  'bucket.suffix': 'New objects filtered by the end of their key',
  'bucket.writeOnly': 'Writing objects without reading them',
  'bucket.encryptionKey': 'Bucket under a key of your own',
  'table.items': 'Table of items under one or two keys',
  'table.index': 'Items found by other attributes',
  'table.ttl': 'Items that expire',
  'table.pointInTimeRecovery': 'Table restored to a moment of the last 7 days',
  'table.change': 'Changes of items that invoke a function',
  'table.writeOnly': 'Writing items without reading them',
  'table.encryptionKey': 'Table under a key of your own',
  'table.tags': 'Tags of a table',
  'secret.value': 'Secret, generated outside template and state',
  'secret.encryptionKey': 'Secret under a key of your own',
  'delivery.reason': 'Dead letters with reason, attempts and original',
  'delivery.maxAttempts': 'Exact number of attempts before the dead-letter queue',
  'delivery.backPressure': 'A full function costs no attempt',
  'capacity.warm': 'Instances kept ready',
  'capacity.windows': 'Instances kept ready by the clock',
  'capacity.max': 'Instances kept ready by use',
  'capacity.ping': 'Keep-warm pings',
  'limits.maxInstances': 'Largest number of instances',
  'limits.total': 'Largest number of instances of several functions together',
  'limits.concurrencyPerInstance': 'Several invocations at a time in one instance',
  'stop.functions': 'Functions stopped and resumed',
  'alarms.errorRate': 'Alarm on failed invocations',
  'alarms.latency': 'Alarm on slow invocations',
  'alarms.throttling': 'Alarm on refused invocations',
  'alarms.backlog': 'Alarm on events that wait',
  'alarms.spillover': 'Alarm on requests that find no ready instance',
  'alarms.coldStarts': 'Alarm on cold starts',
  'dashboard.waiting': 'Dashboard that shows how long events wait',
  'budget.monthly': 'Budget for a month, with alerts and forecasts',
  'budget.rate': 'Alarm within minutes where money is spent too fast',
  'observability.logRetention': 'How long logs are kept',
  'observability.tracing': 'Traces, from functions through queues and topics to functions',
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
