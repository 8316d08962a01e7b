import { cron, http, model, object, queue, rate, report, topic } from './model';
import { filterOf, planTrigger } from '../../src/google/triggers';
import type { TriggerSpec } from '../../src/private/spec';
import type { Table } from '../../src/table';

function plan(trigger: TriggerSpec, timeoutSeconds = 30, before: TriggerSpec[] = []) {
  const to = report();
  const of = model({ timeoutSeconds }, ...before, trigger);
  const planned = planTrigger(of, trigger, to);
  return { planned, problems: to.problems, approximations: to.approximations };
}

test('what Pub/Sub pushes is approximated in attempts and back pressure', () => {
  for (const trigger of [queue('Jobs'), cron('tick', '0 2 * * *'), topic('Orders'), object('Files')]) {
    expect(plan(trigger).approximations.map(({ feature }) => feature)).toEqual([
      'delivery.maxAttempts',
      'delivery.backPressure',
    ]);
  }
  expect(plan(http).approximations).toEqual([]);
});

test('batches are approximated', () => {
  expect(plan(queue('Jobs', { batchSize: 1 })).approximations).toHaveLength(2);
  expect(plan(queue('Jobs', { batchSize: 10 })).approximations[2]).toEqual({
    feature: 'queue.batchSize',
    message: 'batchSize is 10. Pub/Sub pushes one message a request, so each invocation gets one.',
  });
});

test('fails if events may take more than 9 minutes, once', () => {
  expect(plan(queue('Jobs'), 540).problems).toEqual([]);
  expect(plan(queue('Jobs'), 541).problems).toEqual([
    "timeout: 541 seconds are above Google's limit of 540 seconds (9 minutes) for events, which Trigger.queue(Jobs) brings. " +
      'Split the work into messages of a queue.',
  ]);
  expect(plan(cron('tick', '0 2 * * *'), 541, [queue('Jobs')]).problems).toEqual([]);
});

test('a schedule keeps its zone, and is filtered where a local time can repeat', () => {
  expect(plan(cron('tick', '0 2 * * *')).planned).toEqual({ expression: '0 2 * * *', timeZone: 'UTC' });
  const berlin = cron('tick', '0 2 * * *', 'Europe/Berlin');
  expect(plan(berlin).planned).toMatchObject({ expression: '0 2 * * *', timeZone: 'Europe/Berlin' });
  expect(filterOf(berlin)).toEqual({ z: 'Europe/Berlin', f: { m: '1', h: 4 } });
  expect(filterOf(cron('tick', '0 2 * * *'))).toBeUndefined();
});

test('fails if a rate divides neither an hour nor a day', () => {
  expect(plan(rate('tick', 15)).planned).toEqual({ expression: '*/15 * * * *', timeZone: 'UTC' });
  expect(plan(rate('tick', 7)).problems).toEqual([
    'Trigger.schedule(tick): a rate of 7 minutes is unsupported (schedule.rateUneven). Cloud Scheduler fires at times of ' +
      'the clock. Choose a number of minutes that divides an hour, or of hours that divides a day.',
  ]);
});

test('fails if a rate is no whole number of minutes', () => {
  expect(plan(rate('tick', 1.5)).problems).toEqual([
    'Trigger.schedule(tick): a rate of 1.5 minutes is not a whole number of minutes of at least 1.',
  ]);
});

test('a topic is filtered by its subscription, and so is the beginning of a key', () => {
  expect(plan(topic('Orders')).planned).toEqual({});
  expect(plan(topic('Orders', { kind: { equals: ['new'] } })).planned).toEqual({ filter: 'attributes.kind = "new"' });
  expect(plan(object('Files', { prefix: 'in/' })).planned).toEqual({ filter: 'hasPrefix(attributes.objectId, "in/")' });
});

test('the end of a key is approximated', () => {
  const { planned, approximations } = plan(object('Files', { suffix: '.png' }));
  expect(planned).toEqual({});
  expect(approximations.map(({ feature }) => feature)).toContain('bucket.suffix');
});

test('fails if a filter is too long for Pub/Sub', () => {
  const long = { kind: { equals: ['a'.repeat(100), 'b'.repeat(100), 'c'.repeat(100)] } };
  expect(plan(topic('Orders', long)).problems).toEqual([
    "Trigger.topic(Orders).filter: takes 370 bytes in Pub/Sub's writing, above its limit of 256. Filter for fewer or " +
      'shorter values, and have the handler drop the rest.',
  ]);
});

test('fails if changes of a table invoke', () => {
  const { planned, problems } = plan({ kind: 'tableChange', key: 'Orders', table: {} as Table, warm: 0 });
  expect(planned).toBeUndefined();
  expect(problems).toEqual([
    'Trigger.tableChange(Orders): a table that invokes a function is unsupported (table.change). Firestore tells of ' +
      'changes through Eventarc only, whose events have no dead letters. Have the function that writes the item publish ' +
      'to a Topic.',
  ]);
});
