import { estimate, type FunctionCost } from '../../src/pricing/estimate';
import type { PricedFunction } from '../../src/pricing/priced';
import { usual, type WorkloadSpec } from '../../src/pricing/workload';

const parts: Record<string, string> = { aws: 'live', azure: 'http', google: 'http' };

/** A function that HTTP reaches. */
export function priced(cloud: string, rest: Partial<PricedFunction> = {}): PricedFunction {
  return {
    path: `shop-${cloud}/Api`,
    stack: `shop-${cloud}`,
    cloud,
    memoryMiB: 512,
    logRetentionDays: 30,
    scaling: [{ part: parts[cloud]!, warm: 0, max: 50 }],
    triggers: [{ kind: 'http', key: '/*', warm: 0 }],
    capacity: { warm: 0, windows: [] },
    limits: { concurrencyPerInstance: 1 },
    resources: [],
    ...rest,
  };
}

/** A million requests of 200 ms that wait for no start and log nothing. */
export const million: WorkloadSpec = { ...usual, requests: 1e6, seconds: 0.2, coldStarts: 0, logKib: 0 };

export function costOf(fn: PricedFunction, spec: Partial<WorkloadSpec> = {}, freeTier = false): FunctionCost {
  const workload = () => ({ ...million, ...spec });
  const { functions } = estimate(
    { functions: [fn], resources: [], stops: [], watches: [] },
    { workload, freeTier, regions: {} },
  );
  return functions[0]!;
}

/** What a line of a cost is. */
export function lineOf({ lines }: FunctionCost, id: string): number {
  return lines.find((line) => line.id === id)?.usd ?? 0;
}

/** A function with instances that are always ready. */
export function warm(cloud: string, instances: number, rest: Partial<PricedFunction> = {}): PricedFunction {
  return priced(cloud, {
    scaling: [{ part: parts[cloud]!, warm: instances, max: 50 }],
    capacity: { warm: instances, windows: [] },
    ...rest,
  });
}
