import type { Account } from './account';
import type { googlePrices } from './google-prices';
import { activeSeconds, MONTH, spilled } from './load';
import type { Line, PricedFunction } from './priced';
import { average, readyOf } from './ready';
import { hasHttp, queued, total, Work } from './work';
import type { WorkloadSpec } from './workload';
import { googlePart, googleParts } from '../private/scaling-parts';

type Id = keyof (typeof googlePrices)['prices'];

/** Instance time is billed in steps of a tenth of a second. */
const step = 0.1;
/** The least that a message counts. */
const leastKib = 1000 / 1024;
/** For which a ping keeps its instance. */
const pingSeconds = 0.5;

/**
 * What a function costs on Google in a month. HTTP and events reach two functions, each with instances of its own.
 * @see https://cloud.google.com/run/pricing
 */
export function googleLines(
  fn: PricedFunction,
  work: readonly Work[],
  spec: WorkloadSpec,
  account: Account<Id>,
): Line[] {
  const gib = fn.memoryMiB / 1024;
  const each = fn.limits.concurrencyPerInstance;
  const cpu = cpuOf(fn.memoryMiB, each);
  const seconds = Math.ceil(spec.seconds / step - 1e-9) * step;
  const capacityPart = hasHttp(fn) ? googleParts.http : googleParts.events;
  const sums = { active: 0, cold: 0, idle: 0 };
  for (const { part } of fn.scaling) {
    const load = { requests: total(work.filter(({ kind }) => googlePart(kind) === part)), seconds };
    const ready = readyOf(fn, part, capacityPart, load);
    const onDemand = spilled(load, ready);
    const active = activeSeconds(load, each);
    sums.active += active;
    sums.cold += onDemand * load.requests * spec.coldStarts * spec.coldStartSeconds;
    sums.idle += Math.max(0, average(ready) * MONTH - (1 - onDemand) * active);
  }
  const requests = total(work);
  const pinged = pingsOf(fn);
  const line = (id: string, price: Id, units: number): Line => ({ id, ...account.charge(price, units) });
  return [
    line('requests', 'requests', requests + pinged),
    line('compute', 'cpu', sums.active * cpu),
    line('memory', 'memory', sums.active * gib),
    line('cold-starts', 'cpu', sums.cold * cpu),
    line('cold-memory', 'memory', sums.cold * gib),
    line('warm', 'warm', sums.idle * (cpu + gib)),
    line('pings', 'cpu', pinged * pingSeconds * cpu),
    line('ping-memory', 'memory', pinged * pingSeconds * gib),
    // Published, and pushed.
    line('delivery', 'message', queued(work) * 2 * Math.max(leastKib, spec.messageKib)),
    line('logs', 'logs', (requests * spec.logKib) / 2 ** 20),
  ];
}

/**
 * What Google gives with so much memory.
 * @see https://cloud.google.com/functions/docs/configuring/memory
 */
const cpus: readonly (readonly [mebibytes: number, cpu: number])[] = [
  [128, 0.083],
  [256, 0.167],
  [512, 0.333],
  [1024, 0.583],
  [2048, 1],
  [8192, 2],
  [16384, 4],
  [Infinity, 8],
];

/** Several requests at a time take a whole one. */
function cpuOf(memoryMiB: number, each: number): number {
  const cpu = cpus.find(([most]) => memoryMiB <= most)![1];
  return each > 1 ? Math.max(cpu, 1) : cpu;
}

function pingsOf({ scaling, capacity: { ping } }: PricedFunction): number {
  return ping ? (MONTH / 60 / ping.everyMinutes) * ping.instances * scaling.length : 0;
}

/** What stands there costs by itself, by its type. */
export const googleFixed: Readonly<Record<string, Id>> = {
  google_cloud_scheduler_job: 'job',
  google_monitoring_alert_policy: 'alarm',
  google_secret_manager_secret: 'secret',
};
