import { each, PriceTable } from './price';

/** Their prices of this table are the same but for logs. */
const usual = ['eastus2', 'westus2', 'westeurope', 'northeurope'] as const;
const listed = [...usual, 'uksouth'] as const;
const regions = ['eastus', ...listed] as const;

const million = 1e6;
const list = { source: 'https://prices.azure.com/api/retail/prices', date: '2026-08-15' };

/**
 * What Azure charges for Flex Consumption, and what stands around it. What is kept ready gets nothing for free.
 * @see https://azure.microsoft.com/pricing/details/functions/
 */
export const azurePrices = {
  date: '2026-11-25',
  base: 'eastus2',
  regions,
  prices: {
    requests: { unit: 'execution on demand', usd: each(regions, 0.4 / million), free: 250_000, ...list },
    compute: {
      unit: 'GB-second on demand',
      usd: { ...each(['eastus', ...usual], 0.000026), uksouth: 0.000037 },
      free: 100_000,
      ...list,
    },
    readyRequests: { unit: 'execution on what is kept ready', usd: each(listed, 0.4 / million), ...list },
    warm: {
      unit: 'GB-second kept ready',
      usd: { ...each(['eastus', ...usual], 0.000004), uksouth: 0.000005 },
      ...list,
    },
    ready: {
      unit: 'GB-second of work on what is kept ready',
      usd: { ...each(usual, 0.000016), uksouth: 0.000019 },
      ...list,
    },
    queue: {
      unit: 'Service Bus operation',
      usd: each(listed, [
        { upTo: 13 * million, usd: 0 },
        { upTo: 100 * million, usd: 0.8 / million },
        { upTo: 2500 * million, usd: 0.5 / million },
        { usd: 0.2 / million },
      ]),
      ...list,
    },
    namespace: { unit: 'Service Bus namespace a month', usd: each(listed, 9.81), ...list },
    event: { unit: 'Event Grid operation', usd: each(listed, 0.6 / million), free: 100_000, ...list },
    logs: {
      unit: 'GB of logs taken in and kept for 31 days',
      usd: { westus2: 2.3, eastus2: 2.76, northeurope: 2.76, westeurope: 2.99, uksouth: 2.88 },
      free: 5,
      ...list,
    },
    keptLogs: {
      unit: 'GB-month of logs kept for longer',
      usd: { westus2: 0.1, eastus2: 0.12, northeurope: 0.12, westeurope: 0.13, uksouth: 0.13 },
      ...list,
    },
    alarm: { unit: 'time series of a metric alert a month', usd: each(listed, 0.1), free: 10, ...list },
    logAlarm: { unit: 'log alert every 5 minutes a month', usd: each(listed, 1.5), ...list },
    action: { unit: 'action of a workflow', usd: each(listed, 0.000025), free: 4000, ...list },
  },
} as const satisfies PriceTable;
