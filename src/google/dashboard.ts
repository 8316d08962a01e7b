import type { Construct, IConstruct } from 'constructs';
import { enableApi } from './apis';
import { coldStartMetric } from './cold-starts';
import { GoogleFunction } from './function';
import { counted, FAILED, REFUSED, requests, slowest, subscribed } from './metric-queries';
import { deadLetterNames, pushedNames, serviceNames } from './watched-names';
import type { Function } from '../function';
import { PanelId, panels } from '../private/dashboard';
import { MonitoringDashboard } from '../terraform/google';

/** Minutes that each point stands for. */
const window = 5;

/** What the queries of a panel are, in PromQL. */
const queries: { readonly [K in PanelId]: (names: Names) => string[] } = {
  invocations: ({ services }) => [requests(services, window)],
  failed: ({ services }) => [requests(services, window, FAILED)],
  duration: ({ services }) => [0.5, 0.95, 0.99].map((share) => slowest(share, services, window)),
  refused: ({ services }) => [requests(services, window, REFUSED)],
  coldStarts: ({ services, coldStarts }) => [counted(coldStarts, services, window)],
  deadLetters: ({ deadLetters }) => where(deadLetters, 'num_undelivered_messages'),
  waiting: ({ pushed }) => where(pushed, 'oldest_unacked_message_age'),
};

function where(subscriptions: readonly string[], metric: string): string[] {
  return subscriptions.length > 0 ? [subscribed(metric, subscriptions)] : [];
}

interface Names {
  readonly services: readonly string[];
  readonly deadLetters: readonly string[];
  readonly pushed: readonly string[];
  /** The metric of them. */
  readonly coldStarts: string;
}

/**
 * One chart a panel, two in a row.
 * @see https://cloud.google.com/monitoring/api/ref_v3/rest/v1/projects.dashboards
 */
export function buildDashboard(place: Construct, scope: IConstruct, functions: readonly Function[]): void {
  const built = functions.map((fn) => GoogleFunction.of(fn));
  const [{ _cloud: cloud }] = built as [GoogleFunction];
  // Without triggers none has a service, and there is nothing to see.
  if (built.every((fn) => serviceNames(fn).length === 0)) return;
  const names: Names = {
    services: built.flatMap(serviceNames),
    deadLetters: built.flatMap(deadLetterNames),
    pushed: built.flatMap(pushedNames),
    coldStarts: coldStartMetric(cloud),
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
