import { awsCron, awsRate } from './cron';
import { limits } from './limits';
import { planSchedule } from '../private/schedule-plan';
import type { TriggerPlanners } from '../private/target';

/** What each kind of trigger becomes on AWS, with any engine. */
export type TriggerPlans = {
  readonly http: object;
  /** In EventBridge Scheduler's writing. */
  readonly schedule: { readonly expression: string; readonly timeZone?: string };
  readonly queue: { readonly batchSize: number };
};

export const planners: TriggerPlanners<TriggerPlans> = {
  http: () => ({}),
  schedule: (_model, trigger, report) => planSchedule(trigger, { cron: awsCron, rate: awsRate }, report),
  queue: (_model, trigger) => ({ batchSize: trigger.batchSize ?? limits.batchSize }),
};
