import type { Bucket } from '../../src/bucket';
import type { CapacitySpec } from '../../src/private/capacity';
import { intervals } from '../../src/private/capacity-windows';
import type { FeatureTable } from '../../src/private/features';
import { exact, features } from '../../src/private/features';
import type { FunctionModel, Link } from '../../src/private/model';
import { Report } from '../../src/private/report';
import type { QueueSpec } from '../../src/private/resource-spec';
import type {
  CorsSpec,
  FunctionSpec,
  HttpTriggerSpec,
  ObjectCreatedTriggerSpec,
  QueueTriggerSpec,
  ScheduleTriggerSpec,
  TableChangeTriggerSpec,
  TopicTriggerSpec,
  TriggerSpec,
} from '../../src/private/spec';
import type { Queue } from '../../src/queue';
import type { Table } from '../../src/table';
import type { Topic } from '../../src/topic';

const spec: FunctionSpec = {
  code: { kind: 'bundle', entry: 'handler.ts', options: {} },
  runtime: { family: 'nodejs', version: '22' },
  memoryMiB: 512,
  timeoutSeconds: 30,
  environment: {},
  capacity: { warm: 0, windows: [] },
  concurrencyPerInstance: 1,
  maxAttempts: 5,
  logRetentionDays: 30,
  alarms: { minInvocations: 10, said: false, throttling: false, deadLetters: false, spillover: false },
  aws: {},
  azure: {},
  google: {},
};

/** A function as data: no stack, no engine. */
export function model(
  overrides: Partial<FunctionSpec> = {},
  triggers: readonly TriggerSpec[] = [],
  links: readonly Link[] = [],
): FunctionModel {
  return { path: 'stack/F', spec: { ...spec, ...overrides }, triggers, links };
}

interface HttpParts {
  readonly path?: string;
  readonly methods?: readonly string[];
  readonly cors?: CorsSpec;
  readonly warm?: number;
}

export function http({ path = '/*', methods = [], warm = 0, ...more }: HttpParts = {}): HttpTriggerSpec {
  return { kind: 'http', auth: 'PUBLIC', key: `${methods.join(',')} ${path}`, methods, path, warm, ...more };
}

export function schedule(key: string, warm = 0): ScheduleTriggerSpec {
  return { kind: 'schedule', key, schedule: { kind: 'rate', minutes: 5 }, warm };
}

export function queue(
  key: string,
  more: { readonly warm?: number; readonly batchSize?: number; readonly queue?: Queue } = {},
  queueSpec: Partial<QueueSpec> = {},
): QueueTriggerSpec {
  const _core = { spec: { maxAttempts: 5, ordered: false, retain: false, ...queueSpec } };
  return { kind: 'queue', key, queue: { node: { id: key }, _core } as unknown as Queue, warm: 0, ...more };
}

export function topic(key: string, more: Partial<TopicTriggerSpec> = {}): TopicTriggerSpec {
  return { kind: 'topic', key, topic: { node: { id: key } } as Topic, filter: {}, warm: 0, ...more };
}

export function objectCreated(key: string, more: Partial<ObjectCreatedTriggerSpec> = {}): ObjectCreatedTriggerSpec {
  const bucket = { node: { id: key } } as Bucket;
  return { kind: 'objectCreated', key, bucket, prefix: '', suffix: '', warm: 0, ...more };
}

export function tableChange(key: string, more: Partial<TableChangeTriggerSpec> = {}): TableChangeTriggerSpec {
  return { kind: 'tableChange', key, table: { node: { id: key } } as Table, warm: 0, ...more };
}

export function link(id: string, value: unknown, path = `stack/${id}`, kind: Link['kind'] = 'queue'): Link {
  return { kind, id, path, value };
}

/** A table in which a cloud does everything as described, but for what is given. */
export function table(overrides: Partial<FeatureTable> = {}): FeatureTable {
  const all = Object.fromEntries(Object.keys(features).map((id) => [id, exact])) as unknown as FeatureTable;
  return { ...all, ...overrides };
}

export function report(overrides: Partial<FeatureTable> = {}): Report {
  return new Report("Function 'stack/F' can't be built on Nimbus", table(overrides));
}

/** The problems that a check reports. */
export function problems(check: (to: Report) => unknown): readonly string[] {
  const to = report();
  check(to);
  return to.problems;
}

/** Answers how many instances are to be ready at an instant, those of triggers aside. */
export function readiness({ warm, windows }: CapacitySpec): (instant: number) => number {
  const all = intervals(windows);
  return (instant) => {
    const open = all.find(({ from, to }) => from <= instant && instant < to);
    return open ? windows[open.window]!.warm : warm;
  };
}
