import type { Account } from './account';
import type { awsPrices } from './aws-prices';
import { Load, MONTH, spilled } from './load';
import type { Line, PricedFunction } from './priced';
import { average, readyOf } from './ready';
import { hasInbox, queued, queuesOf, total, Work } from './work';
import type { WorkloadSpec } from './workload';
import { LIVE } from '../private/scaling-parts';

type Id = keyof (typeof awsPrices)['prices'];

/** Lambda asks a queue for messages this often, with so many connections, also where there are none. */
const polling = { connections: 5, seconds: 20 };
/** Sending, receiving and deleting. Batches make it less. */
const queueRequests = 3;
/** For which a ping keeps its instance. */
const pingSeconds = 0.5;

/**
 * What a function costs on AWS in a month.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html
 */
export function awsLines(fn: PricedFunction, work: readonly Work[], spec: WorkloadSpec, account: Account<Id>): Line[] {
  const { memoryMiB, architecture = 'arm64', logRetentionDays } = fn;
  const gb = memoryMiB / 1024;
  const suffix = architecture === 'arm64' ? 'Arm64' : 'X86_64';
  const requests = total(work);
  const load: Load = { requests, seconds: Math.ceil(spec.seconds * 1000) / 1000 };
  const ready = readyOf(fn, LIVE, LIVE, load);
  const onDemand = spilled(load, ready);
  const of = (kind: Work['kind']) => total(work.filter((each) => each.kind === kind));
  const line = (id: string, price: Id, units: number): Line => ({ id, ...account.charge(price, units) });
  const pinged = pingsOf(fn);
  const logs = (requests * spec.logKib) / 2 ** 20;
  return [
    line('requests', 'requests', requests),
    line('compute', architecture, onDemand * requests * load.seconds * gb),
    line('cold-starts', architecture, onDemand * requests * spec.coldStarts * spec.coldStartSeconds * gb),
    line('warm', `warm${suffix}`, average(ready) * MONTH * gb),
    line('warm-compute', `ready${suffix}`, (1 - onDemand) * requests * load.seconds * gb),
    line('pings', 'requests', pinged),
    line('ping-compute', architecture, pinged * pingSeconds * gb),
    line('delivery', 'queue', queued(work) * queueRequests),
    line('polling', 'queue', deliveriesOf(fn) * ((polling.connections * MONTH) / polling.seconds)),
    line('topics', 'topic', of('topic')),
    line('events', 'event', of('objectCreated')),
    line('changes', 'pipe', of('tableChange')),
    line('schedules', 'schedule', of('schedule')),
    line('logs', 'logs', logs),
    line('kept-logs', 'keptLogs', (logs * logRetentionDays) / 30),
  ];
}

function deliveriesOf(fn: PricedFunction): number {
  return queuesOf(fn) + (hasInbox(fn) ? 1 : 0);
}

function pingsOf({ capacity: { ping } }: PricedFunction): number {
  return ping ? (MONTH / 60 / ping.everyMinutes) * ping.instances : 0;
}

/** What stands there costs by itself, by its type. */
export const awsFixed: Readonly<Record<string, Id>> = {
  'AWS::CloudWatch::Alarm': 'alarm',
  'AWS::CloudWatch::Dashboard': 'dashboard',
  'AWS::Logs::MetricFilter': 'metric',
  'AWS::SecretsManager::Secret': 'secret',
};
