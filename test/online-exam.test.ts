import { readFileSync } from 'fs';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { App as TerraformApp } from 'cdktf';
import { clouds, CloudName, terraformStacks } from './stacks';
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

/** The cells of a row of the README's table: AWS, Azure, Google. */
function row(title: string): string[] {
  const rows = readme.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  return rows.find(([, first]) => first === title)!.slice(2);
}

const edges = [
  ['India opens', 'window-0-opens', 30],
  ['India closes', 'window-0-closes', 1],
  ['Germany opens', 'window-1-opens', 20],
  ['Germany closes', 'window-1-closes', 1],
] as const;

test.each(edges)('the README says what AWS got: %s', (title, action, warm) => {
  const { Resources } = JSON.parse(readFileSync(join(outdirs.aws, 'online-exam-aws.template.json'), 'utf8'));
  const target: any = Object.values<any>(Resources).find(({ Type }) => /ScalableTarget/.test(Type));
  const found = target.Properties.ScheduledActions.find((each: any) => each.ScheduledActionName === action);
  expect(row(title)[0]).toContain(`\`${found.Schedule}\``);
  expect(row(title)[0]).toMatch(new RegExp(`: ${warm}$`));
  expect(found.ScalableTargetAction).toEqual({ MinCapacity: warm, MaxCapacity: warm });
});

test.each(edges)('the README says what Azure got: %s', (title, edge, warm) => {
  const of = (type: string) => resources('azure', type).find(({ logic_app_id: id }) => id.includes(`Workflow-${edge}`));
  const { recurrence } = JSON.parse(of('azurerm_logic_app_trigger_custom').body);
  const { minutes, hours, weekDays } = recurrence.schedule;
  expect(weekDays).toEqual(['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']);
  expect(row(title)[1]).toContain(`minute ${minutes} of hour ${hours}`);
  expect(readme).toContain(`\`${recurrence.timeZone}\``);
  expect(of('azurerm_logic_app_action_custom').body).toContain(`{"name":"http","instanceCount":${warm}}`);
  expect(row(title)[1]).toMatch(new RegExp(`: ${warm}$`));
});

test.each(edges)('the README says what Google got: %s', (title, edge, warm) => {
  const jobs = resources('google', 'google_cloud_scheduler_job').filter(({ name }) => name.includes(edge));
  expect(jobs).toHaveLength(1);
  const [{ schedule, time_zone: zone, http_target: target }] = jobs;
  expect(row(title)[2]).toContain(`\`${schedule}\``);
  expect(readme).toContain(`\`${zone}\``);
  expect(JSON.parse(Buffer.from(target.body, 'base64').toString())).toEqual({ scaling: { minInstanceCount: warm } });
});

test.each(clouds)('the README has the command that stops it: %s', (cloud) => {
  const { commands, functions } = stopsOn(cloud);
  expect(readme).toContain(commands.stop);
  expect(functions).toEqual(['Exam', 'Grade'].map((name) => `online-exam-${cloud}/OnlineExam/${name}`));
});
