import type { Construct, IConstruct } from 'constructs';
import { coldStarted, failed } from './alarm-queries';
import type { AzureCloud } from './cloud';
import { AzureFunction } from './function';
import type { Function } from '../function';
import { panels } from '../private/dashboard';
import { fingerprint } from '../private/environment';
import { ApplicationInsightsWorkbook } from '../terraform/azurerm';

/** A day. */
const timeContext = { durationMs: 86_400_000 };

/**
 * A workbook: charts of queries of the log workspace, and of the metrics of the namespace.
 * @see https://learn.microsoft.com/azure/azure-monitor/visualize/workbooks-overview
 */
export function buildDashboard(
  cloud: AzureCloud,
  place: Construct,
  scope: IConstruct,
  functions: readonly Function[],
): void {
  const apps = functions.map((fn) => AzureFunction.of(fn));
  const names = apps.map(({ app }) => app.name);
  const queues = apps.flatMap((fn) => fn._deliveries.ownNames());
  const queries = [
    query(cloud, panels.invocations, names, 'Count = sum(ItemCount)'),
    query(cloud, panels.failed, names, `Failed = sumif(ItemCount, ${failed})`),
    query(cloud, panels.duration, names, 'percentiles(DurationMs, 50, 95, 99)'),
    query(cloud, panels.refused, names, "Refused = sumif(ItemCount, ResultCode == '429')"),
    query(cloud, panels.coldStarts, names, 'ColdStarts = sum(ItemCount)', coldStarted),
  ];
  // Asking for the namespace makes it.
  const counts = () => [
    messages(
      cloud,
      panels.deadLetters,
      queues.map(({ deadLetters }) => deadLetters),
    ),
    messages(
      cloud,
      panels.waiting,
      queues.map(({ queue }) => queue),
    ),
  ];
  const items = [...queries, ...(queues.length > 0 ? counts() : [])];
  new ApplicationInsightsWorkbook(place, 'Dashboard', {
    ...cloud._place(),
    name: uuid(place.node.path),
    displayName: scope.node.path,
    dataJson: JSON.stringify({
      version: 'Notebook/1.0',
      items: items.map((item, index) => ({ ...item, name: `panel-${index}`, customWidth: '50' })),
      fallbackResourceIds: [cloud.logWorkspace.id],
    }),
  });
}

function query(
  cloud: AzureCloud,
  title: string,
  apps: readonly string[],
  measured: string,
  from = 'AppRequests',
): object {
  const names = apps.map((app) => `'${app}'`).join(', ');
  return {
    type: 3,
    content: {
      version: 'KqlItem/1.0',
      query: `${from} | where AppRoleName in~ (${names}) | summarize ${measured} by bin(TimeGenerated, 5m), AppRoleName`,
      size: 0,
      title,
      timeContext,
      queryType: 0,
      resourceType: 'microsoft.operationalinsights/workspaces',
      crossComponentResources: [cloud.logWorkspace.id],
      visualization: 'timechart',
    },
  };
}

/** Messages in queues of the namespace, each by its name. */
function messages(cloud: AzureCloud, title: string, queues: readonly string[]): object {
  const namespace = 'microsoft.servicebus/namespaces';
  return {
    type: 10,
    content: {
      version: 'MetricsItem/2.0',
      size: 0,
      title,
      chartType: 2,
      timeContext,
      resourceType: namespace,
      metricScope: 0,
      resourceIds: [cloud.serviceBusNamespace.id],
      metrics: [
        {
          namespace,
          metric: `${namespace}--ActiveMessages`,
          // The largest number.
          aggregation: 3,
          splitBy: 'EntityName',
        },
      ],
      filters: [{ key: 'EntityName', operator: 0, values: [...new Set(queues)] }],
    },
  };
}

/** Azure takes no other name: the same one for the same place. */
function uuid(path: string): string {
  const digits = fingerprint(path);
  const parts = [digits.slice(0, 8), digits.slice(8, 12), `5${digits.slice(13, 16)}`, `8${digits.slice(17, 20)}`];
  return [...parts, digits.slice(20, 32)].join('-');
}
