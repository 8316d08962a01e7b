import fc from 'fast-check';
import { costRate as awsRate, rated as awsRated } from '../../src/aws/cost-rate';
import { costRate as azureRate } from '../../src/azure/cost-rate';
import { costRate as googleRate } from '../../src/google/cost-rate';
import { Account } from '../../src/pricing/account';
import { awsPrices } from '../../src/pricing/aws-prices';
import { azurePrices } from '../../src/pricing/azure-prices';
import { googlePrices } from '../../src/pricing/google-prices';
import { decimal, RatePrices } from '../../src/pricing/rate';
import { faultsOfKusto } from '../dashboards/kusto';
import { faultsOfPromql } from '../dashboards/promql';

/** Reckons sums, products and quotients, once all names were replaced by numbers. */
function reckon(expression: string): number {
  if (!/^[\d\s.+*/()-]+$/.test(expression)) throw new Error(`Not all of it is a number: ${expression}`);
  return new Function(`return (${expression});`)() as number; // eslint-disable-line @typescript-eslint/no-implied-eval
}

const amount = fc.integer({ min: 0, max: 1_000_000 });
const near = (value: number) => expect.closeTo(value, Math.max(0, 6 - Math.ceil(Math.log10(value + 1))));

test("CloudWatch's maths comes to what the estimate charges", () => {
  const one = fc.record({
    memoryMiB: fc.integer({ min: 128, max: 10_240 }),
    architecture: fc.constantFrom('arm64' as const, 'x86_64' as const),
    warm: fc.integer({ min: 0, max: 20 }),
    requests: fc.integer({ min: 0, max: 100_000 }),
    millis: fc.integer({ min: 0, max: 1e8 }),
  });
  fc.assert(
    fc.property(fc.array(one, { minLength: 1, maxLength: 5 }), (functions) => {
      const expression = awsRate(functions, new RatePrices('aws', 'us-east-1')).replace(
        /FILL\(([di])(\d),0\)/g,
        (_, metric, index) => {
          const { millis, requests } = functions[Number(index)]!;
          return `${metric === 'd' ? millis : requests}`;
        },
      );
      const account = new Account(awsPrices, 'us-east-1', false);
      const usd = functions.reduce((sum, { memoryMiB, architecture, warm, requests, millis }) => {
        const gb = memoryMiB / 1024;
        const ready = architecture === 'arm64' ? 'warmArm64' : 'warmX86_64';
        return (
          sum +
          account.charge('requests', requests).usd +
          account.charge(architecture, (millis / 1000) * gb).usd +
          account.charge(ready, warm * gb * awsRated.period).usd
        );
      }, 0);
      expect(reckon(expression)).toEqual(near(usd));
    }),
  );
});

test("Kusto's comes to it too", () => {
  fc.assert(
    fc.property(amount, amount, amount, amount, amount, (compute, requests, warm, ready, readyRequests) => {
      const values: Record<string, number> = {
        OnDemandFunctionExecutionUnits: compute * 1_024_000,
        OnDemandFunctionExecutionCount: requests,
        AlwaysReadyUnits: warm * 1_024_000,
        AlwaysReadyFunctionExecutionUnits: ready * 1_024_000,
        AlwaysReadyFunctionExecutionCount: readyRequests,
      };
      const query = azureRate(['/subscriptions/1/a', '/subscriptions/1/b'], new RatePrices('azure', 'westeurope'));
      const [, head, sum] = /^(.* \| summarize Usd = )(.*)$/.exec(query)!;
      expect(head).toBe(
        "AzureMetrics | where ResourceId in~ ('/subscriptions/1/a', '/subscriptions/1/b') | summarize Usd = ",
      );
      const expression = sum!.replace(/sumif\(Total, MetricName == '(\w+)'\)/g, (_, name: string) => `${values[name]}`);
      const account = new Account(azurePrices, 'westeurope', false);
      const usd =
        account.charge('compute', compute).usd +
        account.charge('requests', requests).usd +
        account.charge('warm', warm).usd +
        account.charge('ready', ready).usd +
        account.charge('readyRequests', readyRequests).usd;
      expect(reckon(expression)).toEqual(near(usd));
    }),
  );
});

test('and so does PromQL, also where a metric has nothing yet', () => {
  fc.assert(
    fc.property(amount, amount, amount, fc.boolean(), (cpu, memory, requests, none) => {
      const values: Record<string, number> = {
        container_cpu_allocation_time: cpu,
        container_memory_allocation_time: memory,
        request_count: requests,
      };
      const term =
        /\(sum\(increase\(run_googleapis_com:(\w+)\{monitored_resource="cloud_run_revision",service_name=~"shop\|shop-events"\}\[15m\]\)\) \* ([\d.]+) or vector\(0\)\)/g;
      const expression = googleRate(['shop', 'shop-events'], new RatePrices('google', 'europe-west3')).replace(
        term,
        (_, metric: string, price) => (none ? '0' : `(${values[metric]!.toFixed(9)} * ${price})`),
      );
      const account = new Account(googlePrices, 'europe-west3', false);
      const usd =
        account.charge('cpu', cpu).usd +
        account.charge('memory', memory).usd +
        account.charge('requests', requests).usd;
      expect(reckon(expression)).toEqual(near(none ? 0 : usd));
    }),
  );
});

test('the parsers of both languages take them in every region', () => {
  const apps = ['/subscriptions/1/a', '/subscriptions/1/b'];
  const onAzure = (region: string, names = apps) => azureRate(names, new RatePrices('azure', region));
  expect(azurePrices.regions.flatMap((region) => faultsOfKusto(onAzure(region), ['Usd']))).toEqual([]);
  expect(faultsOfKusto(onAzure('westeurope', ["it's"]), ['Usd'])).not.toEqual([]);
  const services = ['shop', 'shop-events'];
  const onGoogle = (region: string, names = services) => googleRate(names, new RatePrices('google', region));
  expect(googlePrices.regions.flatMap((region) => faultsOfPromql(`${onGoogle(region)} > 0.1`))).toEqual([]);
  expect(faultsOfPromql(onGoogle('europe-west3', ['"shop"']))).not.toEqual([]);
});

test('numbers have no exponent, and lose nothing that matters', () => {
  expect([2e-7, 0.0000133334, 1, 1e-12].map(decimal)).toEqual(['0.0000002', '0.0000133334', '1', '0.000000000001']);
});

test('says whose prices it took, where a region has not all of them', () => {
  const pricedAs = (region: string, warm: number) => {
    const prices = new RatePrices('aws', region);
    awsRate([{ memoryMiB: 512, architecture: 'arm64', warm }], prices);
    return prices.pricedAs;
  };
  expect(pricedAs('eu-central-1', 1)).toBeUndefined();
  expect(pricedAs('ap-southeast-1', 0)).toBeUndefined();
  const others = (region: string) => `Not all prices of ${region} are known: those of us-east-1 stand for the others.`;
  expect(pricedAs('ap-southeast-1', 1)).toBe(others('ap-southeast-1'));
  expect(pricedAs('eu-south-1', 0)).toBe(others('eu-south-1'));
  expect(pricedAs('${Token[AWS.Region.4]}', 0)).toBe(
    'The region is known on deployment only: the prices are those of us-east-1.',
  );
});
