import { problems, report } from './report';
import { planConcurrency } from '../../src/aws/concurrency';
import { planFunction, planWhole } from '../../src/aws/plan';
import { bounds, planEdges, planScaling } from '../../src/aws/scaling';
import type { CapacitySpec } from '../../src/private/capacity';
import { http, model, queue } from '../private/data';

const scaling = { max: 20, targetUtilization: 0.7 };
const office = { opens: '30 7 * * MON-FRI', closes: '0 18 * * MON-FRI', timeZone: 'Europe/Berlin', warm: 10 };
const evening = { opens: '0 19 1,15 * *', closes: '0 23 * * *', timeZone: 'America/New_York', warm: 5 };
const triggers = [http({ warm: 1 }), queue('Jobs', { warm: 2 })];

test.each([
  ['fixed outside of windows', { warm: 2, windows: [office] }, undefined, { min: 5, max: 5 }],
  ['fixed in a window', { warm: 2, windows: [office] }, 10, { min: 13, max: 13 }],
  ['following the use', { warm: 2, windows: [], scaling }, undefined, { min: 5, max: 23 }],
  ['following the use in a window', { warm: 2, windows: [office], scaling }, 10, { min: 13, max: 23 }],
] as [string, CapacitySpec, number | undefined, object][])('bounds: %s', (_what, capacity, warm, expected) => {
  expect(bounds(model({ capacity }, triggers), warm)).toEqual(expected);
});

test('without warm triggers there may be none outside of windows', () => {
  expect(bounds(model({ capacity: { warm: 0, windows: [office] } }, [http()]))).toEqual({ min: 0, max: 0 });
});

test('each edge of a window has its schedule, in its time zone', () => {
  const to = report();
  const timeZones = { berlin: { timeZone: 'Europe/Berlin' }, newYork: { timeZone: 'America/New_York' } };
  expect(planEdges({ warm: 2, windows: [office, evening] }, to)).toEqual([
    { key: 'window-0-opens', warm: 10, expression: 'cron(30 7 ? * MON-FRI *)', ...timeZones.berlin },
    { key: 'window-0-closes', warm: 2, expression: 'cron(0 18 ? * MON-FRI *)', ...timeZones.berlin },
    { key: 'window-1-opens', warm: 5, expression: 'cron(0 19 1,15 * ? *)', ...timeZones.newYork },
    { key: 'window-1-closes', warm: 2, expression: 'cron(0 23 * * ? *)', ...timeZones.newYork },
  ]);
  expect(to.problems).toEqual([]);
});

test('fails if an edge can not be written, before any resource exists', () => {
  const capacity = { warm: 0, windows: [office, { ...evening, opens: '0 19 LW * *', closes: '0 23 L-2 * *' }] };
  expect(problems((to) => planFunction(model({ capacity }), to))).toEqual([
    "capacity.windows[1].opens: day of month 'LW' is not documented for Application Auto Scaling: use L, or a date.",
    "capacity.windows[1].closes: day of month 'L-2' is not documented for Application Auto Scaling: use L, or a date.",
  ]);
});

test('fails if the use is to be followed where none may be ready', () => {
  const capacity = { warm: 0, windows: [office], scaling };
  expect(problems((to) => planWhole(model({ capacity }, [http()]), to))).toEqual([
    'capacity.max: AWS raises the number of ready instances by the use of those that are ready, up to 20, and outside ' +
      'of windows none is. Keep at least 1 ready: Capacity.warm(1, { max: … }).',
  ]);
  expect(problems((to) => planScaling(model({ capacity }, [http({ warm: 1 })]), to))).toEqual([]);
});

test('fails if more may be ready than may run', () => {
  const capacity = { warm: 1, windows: [], scaling };
  const found = (maxInstances: number) =>
    problems((to) => planConcurrency(model({ capacity, maxInstances }, [http({ warm: 2 })]), to));
  expect(found(22)).toEqual([]);
  expect(found(21)).toEqual([
    'capacity.max: 22 warm instances are above limits.maxInstances of 21. Raise limits.maxInstances.',
  ]);
});

test('fails if more are pinged than may run', () => {
  const capacity: CapacitySpec = { warm: 0, windows: [], ping: { instances: 3, everyMinutes: 5 } };
  const found = (maxInstances: number) => problems((to) => planConcurrency(model({ capacity, maxInstances }), to));
  expect(found(3)).toEqual([]);
  expect(found(2)).toEqual([
    'capacity.ping: 3 instances are above limits.maxInstances of 2. Ping fewer, or raise limits.maxInstances.',
  ]);
});
