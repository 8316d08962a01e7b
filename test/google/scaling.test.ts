import { http, model, queue, report, cron } from './model';
import { planScaling, scaling } from '../../src/google/scaling';

function problems(of: Parameters<typeof model>): string[] {
  const to = report();
  planScaling(model(...of), to);
  return to.problems;
}

test('a function without triggers has no share', () => expect(scaling(model())).toEqual({}));

test('one of the two has the whole limit, 50 by default', () => {
  expect(scaling(model({}, http))).toEqual({ http: { warm: 0, max: 50 } });
  expect(scaling(model({ maxInstances: 7 }, queue('Jobs')))).toEqual({ events: { warm: 0, max: 7 } });
});

test('both halve it, and HTTP has what is left over', () => {
  expect(scaling(model({ maxInstances: 7 }, http, queue('Jobs')))).toEqual({
    http: { warm: 0, max: 4 },
    events: { warm: 0, max: 3 },
  });
});

test('warm capacity serves HTTP, and triggers add their own', () => {
  const jobs = queue('Jobs', { warm: 3 });
  const tick = { ...cron('tick', '0 2 * * *'), warm: 1 };
  expect(scaling(model({ capacity: { warm: 2, windows: [] } }, { ...http, warm: 1 }, jobs, tick))).toEqual({
    http: { warm: 3, max: 25 },
    events: { warm: 4, max: 25 },
  });
});

test('warm capacity serves events where there is no HTTP', () => {
  expect(scaling(model({ capacity: { warm: 2, windows: [] } }, queue('Jobs', { warm: 1 })))).toEqual({
    events: { warm: 3, max: 50 },
  });
});

test('fails if HTTP and events share one instance', () => {
  expect(problems([{ maxInstances: 1 }, http])).toEqual([]);
  expect(problems([{ maxInstances: 1, capacity: { warm: 1, windows: [] } }, http, queue('Jobs')])).toEqual([
    'limits.maxInstances: 1 is too low on Google for HTTP and events, which reach two functions: each has at least 1 ' +
      'instance. Set it to 2 or more.',
  ]);
});

test('fails if more instances are warm than there may be', () => {
  expect(problems([{ maxInstances: 2, capacity: { warm: 2, windows: [] } }, http])).toEqual([]);
  expect(problems([{ maxInstances: 2, capacity: { warm: 3, windows: [] } }, http])).toEqual([
    'capacity: 3 warm instances for HTTP are above limits.maxInstances of 2. Raise limits.maxInstances.',
  ]);
});

test('fails if more are pinged than the share allows', () => {
  const capacity = { warm: 0, windows: [], ping: { instances: 4, everyMinutes: 5 } };
  expect(problems([{ maxInstances: 4, capacity }, http])).toEqual([]);
  expect(problems([{ maxInstances: 6, capacity }, http, queue('Jobs')])).toEqual([
    'capacity.ping: 4 instances are above the share of 3 that HTTP has of limits.maxInstances of 6. Ping fewer, or raise limits.maxInstances.',
    'capacity.ping: 4 instances are above the share of 3 that events has of limits.maxInstances of 6. Ping fewer, or raise limits.maxInstances.',
  ]);
});

test('fails if more instances are warm than the share allows', () => {
  expect(problems([{ maxInstances: 4, capacity: { warm: 3, windows: [] } }, http, queue('Jobs', { warm: 3 })])).toEqual(
    [
      'capacity: 3 warm instances for HTTP are above the share of 2 that HTTP has of limits.maxInstances of 4. Raise limits.maxInstances.',
      'capacity: 3 warm instances for events are above the share of 2 that events has of limits.maxInstances of 4. Raise limits.maxInstances.',
    ],
  );
});

test('fails if warm instances serve nothing', () => {
  expect(problems([{ capacity: { warm: 3, windows: [] } }])).toEqual([
    'capacity: 3 warm instances have no trigger to serve. Add one, or leave capacity out.',
  ]);
  const ping = { instances: 1, everyMinutes: 5 };
  expect(problems([{ capacity: { warm: 0, windows: [], ping } }])).toEqual([
    'capacity: nothing runs that could be pinged, because there is no trigger. Add one, or leave it out.',
  ]);
  expect(problems([])).toEqual([]);
});
