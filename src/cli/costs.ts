import { Failure } from './failure';
import { placeName, within } from './groups';
import { isOneService, sums } from './places';
import type { Workloads } from './workload';
import { namedBy } from './workload-names';
import { Cheapest, cheapest } from '../pricing/break-even';
import { pricings } from '../pricing/clouds';
import { Cost, estimate, Performance } from '../pricing/estimate';
import { total, workOf } from '../pricing/work';
import type { Manifest } from '../private/manifest';

/** How an estimate is made. */
export interface CostOptions {
  readonly freeTier: boolean;
  readonly regions: Readonly<Record<string, string>>;
  readonly now: Date;
}

/** A cost, by the name that a description has in each of its stacks. */
export interface NamedCost extends Cost {
  readonly stack: string;
  /** Where it is, in few words. */
  readonly place: string;
  readonly performance?: Performance;
}

/** All that the command shows of costs. */
export interface Costs {
  readonly functions: readonly NamedCost[];
  readonly shared: readonly NamedCost[];
  /** Requests a month of all functions, those of schedules aside. */
  readonly requests: number;
  /** What everything costs in each place with so many requests. */
  readonly byRequests: Readonly<Record<string, (requests: number) => number>>;
  readonly cheapest: readonly Cheapest[];
  /** What to know before one believes it. */
  readonly notes: readonly string[];
}

/** Days after which prices may have changed. */
const OLD = 180;

export function costsOf(manifest: Manifest, workloads: Workloads, options: CostOptions): Costs {
  const { functions, resources, stops, watches } = manifest;
  if (functions.length === 0) throw new Failure('No functions were described, so that nothing costs anything.');
  const named = namedBy(functions, workloads.names);
  const stackOf = new Map([...functions, ...resources, ...stops, ...watches].map(({ path, stack }) => [path, stack]));
  const stacks = [...new Map(functions.map((fn) => [fn.stack, fn])).values()];
  const name = ({ name: path, ...cost }: Cost): NamedCost => {
    const stack = stackOf.get(path) ?? path;
    const place = stacks.find((fn) => fn.stack === stack);
    return { ...cost, name: within(stack, path), stack, place: place ? placeName(place, stacks) : cost.cloud };
  };
  const nameOf = (path: string) => within(stackOf.get(path)!, path);
  const workloadOf = (path: string) => {
    const spec = workloads.of(nameOf(path), named.get(path));
    // What stops functions has nothing to do, unless the workload says otherwise.
    const idle = manifest.stops.some((stop) => path.startsWith(`${stop.path}/`)) && !named.has(path);
    return idle ? { ...spec, requests: 0 } : spec;
  };
  const scaled = (factor: number) =>
    attempt(() =>
      estimate(manifest, {
        ...options,
        workload: (path) => {
          const spec = workloadOf(path);
          return { ...spec, requests: spec.requests * factor };
        },
      }),
    );
  const given = scaled(1);
  const counted = functions.filter(({ stack }) => stack === functions[0]!.stack);
  const requests = counted.reduce((sum, fn) => {
    const work = workOf(fn, workloadOf(fn.path).requests);
    return sum + total(work.filter(({ kind }) => kind !== 'schedule'));
  }, 0);
  const memory = new Map<number, ReadonlyMap<string, number>>();
  const totals = (many: number): ReadonlyMap<string, number> => {
    const known = memory.get(many) ?? sums(scaled(requests > 0 ? many / requests : 1), name);
    memory.set(many, known);
    return known;
  };
  const byRequests = Object.fromEntries(
    stacks.map((fn) => {
      const place = placeName(fn, stacks);
      return [place, (many: number) => totals(many).get(place) ?? 0];
    }),
  );
  return {
    functions: given.functions.map((cost) => ({ ...name(cost), performance: cost.performance })),
    shared: given.shared.map(name),
    requests,
    byRequests,
    cheapest: requests > 0 && isOneService(given.functions.map(name)) ? cheapest(byRequests) : [],
    notes: notesOf(manifest, [...given.functions, ...given.shared], options),
  };
}

function notesOf(manifest: Manifest, costs: readonly Cost[], { freeTier, regions, now }: CostOptions): string[] {
  const clouds = [...new Set(manifest.functions.map(({ cloud }) => cloud))].sort();
  const old = clouds.filter((cloud) => ageInDays(pricings[cloud]!.table.date, now) > OLD);
  const assumed = clouds.filter(
    (cloud) => !regions[cloud] && manifest.functions.some((fn) => fn.cloud === cloud && fn.region === undefined),
  );
  const borrowed = clouds.flatMap((cloud) => {
    const lines = costs.filter((cost) => cost.cloud === cloud).flatMap((cost) => cost.lines);
    const ids = [...new Set(lines.filter(({ pricedAs }) => pricedAs !== undefined).map(({ id }) => id))];
    return ids.length > 0 ? [`${cloud}: ${ids.join(', ')} as in ${pricings[cloud]!.table.base}`] : [];
  });
  return [
    ...old.map(
      (cloud) => `The prices of ${cloud} are of ${pricings[cloud]!.table.date}: they may have changed. Update faasade.`,
    ),
    ...assumed.map(
      (cloud) =>
        `The region on ${cloud} is known on deployment only: priced as ${pricings[cloud]!.table.base}. Name it with --region ${cloud}=….`,
    ),
    ...(borrowed.length > 0 ? [`No price is known of the region itself for ${borrowed.join('; ')}.`] : []),
    ...(clouds.includes('azure')
      ? ['Azure bills a second at least for each execution, and gives 512, 2,048 or 4,096 MiB.']
      : []),
    freeTier
      ? 'What an account gets for nothing is taken off, as if it had nothing else.'
      : 'Without what an account gets for nothing: --free-tier takes it off.',
    'Not counted: what tables and buckets store and serve, data that leaves the cloud, and taxes.',
  ];
}

function ageInDays(date: string, now: Date): number {
  return (now.getTime() - Date.parse(date)) / 86_400_000;
}

function attempt<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure((error as Error).message);
  }
}
