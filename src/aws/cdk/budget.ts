import { Duration, Stack, Tags, Token } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type { IConstruct } from 'constructs';
import { tell, topicsOf } from './alarm-channels';
import { AwsFunction } from './function';
import { AwsTopic } from './topic';
import type { Function } from '../../function';
import type { RatePrices } from '../../pricing/rate';
import type { BudgetAlert, BudgetSpec } from '../../private/budget';
import { budgetedAbove } from '../../private/budget-core';
import type { BudgetBackend, BudgetParts } from '../../private/target';
import { BUDGET_TAG, budgetTag } from '../budget-tag';
import { costRate, RATED_TOGETHER, rated } from '../cost-rate';

/** A budget of what is tagged, and alarms on the rate. */
export function buildBudget(parts: BudgetParts): BudgetBackend {
  const { scope } = parts;
  const value = tagOf(scope);
  // The engine sets a stack's own tags before anything is deployed.
  const excludeResourceTypes = Token.isUnresolved(value) ? ['aws:cdk:stack'] : [];
  Tags.of(scope).add(BUDGET_TAG, value, { excludeResourceTypes });
  return { _watch: (functions, prices) => watch(parts, functions, prices) };
}

function tagOf(scope: IConstruct): string {
  const { account, region } = Stack.of(scope);
  return budgetTag(account, region, scope.node.path);
}

function watch({ place, scope, spec, stop }: BudgetParts, functions: readonly Function[], prices: RatePrices): void {
  // What has a budget of its own has that one's tag, and counts all the same.
  const tagged = [scope, ...functions.map((fn) => budgetedAbove(fn)!)].map(tagOf);
  const others = spec.channels.filter(({ kind }) => kind !== 'email');
  const [topic] = topicsOf(place, others);
  const stopTopic = stop && AwsTopic.of(stop.topic).topic;
  const stopsAt = ({ of, percent }: BudgetAlert) => stop !== undefined && of === 'actual' && percent === 100;
  new CfnBudget(place, 'Monthly', {
    budget: {
      budgetType: 'COST',
      timeUnit: 'MONTHLY',
      budgetLimit: { amount: spec.amount, unit: 'USD' },
      costFilters: { TagKeyValue: [...new Set(tagged)].map((value) => `user:${BUDGET_TAG}$${value}`) },
    },
    notificationsWithSubscribers: spec.alerts.map((alert) => ({
      notification: {
        comparisonOperator: 'GREATER_THAN',
        notificationType: alert.of === 'actual' ? 'ACTUAL' : 'FORECASTED',
        threshold: alert.percent,
        thresholdType: 'PERCENTAGE',
      },
      // What stops has no other topic: see `plan-budget.ts`.
      subscribers: subscribers(spec.channels, stopsAt(alert) ? stopTopic : topic),
    })),
  });
  for (let start = 0; start < functions.length; start += RATED_TOGETHER) {
    const some = functions.slice(start, start + RATED_TOGETHER);
    const alarm = rateAlarm(
      place,
      start === 0 ? 'Rate' : `Rate${start / RATED_TOGETHER + 1}`,
      scope.node.path,
      some,
      spec,
      prices,
    );
    tell(alarm, topicsOf(place, spec.channels));
  }
}

/** Addresses are told by the budget itself, and all others through one topic. */
function subscribers(channels: BudgetSpec['channels'], topic: sns.ITopic | undefined): CfnBudget.SubscriberProperty[] {
  return [
    ...channels.flatMap((channel) =>
      channel.kind === 'email' ? [{ subscriptionType: 'EMAIL', address: channel.address }] : [],
    ),
    ...(topic ? [{ subscriptionType: 'SNS', address: topic.topicArn }] : []),
  ];
}

function rateAlarm(
  place: BudgetParts['place'],
  id: string,
  path: string,
  functions: readonly Function[],
  { hourlyUsd, amount }: BudgetSpec,
  prices: RatePrices,
): cloudwatch.Alarm {
  const period = Duration.seconds(rated.period);
  const built = functions.map((fn) => AwsFunction.of(fn));
  const usingMetrics = Object.fromEntries(
    built.flatMap(({ lambdaFunction }, index) => [
      [`d${index}`, lambdaFunction.metricDuration({ period, statistic: 'Sum' })],
      [`i${index}`, lambdaFunction.metricInvocations({ period, statistic: 'Sum' })],
    ]),
  );
  return new cloudwatch.Alarm(place, id, {
    alarmDescription: `The functions of ${path} spend more than ${hourlyUsd} USD an hour, of a budget of ${amount} USD a month.`,
    metric: new cloudwatch.MathExpression({
      expression: costRate(
        built.map((fn) => fn._rated()),
        prices,
      ),
      usingMetrics,
      period,
      label: 'USD',
    }),
    threshold: (hourlyUsd * rated.period) / 3600,
    evaluationPeriods: rated.periods,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
  });
}
