import { problems, report } from './report';
import { planners } from '../../src/aws/triggers';
import type { ScheduleTriggerSpec } from '../../src/private/spec';
import { http, model, queue, schedule } from '../private/data';

const cron = (expression: string, timeZone = 'UTC'): ScheduleTriggerSpec => ({
  ...schedule('tick'),
  schedule: { kind: 'cron', expression, timeZone },
});

test('HTTP needs no plan', () => expect(planners.http(model(), http(), report())).toEqual({}));

test('a queue hands over ten messages at a time where nothing else is asked for', () => {
  expect(planners.queue(model(), queue('Jobs'), report())).toEqual({ batchSize: 10 });
  expect(planners.queue(model(), queue('Jobs', { batchSize: 1 }), report())).toEqual({ batchSize: 1 });
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
