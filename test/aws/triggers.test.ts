import { problems, report } from './report';
import { planners } from '../../src/aws/triggers';
import type { ScheduleTriggerSpec } from '../../src/private/spec';
import type { Table } from '../../src/table';
import type { Topic } from '../../src/topic';
import { http, model, objectCreated, queue, schedule, tableChange, topic } from '../private/data';

const cron = (expression: string, timeZone = 'UTC'): ScheduleTriggerSpec => ({
  ...schedule('tick'),
  schedule: { kind: 'cron', expression, timeZone },
});

test('HTTP needs no plan', () => expect(planners.http(model(), http(), report())).toEqual({}));

test('a queue hands over ten messages at a time where nothing else is asked for', () => {
  expect(planners.queue(model(), queue('Jobs'), report())).toEqual({ batchSize: 10 });
  expect(planners.queue(model(), queue('Jobs', { batchSize: 1 }), report())).toEqual({ batchSize: 1 });
});

test('an ordered queue hands over one, because those of a key take their turns within one timeout', () => {
  const ordered = { ordered: true };
  const existing = { existing: 'arn:aws:sqs:eu-central-1:123456789012:jobs.fifo' };
  expect(planners.queue(model(), queue('Jobs', {}, ordered), report())).toEqual({ batchSize: 1 });
  expect(planners.queue(model(), queue('Jobs', {}, existing), report())).toEqual({ batchSize: 1 });
  expect(planners.queue(model(), queue('Jobs', { batchSize: 5 }, ordered), report())).toEqual({ batchSize: 5 });
});

describe('fails if the adapter could not tell apart', () => {
  const arn = (service: string, region: string) => `arn:aws:${service}:${region}:123456789012:orders`;
  const topicOf = (key: string, spec: object) =>
    topic(key, { topic: { node: { id: key }, _core: { spec } } as unknown as Topic });

  test('two queues of one name', () => {
    const [mine, theirs] = [
      queue('Mine', {}, { name: 'orders' }),
      queue('Theirs', {}, { existing: arn('sqs', 'us-east-1') }),
    ];
    const planned = problems((to) => planners.queue(model({}, [mine, theirs]), theirs, to));
    expect(planned).toEqual([
      "Trigger.queue(Theirs): it has the name 'orders' of Trigger.queue(Mine), by which its messages are known. Make a " +
        'function for each.',
    ]);
    expect(problems((to) => planners.queue(model({}, [mine]), mine, to))).toEqual([]);
  });

  test('two topics of one name', () => {
    const [near, far] = ['eu-central-1', 'us-east-1'].map((region) =>
      topicOf(region, { existing: arn('sns', region) }),
    );
    const planned = problems((to) => planners.topic(model({}, [near, far]), far, to));
    expect(planned).toEqual([
      "Trigger.topic(us-east-1): it has the name 'orders' of Trigger.topic(eu-central-1), by which its messages are " +
        'known. Make a function for each.',
    ]);
  });

  test('but others it can', () => {
    const all = [topicOf('A', {}), topicOf('B', {}), topicOf('C', { name: 'c' }), topicOf('D', { name: 'd' })];
    expect(all.flatMap((one) => problems((to) => planners.topic(model({}, all), one, to)))).toEqual([]);
    const queues = [queue('A'), queue('B'), queue('C', {}, { name: 'orders' })];
    const fifo = queue('D', {}, { name: 'orders', ordered: true });
    expect(problems((to) => planners.queue(model({}, [...queues, fifo]), fifo, to))).toEqual([]);
  });
});

test('a schedule becomes that of EventBridge Scheduler, time zone and all', () => {
  expect(planners.schedule(model(), schedule('tick'), report())).toEqual({ expression: 'rate(5 minutes)' });
  expect(planners.schedule(model(), cron('0 2 * * *', 'Europe/Berlin'), report())).toEqual({
    expression: 'cron(0 2 * * ? *)',
    timeZone: 'Europe/Berlin',
  });
});

test('fails if a schedule can not be read, or not be written', () => {
  expect(problems((to) => planners.schedule(model(), cron('0 24 * * *'), to))).toEqual([
    expect.stringMatching(/^Trigger\.schedule\(tick\): /),
  ]);
  expect(problems((to) => planners.schedule(model(), cron('0 2 LW * *'), to))).toEqual([
    "Trigger.schedule(tick): day of month 'LW' is not documented for EventBridge Scheduler: use L, or a date, or run " +
      'daily and check in the handler.',
  ]);
});

describe('a topic', () => {
  const values = (count: number) => Array.from({ length: count }, (_, index) => `v${index}`);

  test('lets every message through, or those with the attributes asked for', () => {
    expect(planners.topic(model(), topic('Orders'), report())).toEqual({});
    const filter = { kind: { equals: ['new', 'paid'] }, region: { prefix: 'eu-' } };
    expect(planners.topic(model(), topic('Orders', { filter }), report())).toEqual({
      filterPolicy: { kind: ['new', 'paid'], region: [{ prefix: 'eu-' }] },
    });
  });

  test('fails if values make more combinations than SNS takes', () => {
    const planned = (...counts: number[]) =>
      problems((to) => {
        const filter = Object.fromEntries(counts.map((count, index) => [`a${index}`, { equals: values(count) }]));
        planners.topic(model(), topic('Orders', { filter }), to);
      });
    expect(planned(10, 5, 3)).toEqual([]);
    expect(planned(10, 4, 4)).toEqual([
      'Trigger.topic(Orders).filter: its values make 160 combinations, and Amazon SNS takes 150. Name fewer values, or ' +
        'filter in the handler.',
    ]);
  });
});

test('new objects are told by their key', () => {
  const planned = (prefix: string, suffix: string) =>
    planners.objectCreated(model(), objectCreated('Uploads', { prefix, suffix }), report());
  expect(planned('', '')).toEqual({});
  expect(planned('in/', '.jpg')).toEqual({ keys: [{ wildcard: 'in/*.jpg' }] });
});

test('fails if the pattern of keys is longer than EventBridge takes', () => {
  const planned = (prefix: string, suffix: string) =>
    problems((to) => planners.objectCreated(model(), objectCreated('Uploads', { prefix, suffix }), to));
  expect(planned('x'.repeat(1000), '.jpg')).toEqual([]);
  expect(planned('x'.repeat(60), 'x'.repeat(60))).toEqual([
    'Trigger.objectCreated(Uploads): prefix and suffix make a pattern of 5688 characters, and Amazon EventBridge leaves ' +
      '1800 for it. Shorten them, or filter in the handler.',
  ]);
});

describe('changes of a table', () => {
  const arn = 'arn:aws:dynamodb:eu-central-1:123456789012:table/orders';
  const planned = (existing?: string) => {
    const table = { node: { id: 'Orders' }, _core: { spec: { existing } } } as unknown as Table;
    return problems((to) => planners.tableChange(model(), tableChange('Orders', { table }), to));
  };

  test('come from its stream, whose ARN one that exists already has to tell', () => {
    expect(planned()).toEqual([]);
    expect(planned(`${arn}/stream/2026-01-01T00:00:00.000`)).toEqual([]);
    expect(planned(arn)).toEqual([
      `Trigger.tableChange(Orders): the table '${arn}' exists already, and its ARN does not tell its stream. Give ` +
        'Table.fromExisting the ARN of the stream, with new and old images.',
    ]);
  });
});
