import { Aspects, CfnResource, Stack, Tags } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { IConstruct } from 'constructs';
import { arnOf, build, ref, Resources, Statement } from './template';
import * as faas from '../../../src';
import { Project } from '../../bundle/project';
import { fn } from '../../conformance/cases';
import { place } from '../../stacks';

const { AwsFunction } = faas.aws;
const http = faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC });
const every = faas.Trigger.schedule(faas.Schedule.rate(faas.Duration.minutes(5)));

test('is a Lambda function with its role, log group, version and alias', () => {
  const built = build((stack) =>
    fn(stack, 'Api', {
      memory: faas.Size.mebibytes(1024),
      timeout: faas.Duration.minutes(2),
      description: 'Answers.',
      environment: { LEVEL: 'info' },
    }),
  );
  expect(built.one('Lambda::Function')).toMatchObject({
    Architectures: ['arm64'],
    Description: 'Answers.',
    Environment: { Variables: { LEVEL: 'info', FAASADE_TRIGGERS: '{"contract":1,"t":120}' } },
    Handler: 'index.handler',
    LoggingConfig: { LogGroup: ref(built.id('Logs::LogGroup')) },
    MemorySize: 1024,
    Role: arnOf(built.id('IAM::Role')),
    Runtime: 'nodejs22.x',
    Timeout: 120,
  });
  expect(built.one('Logs::LogGroup').RetentionInDays).toBe(30);
  expect(built.one('Lambda::Alias')).toMatchObject({
    Name: 'live',
    FunctionVersion: { 'Fn::GetAtt': [built.id('Lambda::Version'), 'Version'] },
  });
});

test('has no name and no reservation that nobody asked for, and no resource of anybody else', () => {
  const built = build((stack) => fn(stack, 'Api'));
  const { FunctionName, ReservedConcurrentExecutions } = built.one('Lambda::Function');
  expect([FunctionName, ReservedConcurrentExecutions]).toEqual([undefined, undefined]);
  expect(built.one('Lambda::Alias').ProvisionedConcurrencyConfig).toBeUndefined();
  expect(built.all('CloudFormation::CustomResource')).toEqual([]);
});

test('warm instances are those of the alias, and a trigger added later counts', () => {
  const built = build((stack) => {
    const api = fn(stack, 'Api', { capacity: faas.Capacity.warm(2), triggers: [http] });
    api.addTrigger(faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC, path: '/b', warm: 1 }));
  });
  expect(built.one('Lambda::Alias').ProvisionedConcurrencyConfig).toEqual({ ProvisionedConcurrentExecutions: 3 });
});

describe('its role', () => {
  const statements = (built: Resources, id: string): Statement[] => built.allowed(built.idOf('IAM::Role', `${id}Role`));
  const logs = (built: Resources, id: string): Statement => ({
    Effect: 'Allow',
    Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    Resource: arnOf(built.idOf('Logs::LogGroup', `${id}Logs`)),
  });
  const consume = (queue: string): Statement => ({
    Effect: 'Allow',
    Action: [
      'sqs:ReceiveMessage',
      'sqs:ChangeMessageVisibility',
      'sqs:GetQueueUrl',
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
    ],
    Resource: arnOf(queue),
  });

  test('may write its logs, and nothing else', () => {
    const built = build((stack) => fn(stack, 'Api', { triggers: [http], capacity: faas.Capacity.warm(1) }));
    expect(statements(built, 'Api')).toEqual([logs(built, 'Api')]);
    expect(built.one('IAM::Role').ManagedPolicyArns).toBeUndefined();
  });

  test('may take from the queues that invoke it, and send where it was granted', () => {
    const built = build((stack) => {
      const [jobs, done] = ['Jobs', 'Done'].map((id) => new faas.Queue(stack, id));
      const worker = fn(stack, 'Worker', { triggers: [faas.Trigger.queue(jobs), every] });
      done.grantSend(worker);
      done.grantSend(worker);
    });
    const queue = (id: string) => built.idOf('SQS::Queue', id);
    expect(statements(built, 'Worker')).toEqual([
      logs(built, 'Worker'),
      consume(queue('JobsQueue')),
      consume(queue('WorkerInboxQueue')),
      { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: arnOf(queue('DoneQueue')) },
    ]);
  });

  test('is its own: no two functions share one', () => {
    const built = build((stack) => {
      const jobs = new faas.Queue(stack, 'Jobs');
      jobs.grantSend(fn(stack, 'Front'));
      fn(stack, 'Worker', { triggers: [faas.Trigger.queue(jobs)] });
    });
    expect(built.all('IAM::Role')).toHaveLength(2);
    expect(statements(built, 'Front').map(({ Action }) => Action)).toEqual([
      ['logs:CreateLogStream', 'logs:PutLogEvents'],
      'sqs:SendMessage',
    ]);
  });
});

test('sees the queues that it may send to under their ids', () => {
  const built = build((stack) => {
    const front = fn(stack, 'Front');
    ['Jobs', 'Done'].forEach((id) => new faas.Queue(stack, id).grantSend(front));
  });
  const [done, jobs] = ['DoneQueue', 'JobsQueue'].map((id) => ref(built.idOf('SQS::Queue', id)));
  expect(built.one('Lambda::Function').Environment.Variables.FAASADE_LINKS).toEqual({
    'Fn::Join': ['', ['{"q":{"Done":"', done, '","Jobs":"', jobs, '"}}']],
  });
});

describe('handles', () => {
  test('give every resource underneath, by its own type', () => {
    build((stack) => {
      const api = fn(stack, 'Api');
      const { lambdaFunction, alias, role, logGroup } = AwsFunction.of(api);
      expect(lambdaFunction).toBeInstanceOf(lambda.Function);
      expect(api.node.defaultChild).toBe(lambdaFunction.node.defaultChild);
      expect(alias.aliasName).toBe('live');
      expect(lambdaFunction.role).toBe(role);
      expect(lambdaFunction.logGroup).toBe(logGroup);
    });
  });

  test('take grants of aws-cdk-lib', () => {
    const built = build((stack) => {
      const bucket = new s3.Bucket(stack, 'Pictures');
      bucket.grantRead(AwsFunction.of(fn(stack, 'Api')).lambdaFunction);
    });
    expect(built.allowed(built.id('IAM::Role'))).toHaveLength(2);
  });

  test('take overrides of properties', () => {
    const built = build((stack) => {
      const api = fn(stack, 'Api');
      (api.node.defaultChild as CfnResource).addPropertyOverride('TracingConfig.Mode', 'Active');
      (AwsFunction.of(api).logGroup.node.defaultChild as CfnResource).addPropertyOverride('RetentionInDays', 7);
    });
    expect(built.one('Lambda::Function').TracingConfig).toEqual({ Mode: 'Active' });
    expect(built.one('Logs::LogGroup').RetentionInDays).toBe(7);
  });
});

test('aspects reach every resource, and may change it', () => {
  const seen = new Set<string>();
  const built = build((stack) => {
    fn(stack, 'Api', { triggers: [http, every] });
    Tags.of(stack).add('team', 'pictures');
    Aspects.of(stack).add({
      visit: (node: IConstruct) => {
        if (CfnResource.isCfnResource(node)) seen.add(node.cfnResourceType);
        if (node instanceof lambda.CfnFunction) node.memorySize = 777;
      },
    });
  });
  expect(built.one('Lambda::Function')).toMatchObject({
    MemorySize: 777,
    Tags: [{ Key: 'team', Value: 'pictures' }],
  });
  expect([...seen].sort()).toEqual([
    'AWS::IAM::Policy',
    'AWS::IAM::Role',
    'AWS::Lambda::Alias',
    'AWS::Lambda::EventSourceMapping',
    'AWS::Lambda::Function',
    'AWS::Lambda::Permission',
    'AWS::Lambda::Url',
    'AWS::Lambda::Version',
    'AWS::Logs::LogGroup',
    'AWS::SQS::Queue',
    'AWS::SQS::QueuePolicy',
    'AWS::Scheduler::Schedule',
  ]);
});

describe('its version', () => {
  const answering = (text: string) => ({ 'handler.ts': `export default { fetch: () => new Response('${text}') };` });
  const project = new Project(answering('one'));
  const version = (props: Partial<faas.FunctionProps> = {}) =>
    build((stack) => fn(stack, 'Api', { code: faas.Code.bundle(project.at('handler.ts')), ...props })).id(
      'Lambda::Version',
    );

  test('is another when code, settings or triggers are, and only then', () => {
    const first = version();
    expect(version()).toBe(first);
    const others = [
      version({ environment: { LEVEL: 'info' } }),
      version({ memory: faas.Size.mebibytes(1024) }),
      version({ triggers: [http] }),
    ];
    project.write(answering('two'));
    const changed = version();
    expect(new Set([first, ...others, changed]).size).toBe(5);
    project.write(answering('one'));
    expect(version()).toBe(first);
  });

  test('is the same when only what the code does not read is another', () => {
    const first = version();
    expect(version({ capacity: faas.Capacity.warm(1) })).toBe(first);
    expect(version({ limits: { maxInstances: 5 } })).toBe(first);
    project.write({ 'unrelated.ts': 'export const x = 1;' });
    expect(version()).toBe(first);
  });
});

test('fails if the handle is asked of a function elsewhere', () => {
  expect(() => AwsFunction.of(fn(place('google').stack, 'F'))).toThrow(
    "Function 'service/F' is on google, not on aws.",
  );
});

test('given names are the names', () => {
  const built = build((stack: Stack) => fn(stack, 'Api', { name: 'acme-api' }));
  expect(built.one('Lambda::Function').FunctionName).toBe('acme-api');
});
