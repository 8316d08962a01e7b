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

test('handles give both queues, and take overrides', () => {
  const built = build((stack) => {
    const jobs = new faas.Queue(stack, 'Jobs');
    const { queue, deadLetterQueue } = AwsQueue.of(jobs);
    expect(queue).toBeInstanceOf(sqs.Queue);
    expect(jobs.node.defaultChild).toBe(queue.node.defaultChild);
    expect(queue.deadLetterQueue?.queue).toBe(deadLetterQueue);
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
