import { TimeZone } from 'aws-cdk-lib';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import { SqsSendMessage } from 'aws-cdk-lib/aws-scheduler-targets';
import type { ScheduledMessage } from '../../../private/contract';
import type { ScheduleTriggerSpec } from '../../../private/spec';
import type { TriggerPlans } from '../../triggers';
import type { AwsFunction } from '../function';

/** EventBridge Scheduler sends to the inbox; what it can't deliver goes to the inbox's dead letters as well. */
export function schedule(fn: AwsFunction, trigger: ScheduleTriggerSpec, plan: TriggerPlans['schedule']): void {
  const { queue, deadLetters } = fn._inbox();
  const message: ScheduledMessage = { s: trigger.key, t: scheduler.ContextAttribute.scheduledTime };
  new scheduler.Schedule(fn._scope, `Schedule-${trigger.key}`, {
    schedule: scheduler.ScheduleExpression.expression(
      plan.expression,
      plan.timeZone ? TimeZone.of(plan.timeZone) : undefined,
    ),
    target: new SqsSendMessage(queue, {
      input: scheduler.ScheduleTargetInput.fromObject(message),
      deadLetterQueue: deadLetters,
    }),
  });
}
