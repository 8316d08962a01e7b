import { Account } from './account';
import { Pricing, pricings } from './clouds';
import { concurrency, spilled } from './load';
import type { Line, PricedFunction } from './priced';
import { readyOf } from './ready';
import { total, workOf } from './work';
import type { WorkloadSpec } from './workload';
import type { ResourceEntry } from '../private/manifest';

/** What something costs in a month. */
export interface Cost {
  /** Construct path. */
  readonly name: string;
  readonly cloud: string;
  readonly usd: number;
  /** They add up to `usd`; none is of nothing. */
  readonly lines: readonly Line[];
}

/** How requests fare. */
export interface Performance {
  /** At work at the same time, on average. */
  readonly concurrency: number;
  /** The part of requests that find a ready instance. */
  readonly warmShare: number;
  /** The part of requests that wait for an instance to start. */
  readonly coldShare: number;
  /** On average, with those that wait. */
  readonly seconds: number;
}

export interface FunctionCost extends Cost {
  readonly performance: Performance;
}

export interface Estimate {
  readonly functions: readonly FunctionCost[];
  /** What stands beside the functions and costs by itself. */
  readonly shared: readonly Cost[];
}

/** What is estimated of a manifest. */
export interface Described {
  readonly functions: readonly PricedFunction[];
  readonly resources: readonly Standing[];
  readonly stops: readonly Standing[];
  readonly watches: readonly Standing[];
}

/** What costs by itself, whatever functions do. */
type Standing = Pick<ResourceEntry, 'path' | 'cloud' | 'region' | 'resources'>;

export interface EstimateOptions {
  /** Whether what accounts get for nothing is left for these functions. */
  readonly freeTier: boolean;
  /** By cloud, for what is placed in a region that is not known. */
  readonly regions: Readonly<Record<string, string>>;
  /** By the function's path. */
  workload(path: string): WorkloadSpec;
}

/** What a description costs in a month. */
export function estimate({ functions, resources, stops, watches }: Described, options: EstimateOptions): Estimate {
  const bills = new Bills(options);
  return {
    functions: functions.map((fn) => functionCost(fn, options.workload(fn.path), bills)),
    shared: [
      ...[...resources, ...stops, ...watches].flatMap((resource) => {
        const lines = fixedLines(resource.resources, bills.of(resource));
        return lines.length > 0 ? [cost(resource.path, resource.cloud, lines)] : [];
      }),
      ...stacks(functions).flatMap((inStack) => sharedCosts(inStack, bills)),
    ],
  };
}

function functionCost(fn: PricedFunction, spec: WorkloadSpec, bills: Bills): FunctionCost {
  const { pricing, account } = bills.of(fn);
  const work = workOf(fn, spec.requests);
  const lines = [...pricing.lines(fn, work, spec, account), ...fixedLines(fn.resources, { pricing, account })];
  return { ...cost(fn.path, fn.cloud, lines), performance: performanceOf(fn, total(work), spec) };
}

function fixedLines(resources: PricedFunction['resources'], { pricing, account }: Bill): Line[] {
  const counts = new Map<string, number>();
  for (const { type, units = 1 } of resources) {
    const id = pricing.fixed[type];
    if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + units);
  }
  return [...counts].map(([id, count]) => ({ id, ...account.charge(id, count) }));
}

function sharedCosts(functions: readonly PricedFunction[], bills: Bills): Cost[] {
  const [{ stack, cloud }] = functions as [PricedFunction];
  const { pricing, account } = bills.of(functions[0]!);
  const lines = pricing.shared(functions).map(({ id, price }) => ({ id, ...account.charge(price, 1) }));
  return lines.length > 0 ? [cost(stack, cloud, lines)] : [];
}

function cost(name: string, cloud: string, all: readonly Line[]): Cost {
  const lines = all.filter(({ usd }) => usd > 0);
  return { name, cloud, usd: lines.reduce((sum, { usd }) => sum + usd, 0), lines };
}

/** Of the part that capacity is for. */
function performanceOf(fn: PricedFunction, requests: number, spec: WorkloadSpec): Performance {
  const load = { requests, seconds: spec.seconds };
  const [main] = fn.scaling;
  const onDemand = main ? spilled(load, readyOf(fn, main.part, main.part, load)) : 1;
  const coldShare = onDemand * spec.coldStarts;
  return {
    concurrency: concurrency(load),
    warmShare: 1 - onDemand,
    coldShare,
    seconds: spec.seconds + coldShare * spec.coldStartSeconds,
  };
}

interface Bill {
  readonly pricing: Pricing;
  readonly account: Account;
}

/** One account for each cloud, whatever the regions. */
class Bills {
  private readonly used = new Map<string, Map<string, number>>();

  constructor(private readonly options: EstimateOptions) {}

  public of({ cloud, region: given }: { readonly cloud: string; readonly region?: string }): Bill {
    const pricing = pricings[cloud];
    if (!pricing) throw new Error(`There are no prices of the cloud '${cloud}'.`);
    const { base, regions } = pricing.table;
    const region = this.options.regions[cloud] ?? given ?? base;
    if (!regions.includes(region)) {
      throw new Error(
        `There are no prices of ${region} on ${cloud}. Price it as a region that is near, such as ${base} (--region ${cloud}=${base}, or region in code). ` +
          `Known: ${regions.join(', ')}.`,
      );
    }
    const used = this.used.get(cloud) ?? new Map<string, number>();
    this.used.set(cloud, used);
    return { pricing, account: new Account(pricing.table, region, this.options.freeTier, used) };
  }
}

function stacks(functions: readonly PricedFunction[]): PricedFunction[][] {
  const groups = new Map<string, PricedFunction[]>();
  for (const fn of functions) groups.set(fn.stack, [...(groups.get(fn.stack) ?? []), fn]);
  return [...groups.values()];
}
