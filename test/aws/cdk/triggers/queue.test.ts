import * as faas from '../../../../src';
import { fn } from '../../../conformance/cases';
import { arnOf, build, ref } from '../template';

test('a mapping hands batches to the alias, and takes back what failed', () => {
  const built = build((stack) => {
    const jobs = new faas.Queue(stack, 'Jobs');
    fn(stack, 'Worker', { triggers: [faas.Trigger.queue(jobs, { batchSize: 3 })] });
  });
  const mapping = built.one('Lambda::EventSourceMapping');
  expect(mapping).toMatchObject({
    BatchSize: 3,
    EventSourceArn: arnOf(built.idOf('SQS::Queue', 'JobsQueue')),
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    ScalingConfig: { MaximumConcurrency: 5 },
  });
  expect(mapping.MaximumBatchingWindowInSeconds).toBeUndefined();
  expect(mapping.FunctionName).toEqual({
    'Fn::Join': ['', [{ 'Fn::Select': [6, { 'Fn::Split': [':', { Ref: built.id('Lambda::Alias') }] }] }, ':live']],
  });
});

test('the function knows the queue by its name, its id, and where what it can not handle goes', () => {
  const built = build((stack) => {
    const jobs = new faas.Queue(stack, 'Jobs');
    fn(stack, 'Worker', { triggers: [faas.Trigger.queue(jobs)] });
  });
  const name = { 'Fn::GetAtt': [built.idOf('SQS::Queue', 'JobsQueue'), 'QueueName'] };
  const deadLetters = ref(built.idOf('SQS::Queue', 'JobsDeadLetters'));
  expect(built.one('Lambda::Function').Environment.Variables.FAASADE_TRIGGERS).toEqual({
    'Fn::Join': ['', ['{"contract":1,"t":30,"q":{"', name, '":{"i":"Jobs","a":5,"d":"', deadLetters, '"}}}']],
  });
});

test('each mapping has its share of a limit', () => {
  const built = build((stack) => {
    const triggers = ['A', 'B', 'C'].map((id) => faas.Trigger.queue(new faas.Queue(stack, id)));
    fn(stack, 'Worker', { triggers, limits: { maxInstances: 11 } });
  });
  const shares = built.all('Lambda::EventSourceMapping').map(({ Properties }) => Properties.ScalingConfig);
  expect(shares).toEqual(Array(3).fill({ MaximumConcurrency: 3 }));
  expect(built.one('Lambda::Function').ReservedConcurrentExecutions).toBe(11);
});

test('a queue named inbox is not the inbox', () => {
  const built = build((stack) => {
    const jobs = new faas.Queue(stack, 'inbox');
    const every = faas.Trigger.schedule(faas.Schedule.rate(faas.Duration.minutes(5)));
    fn(stack, 'Worker', { triggers: [faas.Trigger.queue(jobs, { batchSize: 3 }), every] });
  });
  const sizes = built.all('Lambda::EventSourceMapping').map(({ Properties }) => Properties.BatchSize);
  expect(sizes.sort()).toEqual([1, 3]);
});

test('an ordered queue is one for its consumer too', () => {
  const built = build((stack) => {
    const jobs = new faas.Queue(stack, 'Jobs', { ordered: true });
    fn(stack, 'Worker', { triggers: [faas.Trigger.queue(jobs)] });
  });
  expect(JSON.stringify(built.one('Lambda::Function').Environment.Variables.FAASADE_TRIGGERS)).toContain('\\"f\\":1');
});

test('a queue that exists already is consumed, and its attempts and dead letters are its own', () => {
  const arn = 'arn:aws:sqs:eu-central-1:123456789012:jobs';
  const built = build((stack) => {
    const jobs = faas.Queue.fromExisting(stack, 'Jobs', { aws: arn });
    fn(stack, 'Worker', { triggers: [faas.Trigger.queue(jobs)] });
  });
  expect(built.all('SQS::Queue')).toEqual([]);
  expect(built.one('Lambda::EventSourceMapping').EventSourceArn).toBe(arn);
  expect(JSON.parse(built.one('Lambda::Function').Environment.Variables.FAASADE_TRIGGERS).q).toEqual({
    jobs: { i: 'Jobs' },
  });
  const actions = built.allowed(built.id('IAM::Role')).flatMap(({ Action }) => Action);
  expect(actions).toContain('sqs:ReceiveMessage');
  expect(actions).not.toContain('sqs:SendMessage');
});

test('a key is for reading its queue and writing to its dead letters', () => {
  const key = 'arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555';
  const built = build((stack) => {
    const jobs = new faas.Queue(stack, 'Jobs', { encryptionKey: key });
    fn(stack, 'Worker', { triggers: [faas.Trigger.queue(jobs)] });
  });
  const allowed = built.allowed(built.id('IAM::Role')).filter(({ Resource }) => Resource === key);
  expect(allowed.map(({ Action }) => Action)).toEqual(['kms:Decrypt', ['kms:GenerateDataKey', 'kms:Decrypt']]);
});
