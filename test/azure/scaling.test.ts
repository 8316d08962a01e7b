import { every, http, model, queueTrigger } from './model';
import { alwaysReady, maxInstances, scaleGroups } from '../../src/azure/scaling';

test('a function without triggers has no group', () => {
  expect(scaleGroups(model())).toEqual([]);
});

test('each trigger is a group, and the inbox is one', () => {
  const groups = scaleGroups(
    model({ capacity: { warm: 2, windows: [] } }, [every(60), queueTrigger('Jobs', { warm: 1 }), http(), every(5)]),
  );
  expect(groups).toEqual([
    { name: 'http', warm: 2 },
    { name: 'function:inbox', warm: 0 },
    { name: 'function:queue-jobs', warm: 1 },
    { name: 'function:schedule-rate-5m', warm: 0 },
    { name: 'function:schedule-rate-60m', warm: 0 },
  ]);
});

test('Azure is told about all groups or none', () => {
  const triggers = [http(), queueTrigger('Jobs')];
  expect(alwaysReady(model({}, triggers))).toEqual([]);
  expect(alwaysReady(model({ capacity: { warm: 1, windows: [] } }, triggers))).toEqual([
    { name: 'http', warm: 1 },
    { name: 'function:queue-jobs', warm: 0 },
  ]);
});

test('warm capacity serves the only delivery queue where there is no HTTP', () => {
  expect(alwaysReady(model({ capacity: { warm: 2, windows: [] } }, [every(5, { warm: 1 })]))).toEqual([
    { name: 'function:inbox', warm: 3 },
    { name: 'function:schedule-rate-5m', warm: 0 },
  ]);
});

test('in a window the base is another, and what triggers ask for stays', () => {
  const its = model({ capacity: { warm: 1, windows: [] } }, [http({ warm: 2 }), queueTrigger('Jobs', { warm: 1 })]);
  expect(scaleGroups(its, 5)).toEqual([
    { name: 'http', warm: 7 },
    { name: 'function:queue-jobs', warm: 1 },
  ]);
});

test('Azure is told about all groups where windows keep some ready later', () => {
  const window = { opens: '0 8 * * *', closes: '0 9 * * *', timeZone: 'UTC', warm: 1 };
  const triggers = [http(), queueTrigger('Jobs')];
  expect(alwaysReady(model({ capacity: { warm: 0, windows: [window] } }, triggers))).toEqual([
    { name: 'http', warm: 0 },
    { name: 'function:queue-jobs', warm: 0 },
  ]);
});

test('50 instances are the most where nothing is asked', () => {
  expect([maxInstances(model()), maxInstances(model({ maxInstances: 7 }))]).toEqual([50, 7]);
});
