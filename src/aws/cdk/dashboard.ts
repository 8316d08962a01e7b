import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct, IConstruct } from 'constructs';
import { failures } from './alarms';
import { AwsFunction } from './function';
import type { Function } from '../../function';
import { COLD_START } from '../../private/contract';
import { PanelId, panels } from '../../private/dashboard';

const period = Duration.minutes(5);

/** What a panel shows of functions; nothing where there is nothing to see, of which CloudWatch would take no graph. */
type Panel = (title: string, functions: readonly AwsFunction[]) => cloudwatch.IWidget[];

const size = { width: 12, height: 6 };

function graph(metrics: (fn: AwsFunction) => cloudwatch.IMetric[]): Panel {
  return (title, functions) => {
    const left = functions.flatMap(metrics);
    return left.length > 0 ? [new cloudwatch.GraphWidget({ title, left, ...size })] : [];
  };
}

/** Lambda has no metric of them: what adapters log is asked for, of as many log groups as one query may name. */
const coldStarts: Panel = (title, functions) =>
  chunks(functions, 50).map(
    (some) =>
      new cloudwatch.LogQueryWidget({
        title,
        logGroupNames: some.map(({ logGroup }) => logGroup.logGroupName),
        queryLines: [`filter message = '${COLD_START}'`, 'stats count(*) as coldStarts by bin(5m)'],
        view: cloudwatch.LogQueryVisualizationType.LINE,
        ...size,
      }),
  );

const show: { readonly [K in PanelId]: Panel } = {
  invocations: graph(({ lambdaFunction }) => [lambdaFunction.metricInvocations({ period, statistic: 'Sum' })]),
  failed: graph((fn) => failures(fn, { period, statistic: 'Sum' })),
  duration: graph(({ lambdaFunction }) =>
    ['p50', 'p95', 'p99'].map((statistic) => lambdaFunction.metricDuration({ period, statistic })),
  ),
  refused: graph(({ lambdaFunction }) => [lambdaFunction.metricThrottles({ period, statistic: 'Sum' })]),
  coldStarts,
  deadLetters: graph((fn) =>
    fn
      ._queues()
      .flatMap(({ deadLetters }) =>
        deadLetters ? [deadLetters.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum' })] : [],
      ),
  ),
  waiting: graph((fn) =>
    fn._queues().map(({ queue }) => queue.metricApproximateAgeOfOldestMessage({ period, statistic: 'Maximum' })),
  ),
};

/** Two panels in a row. */
export function buildDashboard(place: Construct, _scope: IConstruct, functions: readonly Function[]): void {
  const built = functions.map((fn) => AwsFunction.of(fn));
  const widgets = (Object.keys(panels) as PanelId[]).flatMap((id) => show[id](panels[id], built));
  const dashboard = new cloudwatch.Dashboard(place, 'Dashboard', {});
  chunks(widgets, 2).forEach((row) => dashboard.addWidgets(...row));
}

function chunks<T>(all: readonly T[], most: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / most) }, (_, at) => all.slice(at * most, (at + 1) * most));
}
