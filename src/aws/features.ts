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
  'schedule.rateUneven': exact,
  'queue.delivery': exact,
  'queue.unconsumed': exact,
  'queue.batchSize': exact,
  'queue.partialFailure': exact,
  'delivery.maxAttempts': exact,
  'delivery.backPressure': exact,
  'capacity.warm': exact,
  'limits.maxInstances': exact,
  'limits.concurrencyPerInstance': unsupported(
    'A Lambda instance works on one invocation at a time. Leave it at 1, and raise limits.maxInstances instead.',
  ),
  'observability.logRetention': approximated(
    'A log group keeps logs for set numbers of days; the next longer one is used.',
  ),
} as const satisfies FeatureTable;
