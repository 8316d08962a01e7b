import { features } from '../../src/google/features';
import type { FunctionModel } from '../../src/private/model';
import { Report } from '../../src/private/report';
import type { FunctionSpec, TriggerSpec } from '../../src/private/spec';
import type { Queue } from '../../src/queue';

const spec: FunctionSpec = {
  code: { entry: 'handler.ts', options: {} },
  runtime: { family: 'nodejs', version: '22' },
  memoryMiB: 512,
  timeoutSeconds: 30,
  environment: {},
  warm: 0,
  concurrencyPerInstance: 1,
  maxAttempts: 5,
  logRetentionDays: 30,
};

/** A function as data: no stack, no engine. */
export function model(overrides: Partial<FunctionSpec> = {}, ...triggers: TriggerSpec[]): FunctionModel {
  return { path: 'stack/F', spec: { ...spec, ...overrides }, triggers, links: [] };
}

export const http: TriggerSpec = { kind: 'http', auth: 'PUBLIC', key: ' /*', methods: [], path: '/*', warm: 0 };

export function queue(key: string, more: { warm?: number; batchSize?: number } = {}): TriggerSpec {
  return { kind: 'queue', key, queue: {} as Queue, warm: 0, ...more };
}

export function cron(key: string, expression: string, timeZone = 'UTC'): TriggerSpec & { kind: 'schedule' } {
  return { kind: 'schedule', key, schedule: { kind: 'cron', expression, timeZone }, warm: 0 };
}

export function rate(key: string, minutes: number): TriggerSpec & { kind: 'schedule' } {
  return { kind: 'schedule', key, schedule: { kind: 'rate', minutes }, warm: 0 };
}

export function report(): Report {
  return new Report("Function 'stack/F' can't be built on Google", features);
}
