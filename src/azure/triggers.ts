import { azureCron, azureRate, AzureSchedule } from './cron';
import { limits } from './limits';
import { deliveryKey, FunctionModel, triggersOf } from '../private/model';
import type { Report } from '../private/report';
import { planSchedule } from '../private/schedule-plan';
import type { CorsSpec, HttpTriggerSpec, QueueTriggerSpec, ScheduleTriggerSpec } from '../private/spec';
import type { TriggerPlanners } from '../private/target';
import { label } from '../private/trigger-checks';

/** What each kind of trigger becomes on Azure. */
export type TriggerPlans = {
  readonly http: object;
  readonly schedule: AzureSchedule;
  readonly queue: object;
};

export const planners: TriggerPlanners<TriggerPlans> = { http, schedule, queue };

function http(model: FunctionModel, trigger: HttpTriggerSpec, report: Report): object {
  const { timeoutSeconds } = model.spec;
  const [first] = triggersOf(model, 'http');
  if (first === trigger && timeoutSeconds > limits.httpTimeoutSeconds) {
    report.problem(
      'timeout',
      `${timeoutSeconds} seconds are above the ${limits.httpTimeoutSeconds} seconds in which Azure answers HTTP. Lower ` +
        'it, or do the long work in a second function, from a queue.',
    );
  }
  const left = corsOptions.filter(({ of }) => trigger.cors?.[of] !== undefined).map(({ name }) => name);
  if (left.length > 0) {
    report.approximate('http.cors', `${left.join(', ')} ${left.length > 1 ? 'have' : 'has'} no effect.`);
  }
  return {};
}

/** What the platform's own answers to preflights leave out. */
const corsOptions: readonly { readonly of: keyof CorsSpec; readonly name: string }[] = [
  { of: 'allowMethods', name: 'allowMethods' },
  { of: 'allowHeaders', name: 'allowHeaders' },
  { of: 'exposeHeaders', name: 'exposeHeaders' },
  { of: 'maxAgeSeconds', name: 'maxAge' },
];

function schedule(_model: FunctionModel, trigger: ScheduleTriggerSpec, report: Report): AzureSchedule | undefined {
  const spec = trigger.schedule;
  const uneven = spec.kind === 'rate' && isWhole(spec.minutes) && 'problems' in azureRate(spec.minutes);
  if (!uneven) return planSchedule(trigger, { cron: azureCron, rate: azureRate }, report);
  report.unsupported('schedule.rateUneven', label(trigger), `a rate of ${spec.minutes} minutes`);
  return undefined;
}

function isWhole(minutes: number): boolean {
  return Number.isInteger(minutes) && minutes >= 1;
}

function queue(model: FunctionModel, trigger: QueueTriggerSpec, report: Report): object {
  const { key, batchSize } = trigger;
  const most = limits.functionName - deliveryKey({ ...trigger, key: '' }).length;
  if (!/^[A-Za-z0-9_-]+$/.test(key) || key.length > most) {
    report.problem(
      label(trigger),
      `the queue's id '${key}' can't stand in the name of a function on Azure. Make it of letters, digits, '-' and ` +
        `'_', ${most} in all.`,
    );
  }
  const same = triggersOf(model, 'queue').find(
    (other) => other !== trigger && other.key !== key && other.key.toLowerCase() === key.toLowerCase(),
  );
  if (same) {
    report.problem(
      label(trigger),
      `Azure takes the queue's id '${key}' for '${same.key}': case makes no difference there. Rename one of them.`,
    );
  }
  if (batchSize !== undefined && batchSize > 1) report.approximate('queue.batchSize', `batchSize is ${batchSize}.`);
  return {};
}
