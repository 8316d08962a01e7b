import { mkdtempSync, readFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App as TerraformApp, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { fn } from './conformance/cases';
import { boardsOf, faultsOfBoards } from './dashboards/synthesized';
import { CloudName, place, terraformStacks } from './stacks';
import * as faas from '../src';
import { panels } from '../src/private/dashboard';

const { Observability } = faas;
const http = faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC });
const clouds = ['aws', 'azure', 'google'] as const;
const ofQueue: string[] = [panels.deadLetters, panels.waiting];

interface Panel {
  readonly title: string;
  /** What is shown, as text. */
  readonly shows: string;
}

/** The panels of the dashboard of a stack, as each cloud reads them. */
function shown(cloud: CloudName, describe: (stack: any) => void): Panel[] {
  const { stack, synth } = place(cloud);
  describe(stack);
  const outdir = synth();
  const boards = boardsOf(cloud, outdir);
  expect(faultsOfBoards(cloud, boards)).toEqual([]);
  const [dashboard] = boards.dashboards;
  if (cloud === 'aws') {
    return dashboard.widgets.map(({ properties }: any) => ({
      title: properties.title,
      shows: JSON.stringify(properties.metrics ?? properties.query),
    }));
  }
  if (cloud === 'azure') {
    const { resource } = JSON.parse(readFileSync(join(terraformStacks(outdir)[0]!, 'cdk.tf.json'), 'utf8'));
    const [workbook] = Object.values<any>(resource.azurerm_application_insights_workbook);
    expect(workbook.name).toMatch(/^[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/);
    return dashboard.items.map(({ content }: any) => ({ title: content.title, shows: JSON.stringify(content) }));
  }
  const { tiles } = dashboard.mosaicLayout;
  expect(tiles.map(({ xPos = 0, yPos = 0, width, height }: any) => [xPos, yPos, width, height])).toEqual(
    tiles.map((_: unknown, index: number) => [(index % 2) * 6, Math.floor(index / 2) * 4, 6, 4]),
  );
  return tiles.map(({ widget }: any) => ({ title: widget.title, shows: JSON.stringify(widget.xyChart) }));
}

describe.each(clouds)('on %s', (cloud) => {
  const found = shown(cloud, (stack) => {
    Observability.dashboard(stack);
    fn(stack, 'Api', { triggers: [http] });
    fn(stack, 'Work', { triggers: [faas.Trigger.queue(new faas.Queue(stack, 'Jobs'))] });
  });

  test('a dashboard has the same panels in the same order', () => {
    expect(found.map(({ title }) => title)).toEqual(Object.values(panels));
  });

  test('each shows functions that were described after it', () => {
    const ofFunctions = found.filter(({ title }) => !ofQueue.includes(title));
    expect(ofFunctions).toHaveLength(5);
    for (const { shows } of ofFunctions) expect([/Api|api/.test(shows), /Work|work/.test(shows)]).toEqual([true, true]);
    const ofQueues = found.filter(({ title }) => ofQueue.includes(title));
    expect(ofQueues).toHaveLength(2);
    for (const { shows } of ofQueues) expect(shows).toMatch(/[Jj]obs/);
  });
});

describe.each(clouds)('without a word on %s', (cloud) => {
  const described = (describe: (stack: any) => void) =>
    shown(cloud, (stack) => {
      describe(stack);
      fn(stack, 'Api', { triggers: [http] });
      fn(stack, 'Work', { triggers: [faas.Trigger.queue(new faas.Queue(stack, 'Jobs'))] });
      faas.Stop.of(stack);
    });
  const all = described(() => undefined);

  test('a stack has one of all its functions, but for those of stops', () => {
    expect(all.map(({ title }) => title)).toEqual(Object.values(panels));
    expect(all[0]!.shows).toMatch(/Api|api/);
    expect(all[0]!.shows).toMatch(/Work|work/);
    expect(all[0]!.shows).not.toMatch(/Breaker|breaker/);
  });

  test('it has those that are on no other, and is left out where that was said', () => {
    const dashboards = (describe: (stack: any, api: faas.Function) => void) => {
      const { stack, synth } = place(cloud);
      describe(stack, fn(stack, 'Api', { triggers: [http] }));
      const { watches } = JSON.parse(readFileSync(join(synth(), 'faasade.json'), 'utf8'));
      return watches.filter(({ kind }: { kind: string }) => kind === 'dashboard').length;
    };
    expect(dashboards(() => undefined)).toBe(1);
    expect(dashboards((_, api) => Observability.dashboard(api))).toBe(1);
    expect(dashboards((stack, api) => (fn(stack, 'Other', {}), Observability.dashboard(api)))).toBe(2);
    expect(dashboards((stack) => Observability.withoutDashboard(stack))).toBe(0);
    expect(dashboards((stack, api) => (Observability.withoutDashboard(stack), Observability.dashboard(api)))).toBe(1);
  });
});

test('a scope without functions, and a second dashboard, are errors', () => {
  const { stack, synth } = place('aws');
  Observability.dashboard(stack);
  const second =
    "The dashboard of 'service' can't be built on AWS:\n  - dashboard: there is one already, or it was left out by withoutDashboard. Say one of them, once.";
  expect(() => Observability.dashboard(stack)).toThrow(new Error(second));
  expect(() => synth()).toThrow(
    "The dashboard of 'service' can't be built on AWS:\n  - dashboard: there is no function below it. Ask for it where some are.",
  );
});

/** A stack with a function on Azure and one on Google. */
function twoClouds(): TerraformStack {
  const stack = new TerraformStack(
    new TerraformApp({ outdir: mkdtempSync(join(tmpdir(), 'faasade-two-')), skipValidation: true }),
    'both',
  );
  const [a, b] = ['A', 'B'].map((id) => new Construct(stack, id)) as [Construct, Construct];
  new faas.azure.AzureCloud(a, 'Cloud', { location: 'westeurope', namespace: 'acme-a' });
  new faas.google.GoogleCloud(b, 'Cloud', { project: 'acme-prod', region: 'europe-west1' });
  for (const scope of [a, b]) fn(scope, 'Api', { triggers: [http] });
  return stack;
}

test('two clouds of one stack have one each', () => {
  const app = twoClouds().node.root as TerraformApp;
  app.synth();
  const { resource } = JSON.parse(readFileSync(join(terraformStacks(app.outdir)[0]!, 'cdk.tf.json'), 'utf8'));
  expect(Object.keys(resource.azurerm_application_insights_workbook)).toHaveLength(1);
  expect(Object.keys(resource.google_monitoring_dashboard)).toHaveLength(1);
});

test('on Azure one of functions without queues makes no namespace for them', () => {
  const { stack, synth } = place('azure');
  fn(stack, 'Api', { triggers: [http] });
  const { resource } = JSON.parse(readFileSync(join(terraformStacks(synth())[0]!, 'cdk.tf.json'), 'utf8'));
  expect(resource).toHaveProperty('azurerm_application_insights_workbook');
  expect(resource).not.toHaveProperty('azurerm_servicebus_namespace');
});

test.each<[string, (scope: any) => void, string]>([
  ['dashboard', (scope) => Observability.dashboard(scope), 'dashboard: '],
  [
    'budget',
    (scope) =>
      faas.Budget.set(scope, faas.Budget.monthlyUsd(20, { notify: [faas.AlarmChannel.email('team@example.com')] })),
    'budget: ',
  ],
  ['stop', (scope) => void faas.Stop.of(scope), 'Stop.of: '],
])('a %s does not miss functions of another cloud without a word', (what, ask, prop) => {
  const { stack, synth } = place('azure');
  const inner = new Construct(stack, 'Inner');
  new faas.google.GoogleCloud(inner, 'Cloud', { project: 'acme-prod', region: 'europe-west1' });
  fn(stack, 'Api', { triggers: [http] });
  fn(inner, 'Other', { triggers: [http] });
  ask(stack);
  expect(() => synth()).toThrow(
    `${prop}the function 'service/Inner/Other' is on Google. Have a ${what} for each cloud.`,
  );
});
