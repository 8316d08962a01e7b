import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct, IConstruct } from 'constructs';
import { failures } from './alarms';
import { AwsFunction } from './function';
import type { Function } from '../../function';
import { PanelId, panels } from '../../private/dashboard';

const period = Duration.minutes(5);

/** What stands in each panel, of each function. */
const metrics: { readonly [K in PanelId]: (fn: AwsFunction) => cloudwatch.IMetric[] } = {
  invocations: ({ lambdaFunction }) => [lambdaFunction.metricInvocations({ period, statistic: 'Sum' })],
  failed: (fn) => failures(fn, { period, statistic: 'Sum' }),
  duration: ({ lambdaFunction }) =>
    ['p50', 'p95', 'p99'].map((statistic) => lambdaFunction.metricDuration({ period, statistic })),
  refused: ({ lambdaFunction }) => [lambdaFunction.metricThrottles({ period, statistic: 'Sum' })],
  deadLetters: (fn) =>
    fn
      ._queues()
      .flatMap(({ deadLetters }) =>
        deadLetters ? [deadLetters.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum' })] : [],
      ),
  waiting: (fn) =>
    fn._queues().map(({ queue }) => queue.metricApproximateAgeOfOldestMessage({ period, statistic: 'Maximum' })),
};

/** One graph a panel, two in a row. */
export function buildDashboard(place: Construct, _scope: IConstruct, functions: readonly Function[]): void {
  const built = functions.map((fn) => AwsFunction.of(fn));
  const widgets = (Object.keys(panels) as PanelId[])
    .map((id) => ({ title: panels[id], left: built.flatMap((fn) => metrics[id](fn)) }))
    // CloudWatch refuses a graph of nothing: functions without queues have no dead letters.
    .filter(({ left }) => left.length > 0)
    .map((graph) => new cloudwatch.GraphWidget({ ...graph, width: 12, height: 6 }));
  const dashboard = new cloudwatch.Dashboard(place, 'Dashboard', {});
  for (let row = 0; row < widgets.length; row += 2) dashboard.addWidgets(...widgets.slice(row, row + 2));
}
