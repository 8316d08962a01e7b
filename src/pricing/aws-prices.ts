import { each, PriceTable, Tier } from './price';

const us = ['us-east-1', 'us-west-2'] as const;
const regions = [...us, 'eu-west-1', 'eu-central-1', 'ap-southeast-1', 'ap-northeast-1'] as const;

const million = 1e6;
const billion = 1e9;

const arm: readonly Tier[] = [
  { upTo: 7.5 * billion, usd: 0.0000133334 },
  { upTo: 18.75 * billion, usd: 0.0000120001 },
  { usd: 0.0000106667 },
];
const x86: readonly Tier[] = [
  { upTo: 6 * billion, usd: 0.0000166667 },
  { upTo: 15 * billion, usd: 0.000015 },
  { usd: 0.0000133334 },
];

/** The price list of a service, as its publication of a date has it. */
const list = (service: string, date: string) => ({
  source: `https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/${service}/current/`,
  date,
});
const lambda = list('AWSLambda', '2026-10-01');
const cloudWatch = list('AmazonCloudWatch', '2026-09-22');
const events = { source: 'https://aws.amazon.com/eventbridge/pricing/', date: '2026-03-13' };

/**
 * What AWS charges. Free GB-seconds are of both architectures together; a service here has one of them as a rule.
 * @see https://aws.amazon.com/lambda/pricing/
 */
export const awsPrices = {
  date: '2026-11-25',
  base: 'us-east-1',
  regions,
  prices: {
    requests: { unit: 'request', usd: each(regions, 0.2 / million), free: million, ...lambda },
    arm64: { unit: 'GB-second on arm64', usd: each(regions, arm), free: 400_000, ...lambda },
    x86_64: { unit: 'GB-second on x86_64', usd: each(regions, x86), free: 400_000, ...lambda },
    warmArm64: {
      unit: 'GB-second kept ready on arm64',
      usd: {
        ...each(us, 0.0000033334),
        'eu-west-1': 0.0000037168,
        'eu-central-1': 0.0000040118,
        'ap-northeast-1': 0.0000043068,
      },
      ...lambda,
    },
    warmX86_64: {
      unit: 'GB-second kept ready on x86_64',
      usd: {
        ...each(us, 0.0000041667),
        'eu-west-1': 0.000004646,
        'eu-central-1': 0.0000050147,
        'ap-southeast-1': 0.0000051991,
        'ap-northeast-1': 0.0000053835,
      },
      ...lambda,
    },
    readyArm64: {
      unit: 'GB-second of work on ready arm64',
      usd: {
        ...each(us, 0.0000077778),
        'eu-west-1': 0.0000086726,
        'eu-central-1': 0.0000093609,
        'ap-northeast-1': 0.0000100492,
      },
      ...lambda,
    },
    readyX86_64: {
      unit: 'GB-second of work on ready x86_64',
      usd: {
        ...each(us, 0.0000097222),
        'eu-west-1': 0.0000108407,
        'eu-central-1': 0.0000117011,
        'ap-southeast-1': 0.0000121313,
        'ap-northeast-1': 0.0000125615,
      },
      ...lambda,
    },
    queue: {
      unit: 'SQS request',
      usd: each(['us-east-1', 'eu-west-1', 'eu-central-1', 'ap-northeast-1'], 0.4 / million),
      free: million,
      ...list('AWSQueueService', '2026-09-11'),
    },
    topic: {
      unit: 'SNS publish',
      usd: each(['us-east-1', 'eu-west-1', 'eu-central-1'], 0.5 / million),
      free: million,
      ...list('AmazonSNS', '2026-09-15'),
    },
    schedule: {
      unit: 'EventBridge Scheduler invocation',
      usd: { 'us-east-1': 1 / million, 'ap-northeast-1': 1.25 / million },
      free: 14 * million,
      ...events,
    },
    event: { unit: 'EventBridge event of a bucket', usd: { 'us-east-1': 1 / million }, ...events },
    pipe: { unit: 'change of a table through a pipe', usd: { 'us-east-1': 0.4 / million }, ...events },
    logs: {
      unit: 'GB of logs taken in',
      usd: {
        ...each(us, 0.5),
        'eu-west-1': 0.57,
        'eu-central-1': 0.63,
        'ap-southeast-1': 0.7,
        'ap-northeast-1': 0.76,
      },
      free: 5,
      ...cloudWatch,
    },
    keptLogs: {
      unit: 'GB-month of logs kept',
      usd: {
        ...each([...us, 'eu-west-1', 'ap-southeast-1'], 0.03),
        'eu-central-1': 0.0324,
        'ap-northeast-1': 0.033,
      },
      ...cloudWatch,
    },
    alarm: {
      unit: 'metric of an alarm a month',
      usd: each(['us-east-1', 'eu-west-1', 'eu-central-1', 'ap-southeast-1', 'ap-northeast-1'], 0.1),
      free: 10,
      ...cloudWatch,
    },
    metric: {
      unit: 'metric of logs a month',
      usd: each(['us-east-1', 'eu-west-1', 'eu-central-1', 'ap-southeast-1', 'ap-northeast-1'], 0.3),
      free: 10,
      ...cloudWatch,
    },
    dashboard: { unit: 'dashboard a month', usd: each(regions, 3), free: 3, ...cloudWatch },
    secret: {
      unit: 'secret a month',
      usd: each(['us-east-1', 'eu-west-1', 'ap-northeast-1'], 0.4),
      ...list('AWSSecretsManager', '2026-09-11'),
    },
  },
} as const satisfies PriceTable;
