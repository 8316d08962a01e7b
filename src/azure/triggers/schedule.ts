import type { ScheduleTriggerSpec } from '../../private/spec';
import type { AzureFunction } from '../function';
import type { TriggerPlans } from '../triggers';

/** The timer is a setting; what it fires comes through the inbox, with attempts and dead letters. */
export function schedule(fn: AzureFunction, trigger: ScheduleTriggerSpec, plan: TriggerPlans['schedule']): void {
  fn._schedule(trigger.key, plan);
}
