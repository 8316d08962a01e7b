import { every, http, model, queueTrigger, report } from './model';
import * as faas from '../../src';
import { planners, TriggerPlace } from '../../src/azure/triggers';
import type { FunctionSpec } from '../../src/private/spec';

/** Plans the last of some triggers. */
function plan(triggers: readonly faas.Trigger[], spec: Partial<FunctionSpec> = {}, place: Partial<TriggerPlace> = {}) {
  const found = report();
  const described = model(spec, triggers);
  const last = described.triggers[described.triggers.length - 1];
  const here = planners({ entraApplication: false, reaches: () => true, ...place });
  const result = here[last.kind](described, last as never, found);
  return { plan: result, problems: found.problems, approximations: found.approximations.map(({ message }) => message) };
}

test('HTTP within the time of the load balancer', () => {
  expect(plan([http()], { timeoutSeconds: 230 }).problems).toEqual([]);
});

test('fails if HTTP may take longer, once for all triggers', () => {
  const spec = { timeoutSeconds: 231 };
  expect(plan([http()], spec).problems).toEqual([
    'timeout: 231 seconds are above the 230 seconds in which Azure answers HTTP. Lower it, or do the long work in a ' +
      'second function, from a queue.',
  ]);
  expect(plan([http(), http({ path: '/b' })], spec).problems).toEqual([]);
  expect(plan([queueTrigger('Jobs')], spec).problems).toEqual([]);
});

test('CORS is exact in its origins and credentials', () => {
  const cors = { allowOrigins: ['https://a.example'], allowCredentials: true };
  expect(plan([http({ cors })]).approximations).toEqual([]);
});

test('CORS says what has no effect', () => {
  const reason =
    'Azure Functions answers preflights itself, and knows allowed origins and credentials only: it lets every method and ' +
    'header through, and leaves the time to the browser.';
  const allowOrigins = ['*'];
  expect(plan([http({ cors: { allowOrigins, maxAge: faas.Duration.hours(1) } })]).approximations).toEqual([
    `maxAge has no effect. ${reason}`,
  ]);
  const both = { allowOrigins, allowHeaders: ['a'], exposeHeaders: ['b'] };
  expect(plan([http({ cors: both })]).approximations).toEqual([
    `allowHeaders, exposeHeaders have no effect. ${reason}`,
  ]);
});

test('a schedule is a timer in UTC, with a filter where the zone has two offsets', () => {
  const schedule = faas.Schedule.cron('0 2 * * *', { timeZone: 'Europe/Berlin' });
  expect(plan([faas.Trigger.schedule(schedule)]).plan).toEqual({
    expression: '0 0 0,1 * * *',
    filter: { z: 'Europe/Berlin', f: { m: '1', h: 4 } },
  });
  expect(plan([every(15)]).plan).toEqual({ expression: '0 */15 * * * *' });
});

test('fails if a rate divides neither an hour nor a day', () => {
  expect(plan([every(7)])).toMatchObject({
    plan: undefined,
    problems: [
      'Trigger.schedule(rate-7m): a rate of 7 minutes is unsupported (schedule.rateUneven). An Azure timer fires at times ' +
        'of the clock. Take a number of minutes that divides an hour or a day.',
    ],
  });
});

test('fails if a rate is no whole number of minutes', () => {
  expect(plan([every(0.5)]).problems).toEqual([
    'Trigger.schedule(rate-0.5m): a rate of 0.5 minutes is not a whole number of minutes of at least 1.',
  ]);
});

test('a queue hands over one message at a time', () => {
  expect(plan([queueTrigger('Jobs', { batchSize: 1 })]).approximations).toEqual([]);
  expect(plan([queueTrigger('Jobs', { batchSize: 10 })]).approximations).toEqual([
    'batchSize is 10. The adapter on Azure hands over one message at a time.',
  ]);
});

test('fails if the id of a queue is no part of a function name', () => {
  expect(plan([queueTrigger('Jöbs')]).problems).toEqual([
    "Trigger.queue(Jöbs): the queue's id 'Jöbs' can't stand in the name of a function on Azure. Make it of letters, " +
      "digits, '-' and '_', 121 in all.",
  ]);
});

test('fails if two queues differ in case only', () => {
  expect(plan([queueTrigger('Jobs'), queueTrigger('jobs')]).problems).toEqual([
    "Trigger.queue(jobs): Azure takes the queue's id 'jobs' for 'Jobs': case makes no difference there. Rename one of them.",
  ]);
});

test('fails if the id of a bucket can not stand in a header', () => {
  const bucket = { node: { id: 'Büro', path: 'stack/Büro' }, _core: { spec: {} } } as unknown as faas.Bucket;
  expect(plan([faas.Trigger.objectCreated(bucket)]).problems).toEqual([
    "Trigger.objectCreated(Büro): the bucket's id 'Büro' can't stand in a header, in which Event Grid names it. Make it " +
      'of ASCII characters.',
  ]);
});

test('HTTP for granted functions needs an application', () => {
  const trigger = http({ auth: faas.HttpAuth.IAM });
  expect(plan([trigger], {}, { entraApplication: true }).problems).toEqual([]);
  expect(plan([trigger]).problems).toEqual([
    expect.stringContaining('Trigger.http(/*).auth: HttpAuth.IAM is unsupported (http.iam).'),
  ]);
});
