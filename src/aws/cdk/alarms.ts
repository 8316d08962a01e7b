import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { topicsOf } from './alarm-channels';
import { AwsFunction } from './function';
import type { ChannelSpec } from '../../alarm-channel';
import type { Cloud } from '../../cloud';
import type { Function } from '../../function';
import { isWarm } from '../../private/alarms';
import type { Watchable, WatchedFunction } from '../../private/target';

/** Over which each alarm looks. */
const period = Duration.minutes(15);

/** Alarms of each function: CloudWatch's cost by the metric, whichever function it is of. */
export function buildAlarms(
  cloud: Cloud,
  functions: readonly WatchedFunction[],
  channels: readonly ChannelSpec[],
): void {
  const topics = topicsOf(cloud, channels);
  functions.forEach((watched) => new FunctionAlarms(watched, topics).build());
}

export function watchable(fn: Function): Watchable {
  const queues = AwsFunction.of(fn)._queues();
  return {
    deadLetters: queues.some(({ deadLetters }) => deadLetters !== undefined),
    ...(queues.length > 0 && { backlog: 'seconds' }),
    spillover: true,
  };
}

/** Percent. Without invocations there is no share of them. */
function failedShare(fn: AwsFunction): cloudwatch.IMetric {
  const sum = { period, statistic: 'Sum' };
  const failed = Object.fromEntries(failures(fn, sum).map((metric, index) => [`failed${index}`, metric]));
  const all = fn.lambdaFunction.metricInvocations(sum);
  const together = Object.keys(failed).map((name) => `FILL(${name},0)`);
  return new cloudwatch.MathExpression({
    expression: `100*(${together.join('+')})/all`,
    usingMetrics: { ...failed, all },
    period,
    label: '%',
  });
}

/** What breaks off, and over HTTP what is answered with 5xx: for Lambda that is an invocation that did well. */
export function failures({ lambdaFunction, _functionUrl: url }: AwsFunction, options: cloudwatch.MetricOptions) {
  return [lambdaFunction.metricErrors(options), ...(url ? [lambdaFunction.metric('Url5xxCount', options)] : [])];
}

class FunctionAlarms {
  private readonly place: Construct;
  private readonly built: AwsFunction;

  constructor(
    private readonly watched: WatchedFunction,
    private readonly topics: readonly sns.ITopic[],
  ) {
    this.place = new Construct(watched.fn, 'Alarms');
    this.built = AwsFunction.of(watched.fn);
  }

  public build(): void {
    const { errorRate, p95, p99, throttling, deadLetters, backlog, spillover } = this.watched.alarms;
    const { lambdaFunction, _model: model } = this.built;
    const sum = { period, statistic: 'Sum' };
    if (errorRate !== undefined) {
      this.alarm('ErrorRate', `More than ${errorRate} % of invocations fail`, failedShare(this.built), errorRate);
    }
    for (const [statistic, millis] of [['p95', p95] as const, ['p99', p99] as const]) {
      if (millis === undefined) continue;
      const metric = lambdaFunction.metricDuration({ period, statistic });
      this.alarm(`Latency${statistic}`, `${statistic} is above ${millis} ms`, metric, millis);
    }
    if (throttling) this.alarm('Throttling', 'Invocations are refused', lambdaFunction.metricThrottles(sum), 0);
    if (spillover && isWarm(model)) this.alarm('Spillover', 'Requests find no ready instance', this.spilled(), 0);
    for (const { key, queue, deadLetters: dead } of this.built._queues()) {
      if (deadLetters && dead) {
        const metric = dead.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum' });
        this.alarm(`DeadLetters-${key}`, `There are dead letters (${key})`, metric, 0);
      }
      if (backlog) {
        const metric = queue.metricApproximateAgeOfOldestMessage({ period, statistic: 'Maximum' });
        this.alarm(
          `Backlog-${key}`,
          `Events wait for more than ${backlog.seconds} s (${key})`,
          metric,
          backlog.seconds,
        );
      }
    }
  }

  private spilled(): cloudwatch.Metric {
    const { lambdaFunction, alias } = this.built;
    return new cloudwatch.Metric({
      namespace: 'AWS/Lambda',
      metricName: 'ProvisionedConcurrencySpilloverInvocations',
      dimensionsMap: {
        FunctionName: lambdaFunction.functionName,
        Resource: `${lambdaFunction.functionName}:${alias.aliasName}`,
      },
      period,
      statistic: 'Sum',
    });
  }

  private alarm(id: string, what: string, metric: cloudwatch.IMetric, threshold: number): void {
    const alarm = new cloudwatch.Alarm(this.place, id, {
      alarmDescription: `${this.watched.fn.node.path}: ${what}.`,
      metric,
      threshold,
      evaluationPeriods: 1,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });
    this.topics.forEach((topic) => alarm.addAlarmAction(new SnsAction(topic)));
    this.built._alarms.push(alarm);
  }
}
