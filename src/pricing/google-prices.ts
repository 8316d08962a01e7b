import { each, PriceTable } from './price';

const tier1 = [
  'us-central1',
  'us-east1',
  'us-east4',
  'us-west1',
  'europe-west1',
  'europe-west4',
  'europe-north1',
  'asia-east1',
  'asia-northeast1',
] as const;
const tier2 = [
  'europe-west2',
  'europe-west3',
  'europe-west6',
  'asia-southeast1',
  'australia-southeast1',
  'southamerica-east1',
  'us-west2',
  'northamerica-northeast1',
] as const;
const regions = [...tier1, ...tier2];

const million = 1e6;
const tebibyte = 2 ** 30;
const run = { source: 'https://cloud.google.com/run/pricing', date: '2026-10-28' };

/**
 * What Google charges for functions that run on Cloud Run and are billed by request. Regions have one of two tiers.
 * @see https://cloud.google.com/run/pricing
 */
export const googlePrices = {
  date: '2026-11-25',
  base: 'us-central1',
  regions,
  prices: {
    requests: { unit: 'request', usd: each(regions, 0.4 / million), free: 2 * million, ...run },
    cpu: {
      unit: 'vCPU-second of work',
      usd: { ...each(tier1, 0.000024), ...each(tier2, 0.0000336) },
      free: 180_000,
      ...run,
    },
    memory: {
      unit: 'GiB-second of work',
      usd: { ...each(tier1, 0.0000025), ...each(tier2, 0.0000035) },
      free: 360_000,
      ...run,
    },
    warm: {
      unit: 'vCPU-second, and GiB-second, kept ready',
      usd: { ...each(tier1, 0.0000025), ...each(tier2, 0.0000035) },
      ...run,
    },
    message: {
      unit: 'KiB through Pub/Sub',
      usd: { 'us-central1': 40 / tebibyte },
      source: 'https://cloud.google.com/pubsub/pricing',
      date: '2024-07-01',
    },
    job: {
      unit: 'Cloud Scheduler job a month',
      usd: each(regions, 0.1),
      free: 3,
      source: 'https://cloud.google.com/scheduler/pricing',
      date: '2026-11-23',
    },
    logs: {
      unit: 'GiB of logs taken in, kept for 30 days',
      usd: each(regions, 0.5),
      free: 50,
      source: 'https://cloud.google.com/stackdriver/pricing',
      date: '2026-11-23',
    },
    alarm: {
      unit: 'condition of an alert policy a month',
      usd: each(regions, 1.5),
      source: 'https://cloud.google.com/monitoring/alerts/cost-control',
      date: '2026-11-23',
    },
    secret: {
      unit: 'secret version a month',
      usd: each(['us-central1', 'us-east1'], 0.06),
      source: 'https://cloud.google.com/secret-manager/pricing',
      date: '2024-07-01',
    },
  },
} as const satisfies PriceTable;
