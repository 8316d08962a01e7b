import type { Bucket } from '../../src/bucket';
import { features } from '../../src/google/features';
import type { FunctionModel } from '../../src/private/model';
import { Report } from '../../src/private/report';
import type { BucketSpec, QueueSpec, TableSpec } from '../../src/private/resource-spec';
import type { FunctionSpec, TriggerOf, TriggerSpec } from '../../src/private/spec';
import type { Queue } from '../../src/queue';
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
export function model(overrides: Partial<FunctionSpec> = {}, ...triggers: TriggerSpec[]): FunctionModel {
  return { path: 'stack/F', spec: { ...spec, ...overrides }, triggers, links: [] };
}

export const http: TriggerSpec = { kind: 'http', auth: 'PUBLIC', key: ' /*', methods: [], path: '/*', warm: 0 };

export function queue(key: string, more: { warm?: number; batchSize?: number } = {}): TriggerSpec {
  return { kind: 'queue', key, queue: {} as Queue, warm: 0, ...more };
}

export function cron(key: string, expression: string, timeZone = 'UTC'): TriggerOf<'schedule'> {
  return { kind: 'schedule', key, schedule: { kind: 'cron', expression, timeZone }, warm: 0 };
}

export function rate(key: string, minutes: number): TriggerOf<'schedule'> {
  return { kind: 'schedule', key, schedule: { kind: 'rate', minutes }, warm: 0 };
}

export function topic(key: string, filter: TriggerOf<'topic'>['filter'] = {}): TriggerOf<'topic'> {
  return { kind: 'topic', key, topic: {} as Topic, filter, warm: 0 };
}

export function object(key: string, more: { prefix?: string; suffix?: string } = {}): TriggerOf<'objectCreated'> {
  return { kind: 'objectCreated', key, bucket: {} as Bucket, prefix: '', suffix: '', warm: 0, ...more };
}

export function queueSpec(more: Partial<QueueSpec> = {}): QueueSpec {
  return { maxAttempts: 5, ordered: false, retain: false, ...more };
}

export function bucketSpec(more: Partial<BucketSpec> = {}): BucketSpec {
  return { versioned: false, lifecycleRules: [], retain: true, ...more };
}

export function tableSpec(more: Partial<TableSpec> = {}): TableSpec {
  const partitionKey = { name: 'customer', type: 'STRING' } as const;
  return { partitionKey, indexes: [], pointInTimeRecovery: false, retain: true, ...more };
}

export function report(): Report {
  return new Report("Function 'stack/F' can't be built on Google", features);
}
