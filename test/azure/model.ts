import * as faas from '../../src';
import { features } from '../../src/azure/features';
import type { FunctionModel } from '../../src/private/model';
import { Report } from '../../src/private/report';
import type { FunctionSpec } from '../../src/private/spec';

/** A function as data, without a construct. */
export function model(spec: Partial<FunctionSpec> = {}, triggers: readonly faas.Trigger[] = []): FunctionModel {
  return {
    path: 'stack/Resize',
    spec: {
      code: { kind: 'bundle', entry: 'src/resize.ts', options: {} },
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
      ...spec,
    },
    triggers: triggers.map((trigger) => trigger._spec),
    links: [],
  };
}

export function report(): Report {
  return new Report('it', features);
}

/** A queue trigger needs no more of its queue than the id. */
export function queueTrigger(id: string, options: faas.QueueTriggerOptions = {}): faas.Trigger {
  return faas.Trigger.queue({ node: { id, path: `stack/${id}` } } as unknown as faas.Queue, options);
}

export const http = (options: Partial<faas.HttpTriggerOptions> = {}) =>
  faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC, ...options });

export const every = (minutes: number, options: faas.ScheduleTriggerOptions = {}) =>
  faas.Trigger.schedule(faas.Schedule.rate(faas.Duration.minutes(minutes)), options);
