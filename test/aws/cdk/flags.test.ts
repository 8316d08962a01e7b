import { Stack } from 'aws-cdk-lib';
import { CURRENT_VERSION_EXPIRED_FLAGS, FLAGS } from 'aws-cdk-lib/cx-api';
import { arnOf, ref, Resources, resourcesOf } from './template';
import * as faas from '../../../src';
import { fn } from '../../conformance/cases';
import { place } from '../../stacks';

/** Flags that an app of this version of the CDK may set at all. */
const flags = Object.entries(FLAGS).filter(([name]) => !CURRENT_VERSION_EXPIRED_FLAGS.includes(name));
const switches = flags.filter(([, { recommendedValue }]) => typeof recommendedValue === 'boolean');

function describeAll(context: Record<string, unknown>): { built: Resources; far: Resources } {
  const { stack, other, synth } = place('aws', context);
  const jobs = new faas.Queue(stack, 'Jobs');
  const api = fn(stack, 'Api', {
    triggers: [
      faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC, cors: { allowOrigins: ['*'] } }),
      faas.Trigger.queue(jobs),
      faas.Trigger.schedule(faas.Schedule.cron('0 2 * * *', { timeZone: 'Europe/Berlin' })),
    ],
    capacity: faas.Capacity.warm(1),
    limits: { maxInstances: 10 },
  });
  const consumer = other() as Stack;
  const far = new faas.Queue(consumer, 'Far');
  far.grantSend(api);
  synth();
  return { built: resourcesOf(stack as Stack), far: resourcesOf(consumer) };
}

test.each([
  ['off', Object.fromEntries(switches.map(([name]) => [name, false]))],
  ['as recommended', Object.fromEntries(flags.map(([name, { recommendedValue }]) => [name, recommendedValue]))],
])('with every feature flag %s the wiring is the same', (_name, context) => {
  const { built, far } = describeAll(context);
  const alias = ref(built.id('Lambda::Alias'));
  const version = { 'Fn::GetAtt': [built.id('Lambda::Version'), 'Version'] };
  expect(built.one('Lambda::Alias')).toMatchObject({
    FunctionVersion: version,
    ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 1 },
  });
  expect(built.one('Lambda::Url')).toMatchObject({ Qualifier: 'live', Cors: { AllowOrigins: ['*'] } });
  for (const { Properties } of built.all('Lambda::EventSourceMapping')) {
    expect(JSON.stringify(Properties.FunctionName)).toContain(JSON.stringify(alias));
    expect(Properties).toMatchObject({ FunctionResponseTypes: ['ReportBatchItemFailures'] });
    expect(Properties.ScalingConfig).toEqual({ MaximumConcurrency: 3 });
  }

  const [jobs, inbox, deadLetters] = ['JobsQueue', 'ApiInboxQueue', 'ApiInboxDeadLetters'].map((id) =>
    built.idOf('SQS::Queue', id),
  );
  expect(built.one('Scheduler::Schedule').Target).toMatchObject({
    Arn: arnOf(inbox),
    DeadLetterConfig: { Arn: arnOf(deadLetters) },
  });
  const sources = built.all('Lambda::EventSourceMapping').map(({ Properties }) => Properties.EventSourceArn);
  expect(sources).toEqual([arnOf(jobs), arnOf(inbox)]);

  expect(built.one('Lambda::Function').LoggingConfig).toEqual({ LogGroup: ref(built.id('Logs::LogGroup')) });
  for (const role of built.ids('IAM::Role')) {
    expect(built.of(role).ManagedPolicyArns).toBeUndefined();
    for (const { Resource } of built.allowed(role)) expect(JSON.stringify(Resource)).not.toContain('*');
  }
  const actions = built.allowed(built.idOf('IAM::Role', 'ApiRole')).flatMap(({ Action }) => Action);
  expect([...new Set(actions)].sort()).toEqual([
    'logs:CreateLogStream',
    'logs:PutLogEvents',
    'sqs:ChangeMessageVisibility',
    'sqs:DeleteMessage',
    'sqs:GetQueueAttributes',
    'sqs:GetQueueUrl',
    'sqs:ReceiveMessage',
    'sqs:SendMessage',
  ]);
  expect(far.all('SQS::Queue')).toHaveLength(2);
  expect(far.all('IAM::Policy')).toEqual([]);
});

test.each([
  ['off', Object.fromEntries(switches.map(([name]) => [name, false]))],
  ['as recommended', Object.fromEntries(flags.map(([name, { recommendedValue }]) => [name, recommendedValue]))],
])('with every feature flag %s resources and grants are the same', (_name, context) => {
  const encryptionKey = 'arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555';
  const { stack, synth } = place('aws', context);
  const [topic, bucket] = [
    new faas.Topic(stack, 'T', { encryptionKey }),
    new faas.Bucket(stack, 'B', { encryptionKey }),
  ];
  const table = new faas.Table(stack, 'D', { partitionKey: { name: 'id' }, encryptionKey });
  const secret = new faas.Secret(stack, 'S', { encryptionKey });
  const triggers = [faas.Trigger.topic(topic), faas.Trigger.objectCreated(bucket), faas.Trigger.tableChange(table)];
  const worker = fn(stack, 'Worker', { triggers });
  topic.grantPublish(worker);
  bucket.grantReadWrite(worker);
  table.grantReadWrite(worker);
  secret.grantRead(worker);
  synth();

  const built = resourcesOf(stack as Stack);
  const actions = built.allowed(built.idOf('IAM::Role', 'WorkerRole')).flatMap(({ Action }) => Action);
  expect([...new Set(actions)].filter((action) => !/^(logs|sqs):/.test(action)).sort()).toEqual([
    'dynamodb:DeleteItem',
    'dynamodb:GetItem',
    'dynamodb:PutItem',
    'dynamodb:Query',
    'dynamodb:UpdateItem',
    'kms:Decrypt',
    'kms:Encrypt',
    'kms:GenerateDataKey',
    's3:AbortMultipartUpload',
    's3:DeleteObject',
    's3:GetObject',
    's3:ListBucket',
    's3:PutObject',
    'secretsmanager:GetSecretValue',
    'sns:Publish',
  ]);
  const { BlockPublicAcls, RestrictPublicBuckets } = built.one('S3::Bucket').PublicAccessBlockConfiguration;
  expect([BlockPublicAcls, RestrictPublicBuckets]).toEqual([true, true]);
  for (const type of ['S3::BucketPolicy', 'SNS::TopicPolicy']) {
    expect(JSON.stringify(built.one(type))).toContain('"aws:SecureTransport":"false"');
  }
  expect(built.all('Lambda::Function')).toHaveLength(1);
  expect([built.all('SNS::Subscription'), built.all('Events::Rule'), built.all('Pipes::Pipe')].flat()).toHaveLength(3);
});

test('there are flags to set', () => expect(switches.length).toBeGreaterThan(50));
