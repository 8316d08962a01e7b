import { Stack } from 'aws-cdk-lib';
import * as faas from '../../../../src';
import { fn } from '../../../conformance/cases';
import { place } from '../../../stacks';
import { arnOf, build, ref, resourcesOf } from '../template';

const { objectCreated } = faas.Trigger;

test('S3 tells EventBridge, a rule of which sends to the inbox; there is no helper', () => {
  const built = build((stack) => {
    fn(stack, 'Worker', { triggers: [objectCreated(new faas.Bucket(stack, 'Uploads'), { prefix: 'in/' })] });
  });
  const [inbox, deadLetters] = ['WorkerInboxQueue', 'WorkerInboxDeadLetters'].map((id) => built.idOf('SQS::Queue', id));
  expect(built.one('S3::Bucket').NotificationConfiguration).toEqual({
    EventBridgeConfiguration: { EventBridgeEnabled: true },
  });
  const { EventPattern, Targets } = built.one('Events::Rule');
  expect(EventPattern).toEqual({
    source: ['aws.s3'],
    'detail-type': ['Object Created'],
    detail: { bucket: { name: [ref(built.id('S3::Bucket'))] }, object: { key: [{ prefix: 'in/' }] } },
  });
  expect(Targets).toEqual([
    {
      Id: 'Inbox',
      Arn: arnOf(inbox),
      DeadLetterConfig: { Arn: arnOf(deadLetters) },
      InputTransformer: {
        InputPathsMap: {
          id: '$.id',
          t: '$.time',
          key: '$.detail.object.key',
          size: '$.detail.object.size',
          etag: '$.detail.object.etag',
        },
        InputTemplate: '{"o":"Uploads","id":<id>,"t":<t>,"key":<key>,"size":<size>,"etag":<etag>}',
      },
    },
  ]);
  expect(built.all('Lambda::Function')).toHaveLength(1);
});

test('only this rule may send to the two queues', () => {
  const built = build((stack) => {
    fn(stack, 'Worker', { triggers: [objectCreated(new faas.Bucket(stack, 'Uploads'))] });
  });
  const allowed = built
    .all('SQS::QueuePolicy')
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
    .filter(({ Effect }) => Effect === 'Allow');
  expect(allowed).toHaveLength(2);
  for (const { Action, Principal, Condition } of allowed) {
    expect([Action, Principal]).toEqual(['sqs:SendMessage', { Service: 'events.amazonaws.com' }]);
    expect(Condition).toEqual({ ArnEquals: { 'aws:SourceArn': arnOf(built.id('Events::Rule')) } });
  }
});

test('a bucket tells nobody where nobody listens, and each function that does has a rule of its own', () => {
  const idle = build((stack) => new faas.Bucket(stack, 'Uploads').grantRead(fn(stack, 'Reader')));
  expect(idle.one('S3::Bucket').NotificationConfiguration).toBeUndefined();
  const two = build((stack) => {
    const uploads = new faas.Bucket(stack, 'Uploads');
    ['A', 'B'].forEach((id) => fn(stack, id, { triggers: [objectCreated(uploads)] }));
  });
  expect(two.all('Events::Rule')).toHaveLength(2);
});

test('a bucket in another stack knows nothing of its functions', () => {
  const { stack, other, synth } = place('aws');
  const uploads = new faas.Bucket(stack, 'Uploads');
  const far = other() as Stack;
  fn(far, 'Worker', { triggers: [objectCreated(uploads)] });
  synth();
  expect([(stack as Stack).dependencies, far.dependencies]).toEqual([[], [stack]]);
  expect(resourcesOf(stack as Stack).one('S3::Bucket').NotificationConfiguration).toBeDefined();
  expect(resourcesOf(far).all('Events::Rule')).toHaveLength(1);
});

test('a bucket that exists already is told by its name', () => {
  const built = build((stack) => {
    const uploads = faas.Bucket.fromExisting(stack, 'Uploads', { aws: 'arn:aws:s3:::acme-uploads' });
    fn(stack, 'Worker', { triggers: [objectCreated(uploads)] });
  });
  expect(built.one('Events::Rule').EventPattern.detail).toEqual({ bucket: { name: ['acme-uploads'] } });
});
