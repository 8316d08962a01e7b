import { Duration, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { IConstruct } from 'constructs';
import type { AwsFunction } from './function';
import { statement } from './grants';
import type { CapacitySpec } from '../../private/capacity';
import type { AwsPing } from '../../private/contract';
import { awsRate } from '../cron';

/** A ping that was missed comes again: neither the scheduler nor Lambda, which takes it into a queue, tries it later. */
const once = { retryAttempts: 0, maxEventAge: Duration.seconds(60) };

/** EventBridge Scheduler invokes the alias, and the adapter has it reach as many instances as there are to be. */
export function ping(fn: AwsFunction, { instances, everyMinutes }: NonNullable<CapacitySpec['ping']>): IConstruct[] {
  const { _scope: scope, alias } = fn;
  const pinger = new iam.Role(scope, 'PingRole', { assumedBy: schedulesOf(Stack.of(scope)) });
  const payload: AwsPing = { faasadePing: instances, ...(instances > 1 && { alias: alias.functionArn }) };
  const schedule = new scheduler.Schedule(scope, 'Ping', {
    schedule: scheduler.ScheduleExpression.expression(awsRate(everyMinutes).expression),
    target: new LambdaInvoke(alias, {
      role: pinger,
      input: scheduler.ScheduleTargetInput.fromObject(payload),
      ...once,
    }),
  });
  alias.configureAsyncInvoke(once);
  if (instances > 1) letPingItself(fn);
  return [schedule, pinger];
}

/** A policy that the function does not wait for: it names the alias, which waits for the function. */
function letPingItself({ _scope: scope, alias, role }: AwsFunction): void {
  new iam.Policy(scope, 'PingPolicy', {
    roles: [role],
    statements: [statement(['lambda:InvokeFunction'], [alias.functionArn])],
  });
}

/** The scheduler, for schedules of this account in the default group. */
function schedulesOf(stack: Stack): iam.ServicePrincipal {
  const group = stack.formatArn({ service: 'scheduler', resource: 'schedule-group', resourceName: 'default' });
  return new iam.ServicePrincipal('scheduler.amazonaws.com', {
    conditions: { StringEquals: { 'aws:SourceAccount': stack.account, 'aws:SourceArn': group } },
  });
}
