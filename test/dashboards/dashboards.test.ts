import { faultsOfKusto } from './kusto';
import { faultsOfPromql } from './promql';
import { boardsOf, faultsOfBoards } from './synthesized';
import { faultsOfDashboard } from './validators';
import * as faas from '../../src';
import { panels } from '../../src/private/dashboard';
import { fn } from '../conformance/cases';
import { clouds, CloudName, place } from '../stacks';

const http = faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC });

function boards(cloud: CloudName, describe: (stack: any) => void) {
  const { stack, synth } = place(cloud);
  faas.Observability.dashboard(stack);
  describe(stack);
  return boardsOf(cloud, synth());
}

/** Changes by which a dashboard is none any more, and what its cloud's schema then says. */
const broken: Record<CloudName, readonly [change: (dashboard: any) => void, fault: RegExp][]> = {
  aws: [
    [(it) => delete it.widgets, /^\/ must have required property 'widgets'/],
    [(it) => (it.widgets[0].properties.titel = 'x'), /properties must NOT have additional properties titel/],
    [(it) => delete it.widgets[0].properties.metrics, /properties must have required property 'metrics'/],
    [(it) => (it.widgets[0].properties.metrics = []), /metrics must NOT have fewer than 1 items/],
    [(it) => delete it.widgets[0].properties.region, /properties must have required property 'region'/],
    [(it) => it.widgets[0].properties.metrics[0].splice(3, 1), /metrics\/0\/3 must be string/],
    [(it) => (it.widgets[0].properties.metrics[0].at(-1).stat = 'Most'), /stat must match pattern/],
    [(it) => (it.widgets[0].properties.metrics[0].at(-1).period = 90), /period must be multiple of 60/],
    [(it) => (it.widgets[0].x = 24), /x must be <= 23/],
    [(it) => (it.widgets[0].type = 'graph'), /type must be equal to constant/],
  ],
  azure: [
    [(it) => delete it.version, /^\/ must have required property 'version'/],
    [(it) => (it.items[0].content.querry = 'x'), /content must NOT have additional properties querry/],
    [(it) => delete it.items[0].content.query, /content must have required property 'query'/],
    [(it) => delete it.items.at(-1).content.metrics, /content must have required property 'metrics'/],
    [(it) => (it.items.at(-1).content.metrics[0].metric = 'ActiveMessages'), /metric must match pattern/],
    [(it) => (it.items.at(-1).content.filters[0].values = []), /values must NOT have fewer than 1 items/],
    [(it) => (it.items[0].customWidth = 50), /customWidth must be string/],
    [(it) => (it.items[0].type = 4), /items\/0\/type must be equal to constant/],
  ],
  google: [
    [(it) => delete it.displayName, /^\/ must have required property 'displayName'/],
    [(it) => (it.gridLayout = {}), /^\/ must NOT be valid/],
    [(it) => (it.mosaicLayout.tiles[0].x = 6), /tiles\/0 must NOT have additional properties x/],
    [(it) => (it.mosaicLayout.tiles[0].width = '6px'), /width must be integer/],
    [(it) => delete it.mosaicLayout.tiles[0].widget.xyChart.dataSets, /xyChart must have required property 'dataSets'/],
    [
      (it) => (it.mosaicLayout.tiles[0].widget.xyChart.dataSets[0].plotType = 'LINES'),
      /plotType must be equal to one of the allowed values/,
    ],
    [
      (it) => (it.mosaicLayout.tiles[0].widget.xyChart.dataSets[0].timeSeriesQuery.promql = 'x'),
      /timeSeriesQuery must NOT have additional properties promql/,
    ],
  ],
};

describe.each(clouds)('on %s', (cloud) => {
  const whole = boards(cloud, (stack) => {
    fn(stack, 'Api', { triggers: [http] });
    fn(stack, 'Work', { triggers: [faas.Trigger.queue(new faas.Queue(stack, 'Jobs'))] });
  });

  test('a dashboard of all panels is as the schema says', () => {
    expect(whole.dashboards).toHaveLength(1);
    expect(faultsOfBoards(cloud, whole)).toEqual([]);
  });

  test('so is one of functions without queues, which has no panels of them', () => {
    const found = boards(cloud, (stack) => fn(stack, 'Api', { triggers: [http] }));
    expect(JSON.stringify(found.dashboards)).toContain(panels.duration);
    expect(JSON.stringify(found.dashboards)).not.toContain(panels.deadLetters);
    expect(faultsOfBoards(cloud, found)).toEqual([]);
  });

  test('so is one of many functions', () => {
    const found = boards(cloud, (stack) => {
      for (let index = 0; index < 40; index++) fn(stack, `Api${index}`, { triggers: [http] });
    });
    expect(faultsOfBoards(cloud, found)).toEqual([]);
  });

  test.each(broken[cloud])('a broken one is refused: %s', (change, fault) => {
    const dashboard = JSON.parse(JSON.stringify(whole.dashboards[0]));
    change(dashboard);
    expect(faultsOfDashboard(cloud, dashboard)).toContainEqual(expect.stringMatching(fault));
  });

  // CloudWatch's dashboards have metrics, not queries.
  if (cloud === 'aws') return;
  test('a query that is broken off is a fault', () => {
    const parse = cloud === 'azure' ? faultsOfKusto : faultsOfPromql;
    const faults = whole.queries.map(({ text }) => parse(text.slice(0, text.length / 2)));
    expect(faults.length).toBeGreaterThan(3);
    expect(faults.filter(({ length }) => length === 0)).toEqual([]);
  });
});

test.each<[fault: string | undefined, metric: unknown[]]>([
  [undefined, ['AWS/Lambda', 'Errors']],
  [undefined, ['AWS/Lambda', 'Errors', { id: 'm1', visible: false }]],
  [undefined, ['AWS/Lambda', 'Errors', 'FunctionName', 'api', 'Resource', 'api:live', { stat: 'p99.9', period: 60 }]],
  [undefined, [{ expression: '100*m1/m2', id: 'e1', label: '%', color: '#0a0' }]],
  ['0/2 must be object', ['AWS/Lambda', 'Errors', 'FunctionName']],
  ['0/2 must be string', ['AWS/Lambda', 'Errors', { FunctionName: 'api' }, { stat: 'Sum' }]],
  ['0/2 must NOT have additional properties FunctionName', ['AWS/Lambda', 'Errors', { FunctionName: 'api' }]],
  ["0/0 must have required property 'expression'", [{ id: 'e1' }]],
  ['0/0/id must match pattern "^[a-z]\\w{0,254}$"', [{ expression: 'm1', id: 'E1' }]],
])('the fault %s of the metric %j', (fault, metric) => {
  const properties = { region: 'eu-central-1', metrics: [metric] };
  const dashboard = { start: '-PT6H', periodOverride: 'inherit', widgets: [{ type: 'metric', properties }] };
  const [first] = faultsOfDashboard('aws', dashboard);
  expect(first).toBe(fault && `/widgets/0/properties/metrics/${fault}`);
});

test.each([
  ['AppRequest | take 1', /'AppRequest' does not refer to any known table/],
  ['AppRequests | where AppRole == 1', /'AppRole' does not refer to any known column/],
  ['AppRequests | summarise count()', /Query operator expected/],
  ['AppRequests | summarize mean(DurationMs)', /'mean' does not refer to any known function/],
  ['AppRequests | summarize Value = count()', /There is no column 'AppRoleName' in the answer/],
])("Kusto's parser refuses %s", (query, fault) => {
  expect(faultsOfKusto(query, ['AppRoleName'])).toContainEqual(expect.stringMatching(fault));
  expect(faultsOfKusto('AppRequests | take 1', ['AppRoleName'])).toEqual([]);
});

test.each([
  ['sum by (service_name (up)', /syntax is broken/],
  ['up{service_name=~}', /syntax is broken/],
  ['sum(rate(up[5m]) > 0', /syntax is broken/],
  ['mean(up)', /syntax is broken/],
  ['rate(up)', /expected type matrix in call to function "rate"/],
])("Prometheus' parser refuses %s", (query, fault) => {
  expect(faultsOfPromql(query)).toContainEqual(expect.stringMatching(fault));
  expect(faultsOfPromql('sum by (service_name) (rate(up[5m])) > 0')).toEqual([]);
});
