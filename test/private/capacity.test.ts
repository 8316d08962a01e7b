import { report } from './data';
import { Capacity, CapacityWindow, Duration } from '../../src';
import { capacityEdges, CapacitySpec, mostWarm, resolveCapacity, varies } from '../../src/private/capacity';

function resolve(capacity?: Capacity): { spec: CapacitySpec; problems: readonly string[] } {
  const found = report();
  return { spec: resolveCapacity(capacity, found), problems: found.problems };
}

const window = { opens: '0 8 * * *', closes: '0 18 * * *', warm: 5 };
const windows = [CapacityWindow.cron({ ...window, timeZone: 'Asia/Tokyo' })];

test.each<[string, Capacity | undefined, CapacitySpec]>([
  ['nothing', undefined, { warm: 0, windows: [] }],
  ['none', Capacity.onDemand(), { warm: 0, windows: [] }],
  ['a number', Capacity.warm(3), { warm: 3, windows: [] }],
  [
    'a number by use',
    Capacity.warm(1, { max: 9 }),
    { warm: 1, windows: [], scaling: { max: 9, targetUtilization: 0.7 } },
  ],
  ['windows', Capacity.warm(2, { windows }), { warm: 2, windows: [{ ...window, timeZone: 'Asia/Tokyo' }] }],
  [
    'one window without a list',
    Capacity.warm(2, { windows: windows[0] as never }),
    { warm: 2, windows: [{ ...window, timeZone: 'Asia/Tokyo' }] },
  ],
  ['pings', Capacity.ping(2), { warm: 0, windows: [], ping: { instances: 2, everyMinutes: 5 } }],
  [
    'rare pings',
    Capacity.ping(1, { every: Duration.minutes(15) }),
    { warm: 0, windows: [], ping: { instances: 1, everyMinutes: 15 } },
  ],
])('takes %s', (_, capacity, spec) => {
  expect(resolve(capacity)).toEqual({ spec, problems: [] });
});

const cron = (props: Partial<typeof window>) =>
  Capacity.warm(2, { windows: [CapacityWindow.cron({ ...window, ...props })] });

test.each<[string, Capacity, string[]]>([
  ['a number', 3 as never, ['capacity: 3 is no Capacity. Write one such as Capacity.warm(1).']],
  [
    'a window that is none',
    Capacity.warm(0, { windows: [window as never] }),
    [
      `capacity.windows[0]: {"opens":"0 8 * * *","closes":"0 18 * * *","warm":5} is no window. Write ` +
        'CapacityWindow.cron({ opens, closes, warm }).',
    ],
  ],
  ['a string', Capacity.warm('2' as never), ['capacity: "2" instances is not a whole number of at least 0.']],
  [
    'none',
    Capacity.warm(0),
    ['capacity: 0 instances are none. Write Capacity.onDemand(), or name windows in which there are some.'],
  ],
  [
    'a window without an opening',
    cron({ opens: undefined }),
    ["capacity.windows[0].opens: is undefined. Write a cron expression, such as '30 7 * * MON-FRI'."],
  ],
  ['less than none', Capacity.warm(-1), ['capacity: -1 instances is not a whole number of at least 0.']],
  [
    'a maximum that is none',
    Capacity.warm(3, { max: 3 }),
    ['capacity.max: 3 instances are no more than the 3 that are always ready. Raise it.'],
  ],
  [
    'a utilization of nothing',
    Capacity.warm(3, { targetUtilization: 0.5 }),
    ['capacity.targetUtilization: says when to keep more ready, and without max there are no more.'],
  ],
  [
    'a utilization that no cloud has',
    Capacity.warm(3, { max: 9, targetUtilization: 70 }),
    ['capacity.targetUtilization: 70 is not a number from 0.1 to 0.9.'],
  ],
  [
    'a window with no more than outside',
    cron({ warm: 2 }),
    [
      'capacity.windows[0].warm: 2 instances are no more than the 2 outside of it. Have the window add to what is always ready.',
    ],
  ],
  [
    'a window above the maximum',
    Capacity.warm(2, { max: 4, windows }),
    ['capacity.windows[0].warm: 5 instances are above capacity.max of 4. Raise capacity.max.'],
  ],
  [
    'a window that never opens',
    cron({ opens: '0 8 31 2 *' }),
    ["capacity.windows[0].opens: cron expression '0 8 31 2 *' never fires: its months have no such day."],
  ],
  [
    'a window that opens all the time',
    cron({ opens: '*/5 * * * *' }),
    ["capacity.windows[0].opens: cron expression '*/5 * * * *' names 288 times a day. Name at most 24."],
  ],
  [
    'more pings than make sense',
    Capacity.ping(11),
    ['capacity.ping: 11 instances is not a whole number from 1 to 10.'],
  ],
  [
    'pings that drift',
    Capacity.ping(1, { every: Duration.minutes(7) }),
    ['capacity.ping.every: 7 minutes do not divide an hour.'],
  ],
])('refuses %s', (_, capacity, problems) => {
  expect(resolve(capacity).problems).toEqual(problems);
});

test('edges go to what a window has, and back to what there is outside', () => {
  const { spec } = resolve(Capacity.warm(2, { max: 8, windows }));
  expect(capacityEdges(spec).map(({ key, at, warm }) => [key, at.hours, at.timeZone, warm])).toEqual([
    ['window-0-opens', [8], 'Asia/Tokyo', 5],
    ['window-0-closes', [18], 'Asia/Tokyo', 2],
  ]);
  expect([mostWarm(spec), varies(spec)]).toEqual([{ warm: 8, prop: 'capacity.max' }, true]);
  const fixed = resolve(Capacity.warm(4)).spec;
  expect([capacityEdges(fixed), mostWarm(fixed), varies(fixed)]).toEqual([[], { warm: 4, prop: 'capacity' }, false]);
});
