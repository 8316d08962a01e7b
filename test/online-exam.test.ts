import { readFileSync } from 'fs';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { App as TerraformApp } from 'cdktf';
import { clouds, CloudName, terraformStacks, warnings } from './stacks';
import { OnlineExam } from '../examples/online-exam/online-exam';
import { azure, google } from '../src';

const readme = readFileSync(join(__dirname, '..', 'examples', 'online-exam', 'README.md'), 'utf8');

/** Synthesized as the example's own apps do. */
const outdirs = { aws: onAws(), ...onTerraform() };

function onAws(): string {
  const app = new App({ analyticsReporting: false });
  new OnlineExam(new Stack(app, 'online-exam-aws'), 'OnlineExam');
  return app.synth().directory;
}

function onTerraform(): Record<'azure' | 'google', string> {
  const app = new TerraformApp({ outdir: join(__dirname, '..', 'node_modules', '.cache', 'faasade-online-exam') });
  new OnlineExam(
    new azure.AzureStack(app, 'online-exam-azure', { location: 'westeurope', namespace: 'acme' }),
    'OnlineExam',
  );
  new OnlineExam(
    new google.GoogleStack(app, 'online-exam-google', { project: 'acme-prod', region: 'europe-west1' }),
    'OnlineExam',
  );
  app.synth();
  return { azure: app.outdir, google: app.outdir };
}

function stopsOn(cloud: CloudName): any {
  const { stops } = JSON.parse(readFileSync(join(outdirs[cloud], 'faasade.json'), 'utf8'));
  return stops.find((stop: { cloud: string }) => stop.cloud === cloud);
}

function resources(cloud: 'azure' | 'google', type: string): any[] {
  const [folder] = terraformStacks(outdirs[cloud]).filter((path) => path.endsWith(cloud));
  return Object.values(JSON.parse(readFileSync(join(folder!, 'cdk.tf.json'), 'utf8')).resource[type]);
}

function onAwsOf(type: string): any[] {
  const { Resources } = JSON.parse(readFileSync(join(outdirs.aws, 'online-exam-aws.template.json'), 'utf8'));
  const found = Object.values<any>(Resources).filter((resource) => resource.Type === type);
  return found.map((resource) => resource.Properties);
}

/** Not the breaker, which no limit of the exam concerns. */
function isOfExam(resource: any): boolean {
  return !resource['//'].metadata.path.includes('/Breaker/');
}

/** What a cloud does otherwise than described, and whether the description accepts it. */
function differencesOn(cloud: CloudName): { cloud: CloudName; id: string; what: string }[] {
  const {
    functions,
    resources: others,
    stops,
  } = JSON.parse(readFileSync(join(outdirs[cloud], 'faasade.json'), 'utf8'));
  const records = [...functions, ...others, ...stops].filter((each) => each.cloud === cloud);
  const verdicts = records.flatMap((each) => each.verdicts);
  return verdicts.map(({ id, acknowledged }) => ({ cloud, id, what: acknowledged ? 'accepted' : 'warns' }));
}

/** The cells of a row of the README's table: AWS, Azure, Google. */
function row(title: string): string[] {
  const rows = readme.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  return rows.find(([, first]) => first === title)!.slice(2);
}

/** The cells of the row that names the time zone of a window's edges. */
function zoneRow(title: string): string[] {
  return row(title.replace('closes', 'opens'));
}

const edges = [
  ['India opens', 'window-0-opens', 30],
  ['India closes', 'window-0-closes', 1],
  ['Germany opens', 'window-1-opens', 20],
  ['Germany closes', 'window-1-closes', 1],
] as const;

test.each(edges)('the README says what AWS got: %s', (title, action, warm) => {
  const [target] = onAwsOf('AWS::ApplicationAutoScaling::ScalableTarget');
  const found = target.ScheduledActions.find((each: any) => each.ScheduledActionName === action);
  expect(row(title)[0]).toContain(`\`${found.Schedule}\``);
  expect(row(title)[0]).toMatch(new RegExp(`: ${warm}$`));
  expect(zoneRow(title)[0]).toContain(`in \`${found.Timezone}\``);
  expect(found.ScalableTargetAction).toEqual({ MinCapacity: warm, MaxCapacity: warm });
});

test.each(edges)('the README says what Azure got: %s', (title, edge, warm) => {
  const of = (type: string) => resources('azure', type).find(({ logic_app_id: id }) => id.includes(`Workflow-${edge}`));
  const { recurrence } = JSON.parse(of('azurerm_logic_app_trigger_custom').body);
  const { minutes, hours, weekDays } = recurrence.schedule;
  expect(weekDays).toEqual(['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']);
  expect(row(title)[1]).toContain(`minute ${minutes} of hour ${hours}`);
  expect(zoneRow(title)[1]).toContain(`in \`${recurrence.timeZone}\``);
  expect(of('azurerm_logic_app_action_custom').body).toContain(`{"name":"http","instanceCount":${warm}}`);
  expect(row(title)[1]).toMatch(new RegExp(`: ${warm}$`));
});

test.each(edges)('the README says what Google got: %s', (title, edge, warm) => {
  const jobs = resources('google', 'google_cloud_scheduler_job').filter(({ name }) => name.includes(edge));
  expect(jobs).toHaveLength(1);
  const [{ schedule, time_zone: zone, http_target: target }] = jobs;
  expect(row(title)[2]).toContain(`\`${schedule}\``);
  expect(zoneRow(title)[2]).toContain(`in \`${zone}\``);
  const body = Buffer.from(target.body, 'base64').toString();
  expect(JSON.parse(body)).toEqual({ scaling: { minInstanceCount: warm } });
  const says = row(title)[2]!;
  expect(says.endsWith(`: ${warm}`) || says.includes(`: \`${body}\``)).toBe(true);
});

test('the README says what there is at all times', () => {
  const [target] = onAwsOf('AWS::ApplicationAutoScaling::ScalableTarget');
  expect(row('at all times')[0]).toContain(`${target.MinCapacity} to ${target.MaxCapacity}`);
  expect(onAwsOf('AWS::Lambda::Alias').filter((alias) => alias.ProvisionedConcurrencyConfig)).toEqual([]);
  const ready = resources('azure', 'azurerm_function_app_flex_consumption').flatMap((app) => app.always_ready ?? []);
  expect(ready.map((each) => `always-ready \`${each.name}\`: ${each.instance_count}`)).toEqual([
    row('at all times')[1],
  ]);
  const least = resources('google', 'google_cloudfunctions2_function').map((each) => each.service_config);
  expect(least.map((config) => config.min_instance_count).sort()).toEqual([0, 0, 1]);
  expect(row('at all times')[2]).toBe('`min_instance_count` 1');
});

test('the README says how an edge is set', () => {
  const [, byWorkflow, byJob] = row('each edge is');
  const workflows = resources('azure', 'azurerm_logic_app_action_custom')
    .filter(({ name }) => name === 'Set_always_ready')
    .map((action) => JSON.parse(action.body));
  expect(workflows).toHaveLength(edges.length);
  for (const { actions } of workflows) {
    expect(byWorkflow).toContain(`\`${actions.Try.actions.Set.inputs.method}\``);
    expect(byWorkflow).toContain(`${actions.Try.limit.count} times at most`);
  }
  const jobs = resources('google', 'google_cloud_scheduler_job');
  expect(jobs).toHaveLength(edges.length);
  for (const { http_target: target, retry_config: retry } of jobs) {
    expect(byJob).toContain(`\`${target.http_method}\` with \`${target.uri.split('?')[1]}\``);
    expect(byJob).toContain(`${retry.retry_count} times again`);
  }
});

test('the README says what limits there are', () => {
  const most = (values: number[]) => values.filter((each) => each !== undefined).sort((a, b) => b - a);
  const mappings = onAwsOf('AWS::Lambda::EventSourceMapping').map((each) => each.ScalingConfig.MaximumConcurrency);
  const apps = resources('azure', 'azurerm_function_app_flex_consumption').filter(isOfExam);
  const functions = resources('google', 'google_cloudfunctions2_function').filter(isOfExam);
  expect(most(onAwsOf('AWS::Lambda::Function').map((each) => each.ReservedConcurrentExecutions))).toEqual([60, 20]);
  expect(mappings).toContain(20);
  expect(most(apps.map((app) => app.maximum_instance_count))).toEqual([60, 20]);
  expect(most(functions.map((each) => each.service_config.max_instance_count))).toEqual([60, 20]);
  expect(row('limits')).toEqual([
    expect.stringMatching(/^60 and 20 reserved.* mapping gets 20$/),
    '60 and 20 instances',
    '60 and 20 instances',
    '',
  ]);
});

test('the README says where a stop keeps what was', () => {
  const [inParameters, inTag, inObjects] = row('keeps what was in');
  const breaker = onAwsOf('AWS::Lambda::Function').find((each) => each.Environment?.Variables.STOP_TARGETS);
  expect(inParameters).toContain('`/faasade/stop`');
  expect(JSON.stringify(breaker.Environment.Variables.STOP_TARGETS)).toContain('/faasade/stop');
  const guarded = resources('azure', 'azurerm_function_app_flex_consumption').filter(isOfExam);
  expect(inTag).toContain('`faasade-stopped`');
  for (const app of guarded) expect(app.lifecycle.ignore_changes).toContain('tags["faasade-stopped"]');
  const settings = resources('google', 'google_cloudfunctions2_function').map(
    (each) => each.service_config.environment_variables.STOP_TARGETS,
  );
  const kept = settings.flatMap((each) => (each ? JSON.parse(each).f : [])).map((each) => each.k[1]);
  expect(inObjects).toContain('`stopped/`');
  expect(kept).toEqual([expect.stringMatching(/^stopped\//), expect.stringMatching(/^stopped\//)]);
});

test('the README says what synthesis accepts and warns of', () => {
  const verdicts = clouds.flatMap((cloud) => differencesOn(cloud));
  const ids = [...new Set(verdicts.map(({ id }) => id))].sort();
  const warned = verdicts.filter(({ what }) => what === 'warns').map(({ id }) => id);
  const printed = [outdirs.aws, outdirs.azure].flatMap((outdir) => warnings(outdir).map(({ id }) => id));
  expect(printed.sort()).toEqual(warned.sort());
  expect(
    readme
      .match(/^\| `[a-z]+\.[a-zA-Z]+`/gm)
      ?.map((line) => line.slice(3, -1))
      .sort(),
  ).toEqual(ids);
  for (const id of ids) {
    const cells = clouds.map((cloud) => verdicts.find((each) => each.id === id && each.cloud === cloud)?.what ?? '');
    expect(row(`\`${id}\``).slice(0, 3)).toEqual(cells);
  }
});

test.each(clouds)('the README has the command that stops it: %s', (cloud) => {
  const { commands, functions } = stopsOn(cloud);
  expect(readme).toContain(commands.stop);
  expect(commands.resume).toBe(commands.stop.replace('"stop"', '"resume"'));
  expect(functions).toEqual(['Exam', 'Grade'].map((name) => `online-exam-${cloud}/OnlineExam/${name}`));
});
