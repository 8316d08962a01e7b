import { mkdtempSync, readdirSync, readFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, CfnOutput, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as subscriptions from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import * as faas from '../src';
import { fn } from './conformance/cases';
import { place, quiet } from './stacks';

const http = faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC });

/** A description that names no cloud. */
class Service extends Construct {
  public readonly front: faas.Function;
  public readonly jobs: faas.Queue;

  constructor(scope: Construct, id = 'Service') {
    super(scope, id);
    this.jobs = new faas.Queue(this, 'Jobs');
    this.front = fn(this, 'Front', { triggers: [http] });
    this.jobs.grantSend(this.front);
    fn(this, 'Worker', { triggers: [faas.Trigger.queue(this.jobs)] });
  }
}

interface Entries {
  readonly functions: { readonly path: string; readonly stack: string }[];
  readonly resources: { readonly path: string; readonly stack: string }[];
}

function manifest(folder: string): Entries {
  return JSON.parse(readFileSync(join(folder, 'faasade.json'), 'utf8'));
}

const paths = (entries: { readonly path: string }[]) => entries.map(({ path }) => path);

function app(): App {
  return new App({ outdir: mkdtempSync(join(tmpdir(), 'faasade-places-')), analyticsReporting: false });
}

test('a plain stack holds a description beside the resources of others, which can use its own', () => {
  const stack = new Stack(app(), 'plain');
  const topic = new sns.Topic(stack, 'Topic');
  const { jobs, front } = new Service(stack);
  const { queue, deadLetterQueue } = faas.aws.AwsQueue.of(jobs);
  topic.addSubscription(new subscriptions.SqsSubscription(queue, { rawMessageDelivery: true }));
  new events.Rule(stack, 'Rule', {
    eventPattern: { source: ['acme'] },
    targets: [new targets.LambdaFunction(faas.aws.AwsFunction.of(front).alias)],
  });
  deadLetterQueue.metricApproximateNumberOfMessagesVisible().createAlarm(stack, 'Alarm', {
    threshold: 1,
    evaluationPeriods: 1,
  });
  new CfnOutput(stack, 'Url', { value: front.url });

  const template = Template.fromStack(stack);
  template.resourceCountIs('AWS::Lambda::Function', 2);
  template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'sqs', RawMessageDelivery: true });
  const [alias] = Object.keys(template.findResources('AWS::Lambda::Alias')).filter((id) => id.includes('Front'));
  template.hasResourceProperties('AWS::Events::Rule', { Targets: [{ Arn: { Ref: alias } }] });
  const alarms = Object.keys(template.findResources('AWS::CloudWatch::Alarm'));
  expect(alarms.filter((id) => id.startsWith('Alarm'))).toHaveLength(1);
});

test('two of one description stand in one stack, and in two', () => {
  const here = app();
  const stack = new Stack(here, 'one');
  new Service(stack, 'A');
  new Service(stack, 'B');
  new Service(new Stack(here, 'two'), 'A');
  const { directory } = here.synth();
  expect(paths(manifest(directory).resources)).toEqual(['one/A/Jobs', 'one/B/Jobs', 'two/A/Jobs']);
  Template.fromStack(stack).resourceCountIs('AWS::Lambda::Function', 4);
});

test('a nested stack holds its resources itself', () => {
  const stack = new Stack(app(), 'parent');
  const nested = new NestedStack(stack, 'Nested');
  new Service(nested);
  Template.fromStack(stack).resourceCountIs('AWS::Lambda::Function', 0);
  const template = Template.fromStack(nested);
  template.resourceCountIs('AWS::Lambda::Function', 2);
  template.resourceCountIs('AWS::Lambda::EventSourceMapping', 1);
  template.resourceCountIs('AWS::SQS::Queue', 2);
});

test("a function in a nested stack consumes its parent's queue", () => {
  const here = app();
  const stack = new Stack(here, 'parent');
  const jobs = new faas.Queue(stack, 'Jobs');
  const nested = new NestedStack(stack, 'Nested');
  fn(nested, 'Worker', { triggers: [faas.Trigger.queue(jobs)], timeout: faas.Duration.seconds(50) });
  const { directory } = here.synth();
  Template.fromStack(stack).hasResourceProperties('AWS::SQS::Queue', { VisibilityTimeout: 300 });
  const [mapping] = Object.values(Template.fromStack(nested).findResources('AWS::Lambda::EventSourceMapping'));
  expect(mapping.Properties.EventSourceArn).toEqual({ Ref: expect.stringMatching(/^referencetoparentJobs/) });
  expect(manifest(directory).functions).toEqual([
    expect.objectContaining({ path: 'parent/Nested/Worker', stack: 'parent/Nested' }),
  ]);
});

test('each stage has a manifest of its own, in its own assembly', () => {
  const here = app();
  new Service(new Stack(here, 'shared'));
  for (const name of ['test', 'prod']) {
    const stage = new Stage(here, name);
    new Service(new Stack(stage, 'service'));
    new Service(new Stack(stage, 'second'));
  }
  const { directory } = here.synth();
  const assemblies = readdirSync(directory).filter((name) => name.startsWith('assembly-'));
  expect(assemblies).toEqual(['assembly-prod', 'assembly-test']);
  expect(paths(manifest(directory).resources)).toEqual(['shared/Service/Jobs']);
  for (const name of ['test', 'prod']) {
    expect(paths(manifest(join(directory, `assembly-${name}`)).functions)).toEqual([
      `${name}/second/Service/Front`,
      `${name}/second/Service/Worker`,
      `${name}/service/Service/Front`,
      `${name}/service/Service/Worker`,
    ]);
  }
});

test('names in the manifest are those of the template', () => {
  const { stack, synth } = place('aws');
  quiet(stack);
  new Service(stack);
  const directory = synth();
  const { Resources } = JSON.parse(readFileSync(join(directory, 'service.template.json'), 'utf8'));
  const { functions, resources: described } = JSON.parse(readFileSync(join(directory, 'faasade.json'), 'utf8'));
  const recorded: { type: string; name: string }[] = [...functions, ...described].flatMap(({ resources }) => resources);
  expect(recorded).toHaveLength(11);
  for (const { type, name } of recorded) expect(Resources[name].Type).toBe(type);
});

test('one declared cloud serves a whole app, stages included', () => {
  const here = app();
  new faas.aws.AwsCloud(here, 'Cloud');
  new Service(new Stack(new Stage(here, 'prod'), 'service'));
  new Service(new Stack(here, 'shared'));
  faas.Observability.notify(here, [faas.AlarmChannel.email('team@example.com')]);
  const { directory } = here.synth();
  expect(paths(manifest(directory).resources)).toEqual(['shared/Service/Jobs']);
  expect(paths(manifest(join(directory, 'assembly-prod')).resources)).toEqual(['prod/service/Service/Jobs']);
  for (const folder of [directory, join(directory, 'assembly-prod')]) {
    const name = readdirSync(folder).find((file) => file.endsWith('.template.json'))!;
    const { Resources } = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    const types = Object.values<any>(Resources).map(({ Type }) => Type);
    expect(types.filter((type) => /::(Dashboard|Topic)$/.test(type)).sort()).toEqual([
      'AWS::CloudWatch::Dashboard',
      'AWS::SNS::Topic',
    ]);
  }
});

test('an app without a description gets no manifest', () => {
  const here = app();
  new sns.Topic(new Stack(here, 'plain'), 'Topic');
  expect(readdirSync(here.synth().directory)).not.toContain('faasade.json');
});

test('synthesizing twice gives the same', () => {
  const { stack, synth } = place('aws');
  new Service(stack);
  const read = () => readFileSync(join(synth(), 'faasade.json'), 'utf8');
  expect(read()).toBe(read());
});

test.each(['azure', 'google'] as const)('the same description stands in two stacks on %s', (cloud) => {
  const { stack, other, synth } = place(cloud);
  new Service(stack);
  new Service(other());
  expect(paths(manifest(synth()).resources)).toEqual(['other/Service/Jobs', 'service/Service/Jobs']);
});
