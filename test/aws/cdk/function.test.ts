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

test('its inbox hands over one event at a time: each has the whole timeout', () => {
  const built = build((stack) => fn(stack, 'Worker', { triggers: [every] }));
  expect(built.one('Lambda::EventSourceMapping').BatchSize).toBe(1);
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
    const send = (id: string) => ({ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: arnOf(queue(id)) });
    expect(statements(built, 'Worker')).toEqual([
      logs(built, 'Worker'),
      consume(queue('JobsQueue')),
      send('JobsDeadLetters'),
      consume(queue('WorkerInboxQueue')),
      send('WorkerInboxDeadLetters'),
      send('DoneQueue'),
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
    'Fn::Join': ['', ['{"q":{"Done":["', done, '"],"Jobs":["', jobs, '"]}}']],
  });
});

describe('a function that calls another', () => {
  const iam = faas.Trigger.http({ auth: faas.HttpAuth.IAM });

  test('finds its URL, may call it under its own identity, and invoke it in no other way', () => {
    const built = build((stack) => {
      const other = fn(stack, 'Other', { triggers: [iam] });
      other.grantInvoke(fn(stack, 'Caller'));
    });
    const alias = ref(built.idOf('Lambda::Alias', 'OtherLive'));
    expect(built.one('Lambda::Url').AuthType).toBe('AWS_IAM');
    expect(built.all('Lambda::Permission')).toEqual([]);
    expect(built.allowed(built.idOf('IAM::Role', 'CallerRole')).slice(1)).toEqual([
      {
        Effect: 'Allow',
        Action: 'lambda:InvokeFunctionUrl',
        Resource: alias,
        Condition: { StringEquals: { 'lambda:FunctionUrlAuthType': 'AWS_IAM' } },
      },
      {
        Effect: 'Allow',
        Action: 'lambda:InvokeFunction',
        Resource: alias,
        Condition: { Bool: { 'lambda:InvokedViaFunctionUrl': 'true' } },
      },
    ]);
    const { FAASADE_LINKS } = built.of(built.idOf('Lambda::Function', 'CallerFunction')).Environment.Variables;
    expect(FAASADE_LINKS).toEqual({
      'Fn::Join': ['', ['{"f":{"Other":"', { 'Fn::GetAtt': [built.id('Lambda::Url'), 'FunctionUrl'] }, '"}}']],
    });
  });

  test('fails if functions would call each other in a circle, also through others, or one itself', () => {
    build((stack) => {
      const [a, b, c] = ['A', 'B', 'C'].map((id) => fn(stack, id, { triggers: [iam] }));
      b.grantInvoke(a);
      c.grantInvoke(b);
      c.grantInvoke(a);
      expect(() => a.grantInvoke(c)).toThrow(
        "Function 'service/A' can't be built on AWS:\n  - grantInvoke: 'service/C' would be called by a function that it " +
          'calls, and CloudFormation builds no circle. Have one of them send to a Queue that the other consumes.',
      );
      expect(() => a.grantInvoke(a)).toThrow("grantInvoke: 'service/A' would be called by a function that it calls");
    });
  });
});

test('has its dead letters at hand', () => {
  const built = build((stack) => {
    const worker = fn(stack, 'Worker', { triggers: [every] });
    const { type, name, id } = worker.deadLetters;
    fn(stack, 'Watcher', { environment: { NAME: name, ARN: id } });
    expect(type).toBe('AWS::SQS::Queue');
  });
  const deadLetters = built.idOf('SQS::Queue', 'WorkerInboxDeadLetters');
  expect(built.of(built.idOf('Lambda::Function', 'Watcher')).Environment.Variables).toMatchObject({
    NAME: { 'Fn::GetAtt': [deadLetters, 'QueueName'] },
    ARN: arnOf(deadLetters),
  });
});

test('takes variables that come later', () => {
  const built = build((stack) => fn(stack, 'Api', { environment: { LEVEL: 'info' } }).addEnvironment('STAGE', 'test'));
  expect(built.one('Lambda::Function').Environment.Variables).toMatchObject({ LEVEL: 'info', STAGE: 'test' });
});

test('runs on the processor asked for', () => {
  const on = (architecture: faas.Architecture) =>
    build((stack) => fn(stack, 'Api', { architecture })).one('Lambda::Function').Architectures;
  expect(on(faas.Architecture.X86_64)).toEqual(['x86_64']);
  expect(on(faas.Architecture.ARM_64)).toEqual(['arm64']);
});

test('takes what only AWS has', () => {
  const environmentKey = 'arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555';
  const permissionsBoundary = 'arn:aws:iam::123456789012:policy/boundary';
  const vpc = { subnetIds: ['subnet-0a1b2c3d', 'subnet-4e5f6a7b'], securityGroupIds: ['sg-0a1b2c3d'] };
  const built = build((stack) => fn(stack, 'Api', { aws: { ...vpc, environmentKey, permissionsBoundary } }));
  expect(built.one('Lambda::Function')).toMatchObject({
    KmsKeyArn: environmentKey,
    VpcConfig: { SubnetIds: vpc.subnetIds, SecurityGroupIds: vpc.securityGroupIds },
  });
  expect(built.one('IAM::Role').PermissionsBoundary).toBe(permissionsBoundary);
  const [, key, describes, interfaces] = built.allowed(built.id('IAM::Role'));
  expect(key).toEqual({ Effect: 'Allow', Action: 'kms:Decrypt', Resource: environmentKey });
  expect(describes).toMatchObject({ Action: ['ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets'], Resource: '*' });
  expect(JSON.stringify(interfaces.Resource)).toContain(':ec2:');
  expect(built.all('Lambda::Function')).toHaveLength(1);
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
    'AWS::CloudWatch::Alarm',
    'AWS::CloudWatch::Dashboard',
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
