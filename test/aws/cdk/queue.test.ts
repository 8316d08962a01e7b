import { CfnResource, Stack } from 'aws-cdk-lib';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { arnOf, build, resourcesOf } from './template';
import * as faas from '../../../src';
import { fn } from '../../conformance/cases';
import { place } from '../../stacks';

const { AwsQueue } = faas.aws;

test('is a queue with a dead-letter queue, both encrypted and kept for 14 days', () => {
  const built = build((stack) => new faas.Queue(stack, 'Jobs', { maxAttempts: 7 }));
  const deadLetters = built.idOf('SQS::Queue', 'JobsDeadLetters');
  const common = { MessageRetentionPeriod: 14 * 86_400, SqsManagedSseEnabled: true };
  expect(built.of(deadLetters)).toEqual(common);
  expect(built.of(built.idOf('SQS::Queue', 'JobsQueue'))).toEqual({
    ...common,
    RedrivePolicy: { deadLetterTargetArn: arnOf(deadLetters), maxReceiveCount: 7 },
    VisibilityTimeout: 30,
  });
});

test('refuses what is not TLS, on both', () => {
  const built = build((stack) => new faas.Queue(stack, 'Jobs'));
  const statements = built.all('SQS::QueuePolicy').flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
  expect(statements).toHaveLength(2);
  for (const { Effect, Condition } of statements) {
    expect([Effect, Condition]).toEqual(['Deny', { Bool: { 'aws:SecureTransport': 'false' } }]);
  }
});

test("hides a message for six times its consumer's timeout, whenever the consumer came", () => {
  const built = build((stack) => {
    const jobs = new faas.Queue(stack, 'Jobs');
    const worker = fn(stack, 'Worker', { timeout: faas.Duration.seconds(100) });
    worker.addTrigger(faas.Trigger.queue(jobs));
  });
  expect(built.of(built.idOf('SQS::Queue', 'JobsQueue')).VisibilityTimeout).toBe(600);
});

test('given names are the names, with an ending for the dead letters', () => {
  const built = build((stack) => new faas.Queue(stack, 'Jobs', { name: 'acme-jobs' }));
  expect(built.all('SQS::Queue').map(({ Properties }) => Properties.QueueName)).toEqual([
    'acme-jobs-dead-letters',
    'acme-jobs',
  ]);
});

test('keeps the order of each key where it is asked to, dead letters included', () => {
  const built = build((stack) => new faas.Queue(stack, 'Jobs', { ordered: true, name: 'acme-jobs' }));
  const ordered = {
    FifoQueue: true,
    ContentBasedDeduplication: false,
    DeduplicationScope: 'messageGroup',
    FifoThroughputLimit: 'perMessageGroupId',
  };
  expect(built.of(built.idOf('SQS::Queue', 'JobsQueue'))).toMatchObject({ ...ordered, QueueName: 'acme-jobs.fifo' });
  expect(built.of(built.idOf('SQS::Queue', 'JobsDeadLetters'))).toMatchObject({
    ...ordered,
    QueueName: 'acme-jobs-dead-letters.fifo',
  });
});

test('has messages wait, and keeps them as long as asked for; dead letters for 14 days all the same', () => {
  const built = build(
    (stack) =>
      new faas.Queue(stack, 'Jobs', { delay: faas.Duration.seconds(90), retention: faas.Duration.minutes(10) }),
  );
  expect(built.of(built.idOf('SQS::Queue', 'JobsQueue'))).toMatchObject({
    DelaySeconds: 90,
    MessageRetentionPeriod: 600,
  });
  expect(built.of(built.idOf('SQS::Queue', 'JobsDeadLetters'))).toEqual({
    MessageRetentionPeriod: 14 * 86_400,
    SqsManagedSseEnabled: true,
  });
});

describe('with tags, a key and a removal policy', () => {
  const key = 'arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555';
  const { RETAIN } = faas.RemovalPolicy;
  const built = build((stack) => {
    const jobs = new faas.Queue(stack, 'Jobs', { tags: { team: 'a' }, encryptionKey: key, removalPolicy: RETAIN });
    jobs.grantSend(fn(stack, 'Sender'));
  });

  test('both queues have them', () => {
    for (const { Properties, DeletionPolicy } of built.all('SQS::Queue')) {
      expect(Properties).toMatchObject({ KmsMasterKeyId: key, Tags: [{ Key: 'team', Value: 'a' }] });
      expect(DeletionPolicy).toBe('Retain');
    }
  });

  test('a sender may use the key, and no other function of the key', () => {
    expect(built.allowed(built.id('IAM::Role')).slice(1)).toEqual([
      { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: arnOf(built.idOf('SQS::Queue', 'JobsQueue')) },
      { Effect: 'Allow', Action: ['kms:GenerateDataKey', 'kms:Decrypt'], Resource: key },
    ]);
  });
});

describe('that exists already', () => {
  const arn = 'arn:aws:sqs:eu-central-1:123456789012:jobs.fifo';
  const existing = (scope: Stack) => faas.Queue.fromExisting(scope, 'Jobs', { aws: arn });

  test('is sent to under its own name, FIFO by its ending', () => {
    const built = build((stack) => existing(stack).grantSend(fn(stack, 'Sender')));
    expect(built.all('SQS::Queue')).toEqual([]);
    expect(built.allowed(built.id('IAM::Role'))[1]).toEqual({
      Effect: 'Allow',
      Action: 'sqs:SendMessage',
      Resource: arn,
    });
    const { FAASADE_LINKS } = built.one('Lambda::Function').Environment.Variables;
    expect(JSON.stringify(FAASADE_LINKS)).toContain('/123456789012/jobs.fifo\\",1]');
  });

  test('has dead letters of its own', () => {
    const { stack } = place('aws');
    const jobs = existing(stack as Stack);
    const message = "Queue 'service/Jobs' exists already, and its dead letters are its own";
    expect(() => jobs.deadLetters).toThrow(message);
    expect(() => AwsQueue.of(jobs).deadLetterQueue).toThrow(message);
  });

  test('fails if it is named otherwise than by an ARN', () => {
    const { stack } = place('aws');
    expect(() => faas.Queue.fromExisting(stack, 'Jobs', { aws: 'jobs' })).toThrow(
      "Queue 'service/Jobs' can't be built on AWS:\n  - fromExisting: 'jobs' is not the ARN of an SQS queue",
    );
    expect(stack.node.tryFindChild('Jobs')).toBeUndefined();
  });
});

test('handles give both queues, and take overrides', () => {
  const built = build((stack) => {
    const jobs = new faas.Queue(stack, 'Jobs');
    const { queue, deadLetterQueue } = AwsQueue.of(jobs);
    expect(queue).toBeInstanceOf(sqs.Queue);
    expect(jobs.node.defaultChild).toBe(queue.node.defaultChild);
    expect((queue as sqs.Queue).deadLetterQueue?.queue).toBe(deadLetterQueue);
    (jobs.node.defaultChild as CfnResource).addPropertyOverride('DelaySeconds', 5);
  });
  expect(built.of(built.idOf('SQS::Queue', 'JobsQueue')).DelaySeconds).toBe(5);
});

test('fails if the handle is asked of a queue elsewhere', () => {
  expect(() => AwsQueue.of(new faas.Queue(place('azure').stack, 'Jobs'))).toThrow(
    "Queue 'service/Jobs' is on azure, not on aws.",
  );
});

describe('in one stack, and its consumer and a sender in another', () => {
  type Step = 'queue' | 'worker' | 'sender';
  const orders: Step[][] = [
    ['queue', 'worker', 'sender'],
    ['queue', 'sender', 'worker'],
    ['worker', 'queue', 'sender'],
    ['worker', 'sender', 'queue'],
    ['sender', 'queue', 'worker'],
    ['sender', 'worker', 'queue'],
  ];

  test.each(orders.flatMap((order) => [true, false].map((producerFirst) => ({ order, producerFirst }))))(
    'the consumer depends on the queue and never the other way: $order, its stack first: $producerFirst',
    ({ order, producerFirst }) => {
      const { stack, other, synth } = place('aws');
      const [producer, consumer] = (producerFirst ? [stack, other()] : [other(), stack]) as Stack[];
      const made: { queue?: faas.Queue; worker?: faas.Function; sender?: faas.Function } = {};
      const steps: Record<Step, () => void> = {
        queue: () => (made.queue = new faas.Queue(producer, 'Jobs')),
        worker: () => (made.worker = fn(consumer, 'Worker', { timeout: faas.Duration.seconds(50) })),
        sender: () => (made.sender = fn(consumer, 'Sender')),
      };
      order.forEach((step) => steps[step]());
      made.worker!.addTrigger(faas.Trigger.queue(made.queue!));
      made.queue!.grantSend(made.sender!);
      synth();

      expect([producer, consumer].map(({ dependencies }) => dependencies)).toEqual([[], [producer]]);
      const [queues, functions] = [producer, consumer].map(resourcesOf);
      expect(queues.of(queues.idOf('SQS::Queue', 'JobsQueue')).VisibilityTimeout).toBe(300);
      expect([queues.all('Lambda::Function'), queues.all('IAM::Policy')]).toEqual([[], []]);
      expect(functions.one('Lambda::EventSourceMapping').EventSourceArn).toHaveProperty('Fn::ImportValue');
      expect(functions.all('SQS::Queue')).toEqual([]);
    },
  );

  test('a function there may send to a queue that a function here consumes', () => {
    const { stack, other, synth } = place('aws');
    const jobs = new faas.Queue(stack, 'Jobs');
    fn(stack, 'Worker', { triggers: [faas.Trigger.queue(jobs)] });
    const far = other();
    jobs.grantSend(fn(far, 'Sender'));
    expect(() => synth()).not.toThrow();
    expect([(stack as Stack).dependencies, (far as Stack).dependencies]).toEqual([[], [stack]]);
  });
});
