import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern } from 'aws-cdk-lib/aws-logs';
import type * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { tell, topicsOf } from './alarm-channels';
import { AwsFunction } from './function';
import type { ChannelSpec } from '../../alarm-channel';
import type { Cloud } from '../../cloud';
import type { Function } from '../../function';
import { alarmTexts } from '../../private/alarm-texts';
import { coldStartLimit, isWarm, SPILLOVER_PERCENT } from '../../private/alarms';
import { COLD_START } from '../../private/contract';
import type { Watchable, WatchedFunction } from '../../private/target';

/** Over which each alarm looks. */
const period = Duration.minutes(15);

/** Alarms of each function: CloudWatch's cost by the metric, whichever function it is of. */
export function buildAlarms(
  _cloud: Cloud,
  functions: readonly WatchedFunction[],
  channels: readonly ChannelSpec[],
): void {
  functions.forEach((watched) => new FunctionAlarms(watched, topicsOf(watched.fn, channels)).build());
}

export function watchable(fn: Function): Watchable {
  const queues = AwsFunction.of(fn)._queues();
  return {
    deadLetters: queues.some(({ deadLetters }) => deadLetters !== undefined),
    ...(queues.length > 0 && { backlog: 'seconds' }),
    spillover: true,
  };
}

/** What is reckoned of the invocations of a function where there are enough of them, and 0 where there are not. */
function reckoned(
  { lambdaFunction }: AwsFunction,
  minInvocations: number,
  expression: string,
  usingMetrics: Record<string, cloudwatch.IMetric>,
  label: string,
): cloudwatch.IMetric {
  const all = lambdaFunction.metricInvocations({ period, statistic: 'Sum' });
  return new cloudwatch.MathExpression({
    expression: `IF(all>=${minInvocations},${expression},0)`,
    usingMetrics: { all, ...usingMetrics },
    period,
    label,
  });
}

/** A share of the invocations. */
function share(part: cloudwatch.IMetric): [string, Record<string, cloudwatch.IMetric>, string] {
  return ['100*FILL(part,0)/all', { part }, '%'];
}

/** Those that failed. What breaks off behind the URL is answered with 5xx too, and counts once where nothing else comes. */
function failedShare(fn: AwsFunction, metrics: readonly cloudwatch.IMetric[]): ReturnType<typeof share> {
  const named = Object.fromEntries(metrics.map((metric, index) => [`part${index}`, metric]));
  const filled = Object.keys(named).map((name) => `FILL(${name},0)`);
  const isHttpAlone = fn._model.triggers.every(({ kind }) => kind === 'http');
  return [`100*${isHttpAlone ? `MAX([${filled.join(',')}])` : `(${filled.join('+')})`}/all`, named, '%'];
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
    const { alarms } = this.watched;
    const { errorRate, minInvocations, throttling, deadLetters, backlog, spillover } = alarms;
    const { lambdaFunction, _model: model } = this.built;
    const sum = { period, statistic: 'Sum' };
    if (errorRate !== undefined) {
      const failed = reckoned(this.built, minInvocations, ...failedShare(this.built, failures(this.built, sum)));
      this.alarm('ErrorRate', alarmTexts.errorRate([errorRate]), failed, errorRate);
    }
    for (const percentile of [95, 99] as const) {
      const statistic = `p${percentile}` as const;
      const millis = alarms[statistic];
      if (millis === undefined) continue;
      const duration = lambdaFunction.metricDuration({ period, statistic });
      const slow = reckoned(this.built, minInvocations, 'slow', { slow: duration }, 'ms');
      this.alarm(`Latency${statistic}`, alarmTexts.latency(percentile, [millis]), slow, millis);
    }
    const coldStarts = coldStartLimit(model);
    if (coldStarts !== undefined) {
      const cold = reckoned(this.built, minInvocations, ...share(this.coldStarts()));
      this.alarm('ColdStarts', alarmTexts.coldStarts([coldStarts]), cold, coldStarts);
    }
    if (throttling) this.alarm('Throttling', alarmTexts.throttling, lambdaFunction.metricThrottles(sum), 0);
    if (spillover && isWarm(model)) {
      const spilled = reckoned(this.built, minInvocations, ...share(this.spilled()));
      this.alarm('Spillover', alarmTexts.spillover([SPILLOVER_PERCENT]), spilled, SPILLOVER_PERCENT);
    }
    for (const { key, queue, deadLetters: dead } of this.built._queues()) {
      if (deadLetters && dead) {
        const metric = dead.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum' });
        this.alarm(`DeadLetters-${key}`, `${alarmTexts.deadLetters} (${key})`, metric, 0);
      }
      if (backlog) {
        const metric = queue.metricApproximateAgeOfOldestMessage({ period, statistic: 'Maximum' });
        this.alarm(`Backlog-${key}`, `${alarmTexts.waitingFor([backlog.seconds])} (${key})`, metric, backlog.seconds);
      }
    }
  }

  /** Lambda has no metric of them: what the adapter logs is counted. */
  private coldStarts(): cloudwatch.Metric {
    const { logGroup, lambdaFunction } = this.built;
    const filter = logGroup.addMetricFilter('ColdStarts', {
      // What handlers log may have the field too.
      filterPattern: FilterPattern.all(
        FilterPattern.stringValue('$.message', '=', COLD_START),
        FilterPattern.booleanValue('$.coldStart', true),
      ),
      metricNamespace: 'faasade/ColdStarts',
      metricName: lambdaFunction.functionName,
    });
    this.built._alarms.push(filter);
    return filter.metric({ period, statistic: 'Sum' });
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
    tell(alarm, this.topics);
    this.built._alarms.push(alarm);
  }
}
