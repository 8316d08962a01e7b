import * as faas from '../../../../src';
import { fn } from '../../../conformance/cases';
import { arnOf, build } from '../template';

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
    ScalingConfig: { MaximumConcurrency: 50 },
  });
  expect(mapping.MaximumBatchingWindowInSeconds).toBeUndefined();
  expect(mapping.FunctionName).toEqual({
    'Fn::Join': ['', [{ 'Fn::Select': [6, { 'Fn::Split': [':', { Ref: built.id('Lambda::Alias') }] }] }, ':live']],
  });
});

test('the function knows the queue by its name, and the message by its id', () => {
  const built = build((stack) => {
    const jobs = new faas.Queue(stack, 'Jobs');
    fn(stack, 'Worker', { triggers: [faas.Trigger.queue(jobs)] });
  });
  const name = { 'Fn::GetAtt': [built.idOf('SQS::Queue', 'JobsQueue'), 'QueueName'] };
  expect(built.one('Lambda::Function').Environment.Variables.FAASADE_TRIGGERS).toEqual({
    'Fn::Join': ['', ['{"contract":1,"t":30,"q":{"', name, '":"Jobs"}}']],
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
    fn(stack, 'Worker', { triggers: [faas.Trigger.queue(jobs, { batchSize: 1 }), every] });
  });
  const sizes = built.all('Lambda::EventSourceMapping').map(({ Properties }) => Properties.BatchSize);
  expect(sizes.sort()).toEqual([1, 10]);
});
