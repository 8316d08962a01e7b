import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { faultsOfKusto } from './kusto';
import { faultsOfPromql } from './promql';
import { faultsOfDashboard } from './validators';
import { CloudName, terraformStacks } from '../stacks';

/** A query, and what is wrong with it. */
interface Query {
  readonly text: string;
  readonly faults: readonly string[];
}

export interface Boards {
  /** As the cloud reads them. */
  readonly dashboards: readonly any[];
  readonly queries: readonly Query[];
}

/** All dashboards of an assembly, and all queries of its dashboards and alerts that a parser is known for. */
export function boardsOf(cloud: CloudName, outdir: string): Boards {
  if (cloud === 'aws') return { dashboards: cloudwatchDashboards(outdir), queries: [] };
  const stacks = terraformStacks(outdir).map((folder) => read(join(folder, 'cdk.tf.json')).resource ?? {});
  const all = stacks.map((resources) => (cloud === 'azure' ? azureBoards(resources) : googleBoards(resources)));
  return {
    dashboards: all.flatMap(({ dashboards }) => dashboards),
    queries: all.flatMap(({ queries }) => queries),
  };
}

/** What schemas and parsers have against the dashboards and queries of an assembly. */
export function faultsOfBoards(cloud: CloudName, { dashboards, queries }: Boards): string[] {
  return [
    ...dashboards.flatMap((dashboard) => faultsOfDashboard(cloud, dashboard)),
    ...queries.flatMap(({ text, faults }) => faults.map((fault) => `${fault} In: ${text}`)),
  ];
}

type Resources = Record<string, Record<string, any>>;

function azureBoards(resources: Resources): Boards {
  const dashboards = each(resources, 'azurerm_application_insights_workbook').map(({ data_json: json }) =>
    JSON.parse(json),
  );
  const items = dashboards.flatMap(({ items: inside }) => inside);
  const alerts = each(resources, 'azurerm_monitor_scheduled_query_rules_alert_v2').flatMap(({ criteria }) => criteria);
  return {
    dashboards,
    queries: [
      ...items.flatMap(({ content: { query } }) => (query ? [{ text: query, faults: faultsOfKusto(query) }] : [])),
      ...alerts.map(({ query, metric_measure_column: measure, dimension = [] }) => ({
        text: query,
        faults: faultsOfKusto(query, [...(measure ? [measure] : []), ...dimension.map(({ name }: any) => name)]),
      })),
    ],
  };
}

function googleBoards(resources: Resources): Boards {
  const dashboards = each(resources, 'google_monitoring_dashboard').map(({ dashboard_json: json }) => JSON.parse(json));
  const shown = dashboards.flatMap(({ mosaicLayout }) =>
    mosaicLayout.tiles.flatMap(({ widget }: any) =>
      widget.xyChart.dataSets.map(({ timeSeriesQuery }: any): string => timeSeriesQuery.prometheusQuery),
    ),
  );
  const watched = each(resources, 'google_monitoring_alert_policy').flatMap(({ conditions }) =>
    conditions.flatMap(({ condition_prometheus_query_language: its }: any) => (its ? [its.query] : [])),
  );
  return { dashboards, queries: [...shown, ...watched].map((text) => ({ text, faults: faultsOfPromql(text) })) };
}

function cloudwatchDashboards(outdir: string): any[] {
  const templates = readdirSync(outdir).filter((name) => name.endsWith('.template.json'));
  return templates
    .flatMap((name) => Object.values<any>(read(join(outdir, name)).Resources ?? {}))
    .filter(({ Type }) => Type === 'AWS::CloudWatch::Dashboard')
    .map(({ Properties }) => JSON.parse(resolved(Properties.DashboardBody)));
}

/** Text as CloudFormation makes it, with ids of resources for what it only knows once they are there. */
function resolved(value: any): string {
  if (typeof value === 'string') return value;
  if (value['Fn::Join']) return value['Fn::Join'][1].map(resolved).join(value['Fn::Join'][0]);
  if (value['Fn::GetAtt']) return value['Fn::GetAtt'][0];
  if (value.Ref) return value.Ref === 'AWS::Region' ? 'eu-central-1' : value.Ref;
  // What another stack exports, or a part of it.
  return Object.keys(value)[0]!;
}

function each(resources: Resources, type: string): any[] {
  return Object.values(resources[type] ?? {});
}

function read(file: string): any {
  return JSON.parse(readFileSync(file, 'utf8'));
}
