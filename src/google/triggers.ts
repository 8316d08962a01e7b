import { googleCron, googleRate } from './cron';
import { features } from './features';
import { limits } from './limits';
import { attributesFilter, checkFilterSize, keyFilter } from './topic-filter';
import type { ScheduleSettings } from '../private/contract';
import type { FunctionModel } from '../private/model';
import { Report } from '../private/report';
import { planSchedule } from '../private/schedule-plan';
import { triggerRoutes, TriggerOf, TriggerSpec } from '../private/spec';
import type { TriggerPlanners } from '../private/target';
import { label } from '../private/trigger-checks';

/** What each kind of trigger becomes on Google. */
export type TriggerPlans = {
  readonly http: object;
  /** In Cloud Scheduler's writing. */
  readonly schedule: { readonly expression: string; readonly timeZone: string; readonly filter?: ScheduleSettings };
  readonly queue: object;
  /** In Pub/Sub's writing. */
  readonly topic: { readonly filter?: string };
  readonly objectCreated: { readonly filter?: string };
  readonly tableChange: never;
};

const planners: TriggerPlanners<TriggerPlans> = {
  http: () => ({}),
  schedule: (_model, trigger, report) => planFiring(trigger, report),
  queue: (_model, trigger, report) => {
    const { batchSize } = trigger;
    if (batchSize !== undefined && batchSize > 1) {
      report.approximate('queue.batchSize', `batchSize is ${batchSize}.`);
    }
    return {};
  },
  topic: (_model, trigger, report) => {
    const filter = attributesFilter(trigger.filter);
    checkFilterSize(`${label(trigger)}.filter`, filter, report);
    return { ...(filter !== undefined && { filter }) };
  },
  objectCreated: (_model, trigger, report) => {
    const filter = keyFilter(trigger.prefix);
    checkFilterSize(`${label(trigger)}.prefix`, filter, report);
    if (trigger.suffix !== '') report.approximate('bucket.suffix');
    return { ...(filter !== undefined && { filter }) };
  },
  tableChange: (_model, trigger, report) => {
    report.unsupported('table.change', label(trigger), 'a table that invokes a function');
    return undefined;
  },
};

/** What each kind becomes, after what holds for everything that Pub/Sub pushes. */
export function planTrigger(model: FunctionModel, trigger: TriggerSpec, report: Report): unknown {
  if (triggerRoutes[trigger.kind] !== 'http') planDelivery(model, trigger, report);
  return planners[trigger.kind](model, trigger as never, report);
}

/** What a schedule's firings must meet, read again from the description: the adapter's setting is made of it. */
export function filterOf(trigger: TriggerOf<'schedule'>): ScheduleSettings | undefined {
  return planFiring(trigger, new Report('', features))?.filter;
}

function planFiring(trigger: TriggerOf<'schedule'>, report: Report): TriggerPlans['schedule'] | undefined {
  return planSchedule(trigger, { cron: googleCron, rate: googleRate }, report);
}

function planDelivery(model: FunctionModel, trigger: TriggerSpec, report: Report): void {
  report.approximate('delivery.maxAttempts');
  report.approximate('delivery.backPressure');
  const first = model.triggers.find(({ kind }) => triggerRoutes[kind] !== 'http') === trigger;
  const { timeoutSeconds } = model.spec;
  if (first && timeoutSeconds > limits.eventTimeoutSeconds) {
    report.problem(
      'timeout',
      `${timeoutSeconds} seconds are above Google's limit of ${limits.eventTimeoutSeconds} seconds (9 minutes) for events, ` +
        `which ${label(trigger)} brings. Split the work into messages of a queue.`,
    );
  }
}
