import { Stack } from 'aws-cdk-lib';
import * as faas from '../../../../src';
import { fn } from '../../../conformance/cases';
import { place } from '../../../stacks';
import { arnOf, build, resourcesOf } from '../template';

const key = 'arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555';
const id = { partitionKey: { name: 'id' } };

const described = (props: Partial<faas.TableProps> = {}) =>
  build((stack) => {
    const orders = new faas.Table(stack, 'Orders', { ...id, ...props });
    fn(stack, 'Worker', { triggers: [faas.Trigger.tableChange(orders)] });
  });

test('a pipe sends each record of the stream to the inbox', () => {
  const built = described();
  const [inbox, deadLetters] = ['WorkerInboxQueue', 'WorkerInboxDeadLetters'].map((of) => built.idOf('SQS::Queue', of));
  const stream = { 'Fn::GetAtt': [built.id('DynamoDB::Table'), 'StreamArn'] };
  expect(built.one('DynamoDB::Table').StreamSpecification).toEqual({ StreamViewType: 'NEW_AND_OLD_IMAGES' });
  expect(built.one('Pipes::Pipe')).toEqual({
    RoleArn: arnOf(built.idOf('IAM::Role', 'WorkerTable')),
    Source: stream,
    SourceParameters: {
      DynamoDBStreamParameters: {
        BatchSize: 1,
        DeadLetterConfig: { Arn: arnOf(deadLetters) },
        MaximumRetryAttempts: 10,
        ParallelizationFactor: 10,
        StartingPosition: 'TRIM_HORIZON',
      },
    },
    Target: arnOf(inbox),
    TargetParameters: { InputTemplate: '{"c":"Orders","r":<aws.pipes.event.json>}' },
  });
});

test("the pipe's role may read this stream and send to the two queues, and belongs to pipes of the account", () => {
  const built = described({ encryptionKey: key });
  const role = built.idOf('IAM::Role', 'WorkerTable');
  const [inbox, deadLetters] = ['WorkerInboxQueue', 'WorkerInboxDeadLetters'].map((of) => built.idOf('SQS::Queue', of));
  expect(built.allowed(role)).toEqual([
    {
      Effect: 'Allow',
      Action: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
      Resource: { 'Fn::GetAtt': [built.id('DynamoDB::Table'), 'StreamArn'] },
    },
    { Effect: 'Allow', Action: 'kms:Decrypt', Resource: key },
    { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: [arnOf(inbox), arnOf(deadLetters)] },
  ]);
  const [{ Principal, Condition }] = built.of(role).AssumeRolePolicyDocument.Statement;
  expect(Principal).toEqual({ Service: 'pipes.amazonaws.com' });
  expect(Condition).toMatchObject({ StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } });
  const [{ DependsOn }] = built.all('Pipes::Pipe');
  expect(DependsOn).toContain(built.idOf('IAM::Policy', 'WorkerTable'));
});

test('there is no stream where nobody listens', () => {
  const built = build((stack) => new faas.Table(stack, 'Orders', id).grantRead(fn(stack, 'Reader')));
  expect(built.one('DynamoDB::Table').StreamSpecification).toBeUndefined();
});

test('a table in another stack knows nothing of its functions', () => {
  const { stack, other, synth } = place('aws');
  const orders = new faas.Table(stack, 'Orders', id);
  const far = other() as Stack;
  fn(far, 'Worker', { triggers: [faas.Trigger.tableChange(orders)] });
  synth();
  expect([(stack as Stack).dependencies, far.dependencies]).toEqual([[], [stack]]);
  expect(resourcesOf(far).one('Pipes::Pipe').Source).toHaveProperty('Fn::ImportValue');
});

test('a table that exists already has the stream that it was given', () => {
  const arn = 'arn:aws:dynamodb:eu-central-1:123456789012:table/orders/stream/2026-01-01T00:00:00.000';
  const built = build((stack) => {
    const orders = faas.Table.fromExisting(stack, 'Orders', { aws: arn }, id);
    fn(stack, 'Worker', { triggers: [faas.Trigger.tableChange(orders)] });
  });
  expect(built.one('Pipes::Pipe').Source).toBe(arn);
});
