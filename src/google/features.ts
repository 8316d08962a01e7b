import { approximated, exact, FeatureTable, unsupported } from '../private/features';

export const features = {
  memory: exact,
  timeout: exact,
  environment: exact,
  'http.public': exact,
  'http.routes': exact,
  'http.cors': exact,
  'schedule.cron': exact,
  'schedule.rate': exact,
  'schedule.rateUneven': unsupported(
    'Cloud Scheduler fires at times of the clock. Choose a number of minutes that divides an hour, or of hours that divides a day.',
  ),
  'queue.delivery': exact,
  'queue.unconsumed': approximated(
    'A Pub/Sub topic keeps nothing for a subscription that is not there yet: what is sent before a function consumes the queue is lost.',
  ),
  'queue.batchSize': approximated('Pub/Sub pushes one message a request, so each invocation gets one.'),
  'queue.partialFailure': exact,
  'delivery.maxAttempts': approximated(
    'Pub/Sub counts attempts as well as it can: a message may see a few more or less before the dead-letter topic.',
  ),
  'delivery.backPressure': approximated(
    'A push that a full function refuses costs an attempt; waits of 10 to 600 seconds between attempts soften it.',
  ),
  'capacity.warm': exact,
  'limits.maxInstances': exact,
  'limits.concurrencyPerInstance': exact,
  'observability.logRetention': approximated(
    "Logs stay in the project's log bucket `_Default`, whose retention is the project's: 30 days unless it was changed.",
  ),
} as const satisfies FeatureTable;
