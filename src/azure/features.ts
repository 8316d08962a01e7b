import { approximated, exact, FeatureTable, unsupported } from '../private/features';

export const features = {
  memory: approximated('Instances on Azure have 512, 2048 or 4096 MiB; the next larger size is used.'),
  timeout: exact,
  environment: exact,
  'http.public': exact,
  'http.routes': exact,
  'http.cors': approximated(
    'Azure Functions answers preflights itself, and knows allowed origins and credentials only: it lets every method ' +
      'and header through, and leaves the time to the browser.',
  ),
  'schedule.cron': exact,
  'schedule.rate': exact,
  'schedule.rateUneven': unsupported(
    'An Azure timer fires at times of the clock. Take a number of minutes that divides an hour or a day.',
  ),
  'queue.delivery': exact,
  'queue.unconsumed': exact,
  'queue.batchSize': approximated('The adapter on Azure hands over one message at a time.'),
  'queue.partialFailure': exact,
  'delivery.maxAttempts': exact,
  'delivery.backPressure': exact,
  'capacity.warm': exact,
  'limits.maxInstances': approximated(
    'Azure limits each scale group for itself: HTTP, each queue, the inbox and each schedule.',
  ),
  'limits.concurrencyPerInstance': exact,
  'observability.logRetention': approximated(
    'A log workspace keeps the logs of all its functions alike, for 30 to 730 days: as long as the longest asks for.',
  ),
} as const satisfies FeatureTable;
