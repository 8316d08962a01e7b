import type { Construct, IConstruct } from 'constructs';
import { enableApi } from './apis';
import type { GoogleCloud } from './cloud';
import { GoogleFunction } from './function';
import { deadLetterNames, pushedNames, serviceNames } from './watched-names';
import type { Function } from '../function';
import { PanelId, panels } from '../private/dashboard';
import { findCloud } from '../private/placement';
import { MonitoringDashboard } from '../terraform/google';

const window = '[5m]';

/** What the queries of a panel are, in PromQL. */
const queries: { readonly [K in PanelId]: (names: Names) => string[] } = {
  invocations: ({ services }) => [requests(services)],
  failed: ({ services }) => [requests(services, ',response_code_class="5xx"')],
  duration: ({ services }) =>
    [0.5, 0.95, 0.99].map((share) => {
      const buckets = `run_googleapis_com:request_latencies_bucket{${run(services)}}${window}`;
      return `histogram_quantile(${share}, sum by (service_name, le) (increase(${buckets})))`;
    }),
  refused: ({ services }) => [requests(services, ',response_code="429"')],
  deadLetters: ({ deadLetters }) => subscribed('num_undelivered_messages', deadLetters),
  waiting: ({ pushed }) => subscribed('oldest_unacked_message_age', pushed),
};

interface Names {
  readonly services: readonly string[];
  readonly deadLetters: readonly string[];
  readonly pushed: readonly string[];
}

/**
 * One chart a panel, two in a row.
 * @see https://cloud.google.com/monitoring/api/ref_v3/rest/v1/projects.dashboards
 */
export function buildDashboard(place: Construct, scope: IConstruct, functions: readonly Function[]): void {
  const cloud = findCloud(scope) as GoogleCloud;
  const built = functions.map((fn) => GoogleFunction.of(fn));
  const names: Names = {
    services: built.flatMap(serviceNames),
    deadLetters: built.flatMap(deadLetterNames),
    pushed: built.flatMap(pushedNames),
  };
  const charts = (Object.keys(panels) as PanelId[])
    .map((id) => ({ title: panels[id], found: queries[id](names) }))
    .filter(({ found }) => found.length > 0);
  new MonitoringDashboard(place, 'Dashboard', {
    ...cloud._at,
    dashboardJson: JSON.stringify({
      displayName: scope.node.path,
      mosaicLayout: {
        columns: 12,
        tiles: charts.map(({ title, found }, index) => ({
          ...(index % 2 > 0 && { xPos: 6 }),
          ...(index > 1 && { yPos: Math.floor(index / 2) * 4 }),
          width: 6,
          height: 4,
          widget: {
            title,
            xyChart: {
              dataSets: found.map((prometheusQuery) => ({ plotType: 'LINE', timeSeriesQuery: { prometheusQuery } })),
            },
          },
        })),
      },
    }),
    dependsOn: [enableApi(cloud, 'monitoring')],
  });
}

function requests(services: readonly string[], more = ''): string {
  return `sum by (service_name) (increase(run_googleapis_com:request_count{${run(services)}${more}}${window}))`;
}

function run(services: readonly string[]): string {
  return `monitored_resource="cloud_run_revision",service_name=~"${services.join('|')}"`;
}

function subscribed(metric: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const labels = `monitored_resource="pubsub_subscription",subscription_id=~"${names.join('|')}"`;
  return [`max by (subscription_id) (pubsub_googleapis_com:subscription_${metric}{${labels}})`];
}
