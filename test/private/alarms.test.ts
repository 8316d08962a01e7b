import { model, report } from './data';
import * as faas from '../../src';
import { AlarmSpec, coldStartLimit, planAlarms, resolveAlarms } from '../../src/private/alarms';
import type { FeatureId } from '../../src/private/features';

const { AlarmKind, Duration } = faas;

function resolve(options: faas.AlarmOptions = {}): { spec: AlarmSpec; problems: readonly string[] } {
  const found = report();
  return { spec: resolveAlarms(options, 30, found), problems: found.problems };
}

test('everything is watched, slow is what takes 80 % of the timeout', () => {
  expect(resolve()).toEqual({
    spec: {
      errorRate: 5,
      p99: 24_000,
      throttling: true,
      deadLetters: true,
      backlog: { seconds: 900, messages: 1000 },
      spillover: true,
      coldStarts: { percent: 10, said: false },
      minInvocations: 10,
      said: false,
    },
    problems: [],
  });
});

test('limits are what is given, and each part can be left out', () => {
  const given = { errorRate: 0.1, p95: Duration.seconds(1), p99: Duration.seconds(3), backlog: Duration.minutes(1) };
  expect(resolve(given).spec).toMatchObject({
    errorRate: 0.1,
    p95: 1000,
    p99: 3000,
    backlog: { seconds: 60 },
  });
  const { spec, problems } = resolve({ ...given, without: Object.values(AlarmKind) });
  expect([spec, problems]).toEqual([
    { minInvocations: 10, said: true, throttling: false, deadLetters: false, spillover: false },
    [],
  ]);
});

test.each<[string, faas.AlarmOptions, string[]]>([
  ['no percentage', { errorRate: 0 }, ['observability.errorRate: 0 is not a percentage above 0 and up to 100.']],
  [
    'what nothing can be above',
    { coldStarts: 101, p95: Duration.seconds(30), p99: Duration.minutes(1), minInvocations: 0 },
    [
      'observability.coldStarts: 101 is not a percentage above 0 and up to 100.',
      'observability.p95: 30000 ms are not below the timeout of 30 seconds: no invocation takes longer. Lower it, or leave it out.',
      'observability.p99: 60000 ms are not below the timeout of 30 seconds: no invocation takes longer. Lower it, or leave it out.',
      'observability.minInvocations: 0 invocations is not a whole number of at least 1.',
    ],
  ],
  [
    'times without a unit, and none at all',
    { p95: 5 as never, p99: Duration.seconds(0) },
    [
      'observability.p95: 5 has no unit. Write one such as Duration.seconds(1).',
      'observability.p99: is nothing: every invocation would be above it.',
    ],
  ],
  [
    'channels that are none',
    { notify: ['team@example.com' as never] },
    ['observability.notify[0]: "team@example.com" is no channel. Write one such as AlarmChannel.email(…).'],
  ],
])('refuses %s', (_, options, problems) => {
  expect(resolve(options).problems).toEqual(problems);
});

test('what is watched of a function is what it can have', () => {
  const used = (spec: object, triggers: readonly object[]) => {
    const features: FeatureId[] = [];
    const to = { use: (feature: FeatureId) => void features.push(feature) };
    planAlarms(model({ alarms: resolve().spec, ...spec } as never, triggers as never), to as never);
    return features;
  };
  const always = ['alarms.errorRate', 'alarms.latency', 'alarms.throttling'];
  expect(used({}, [{ kind: 'http', key: '', warm: 0 }])).toEqual(always);
  expect(used({ capacity: { warm: 1, windows: [] } }, [{ kind: 'queue', key: 'Jobs', warm: 0 }])).toEqual([
    ...always,
    'alarms.backlog',
    'alarms.spillover',
    'alarms.coldStarts',
  ]);
});

test.each<[string, number | undefined, faas.AlarmOptions, object]>([
  ['starts that nobody keeps away', undefined, {}, {}],
  ['those that somebody limits', 3, { coldStarts: 3 }, {}],
  ['those of a function with ready instances', 10, {}, { warm: 1 }],
  ['those of one that is pinged', 10, {}, { ping: { instances: 1, everyMinutes: 5 } }],
  ['none that are left out', undefined, { without: [AlarmKind.COLD_STARTS] }, { warm: 1 }],
])('of cold starts, %s: %p', (_, limit, options, capacity) => {
  const { spec: alarms } = resolve(options);
  expect(coldStartLimit(model({ alarms, capacity: { warm: 0, windows: [], ...capacity } } as never, []))).toBe(limit);
});
