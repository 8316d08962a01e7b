import * as fc from 'fast-check';
import { readiness, report } from './data';
import { Capacity, CapacityWindow } from '../../src';
import { CapacitySpec, resolveCapacity } from '../../src/private/capacity';
import { intervals } from '../../src/private/capacity-windows';

interface Times {
  readonly opens: string;
  readonly closes: string;
  readonly timeZone?: string;
  readonly warm?: number;
}

function resolve(windows: readonly Times[], warm = 0): { spec: CapacitySpec; problems: readonly string[] } {
  const found = report();
  const given = windows.map((window) => CapacityWindow.cron({ warm: 9, ...window }));
  return { spec: resolveCapacity(Capacity.warm(warm, { windows: given }), found), problems: found.problems };
}

const at = (text: string) => Date.parse(text);
const office = { opens: '30 7 * * MON-FRI', closes: '0 18 * * MON-FRI', timeZone: 'Europe/Berlin' };

test.each([
  ['before it opens', '2026-03-27T06:29:59Z', 1],
  ['when it opens', '2026-03-27T06:30:00Z', 9],
  ['before it closes', '2026-03-27T16:59:59Z', 9],
  ['when it closes', '2026-03-27T17:00:00Z', 1],
  ['on a day on which it stays closed', '2026-03-28T10:00:00Z', 1],
  ['in summer time, an hour earlier', '2026-03-30T05:30:00Z', 9],
  ['in summer time, closed an hour earlier', '2026-03-30T16:00:00Z', 1],
])('%s', (_, instant, warm) => {
  const { spec, problems } = resolve([office], 1);
  expect(problems).toEqual([]);
  expect(readiness(spec)(at(instant))).toBe(warm);
});

test('one may be open over midnight, and over days', () => {
  const { spec, problems } = resolve([{ opens: '0 22 * * FRI', closes: '0 6 * * MON' }]);
  expect(problems).toEqual([]);
  const [first] = intervals(spec.windows);
  expect(first).toEqual({ window: 0, from: at('2024-01-05T22:00:00Z'), to: at('2024-01-08T06:00:00Z') });
});

test('one that opens again while it is open stays open', () => {
  const { spec } = resolve([{ opens: '0 8,10 * * *', closes: '0 12 * * *' }]);
  expect(intervals(spec.windows)[0]).toEqual({
    window: 0,
    from: at('2024-01-01T08:00:00Z'),
    to: at('2024-01-01T12:00:00Z'),
  });
});

test.each<[string, Times[], string]>([
  [
    'that a change of the clock skips',
    [{ opens: '0 1 * * *', closes: '30 2 * * *', timeZone: 'Europe/Berlin' }],
    'capacity.windows[0].closes: a window that closes at 02:30 is not clear: Europe/Berlin skips that time on ' +
      '2024-03-31. Choose a time that every day has once.',
  ],
  [
    'that one repeats',
    [{ opens: '30 1 * * SUN', closes: '0 12 * * *', timeZone: 'America/New_York' }],
    'capacity.windows[0].opens: a window that opens at 01:30 is not clear: America/New_York has twice that time on ' +
      '2024-11-03. Choose a time that every day has once.',
  ],
  [
    'at which both edges lie',
    [{ opens: '0 8 * * *', closes: '0 8 * * *' }],
    'capacity.windows[0]: opens in the minute in which it closes, Tue 2024-01-02 08:00 in UTC, and which of both a cloud ' +
      'does first is not known. Leave a minute between them, or make them one.',
  ],
  [
    'at which another closes, elsewhere in the world',
    [
      { opens: '0 8 * * *', closes: '0 12 * * *', timeZone: 'Europe/Berlin' },
      { opens: '0 6 * * *', closes: '0 9 * * *', timeZone: 'America/New_York' },
    ],
    'capacity.windows[1]: opens in the minute in which windows[0] closes, Mon 2024-01-01 06:00 in America/New_York, and which of both a cloud ' +
      'does first is not known. Leave a minute between them, or make them one.',
  ],
  [
    'in another one, on one day of the year only',
    [
      { opens: '0 8 * * *', closes: '0 12 * * *' },
      { opens: '0 11 29 2 *', closes: '0 13 29 2 *' },
    ],
    'capacity.windows[1]: opens on Thu 2024-02-29 11:00 in UTC, when windows[0] is still open. Windows of a function may not overlap.',
  ],
  [
    'at which another is open, and to which it closes though it did not open',
    [
      { opens: '0 8 * * MON-FRI', closes: '0 18 * * *' },
      { opens: '0 10 * * SAT', closes: '0 20 * * SAT' },
    ],
    'capacity.windows[0].closes: fires on Sat 2024-01-06 18:00 in UTC, when windows[1] is open, and would end it. Name only days on ' +
      'which it has opened.',
  ],
  [
    'at which the window itself opens',
    [{ opens: '0 6 1,15 * *', closes: '0 6 * * *' }],
    'capacity.windows[0].closes: fires on Mon 2024-01-01 06:00 in UTC, when the window opens, and which of both a cloud does first ' +
      'is not known. Leave a minute between them.',
  ],
  [
    'at which another opens, likewise',
    [
      { opens: '0 8 * * MON-FRI', closes: '0 10 * * *' },
      { opens: '0 10 * * SAT', closes: '0 20 * * SAT' },
    ],
    'capacity.windows[0].closes: fires on Sat 2024-01-06 10:00 in UTC, when windows[1] is open, and would end it. Name only days on ' +
      'which it has opened.',
  ],
])('refuses a time %s', (_, windows, message) => {
  expect(resolve(windows).problems).toEqual([message]);
});

const zones = Intl.supportedValuesOf('timeZone');
const hourOfDay = fc.nat(23);
const weekdays = fc.constantFrom('*', 'MON-FRI', 'SAT,SUN', 'WED');

/** A window that is open on the day on which it opens. */
const window = fc
  .record({ zone: fc.constantFrom(...zones), days: weekdays, from: fc.nat(22), hours: fc.integer({ min: 1, max: 12 }) })
  .filter(({ from, hours }) => from + hours < 24)
  .map(({ zone, days, from, hours }) => ({
    opens: `0 ${from} * * ${days}`,
    closes: `0 ${from + hours} * * ${days}`,
    timeZone: zone,
    hours,
    days,
    from,
  }));
/** Instants of a year, in minutes. */
const instants = fc.array(fc.nat(366 * 1440), { minLength: 20, maxLength: 20 });
const year = at('2027-01-01T00:00:00Z');

test('a longer window never has less ready at any instant, in any zone', () => {
  fc.assert(
    fc.property(window, hourOfDay, instants, ({ opens, closes, timeZone, days, from, hours }, more, times) => {
      const longer = Math.min(23, from + hours + more);
      const [short, long] = [closes, `0 ${longer} * * ${days}`].map((end) =>
        resolve([{ opens, closes: end, timeZone }]),
      );
      fc.pre(short!.problems.length === 0 && long!.problems.length === 0);
      const [ofShort, ofLong] = [readiness(short!.spec), readiness(long!.spec)];
      for (const minute of times) {
        const instant = year + minute * 60_000;
        expect(ofLong(instant)).toBeGreaterThanOrEqual(ofShort(instant));
      }
    }),
    { numRuns: 60 },
  );
}, 60_000);

test('more outside of a window or in it never has less ready at any instant', () => {
  fc.assert(
    fc.property(window, fc.nat(5), fc.nat(5), fc.nat(5), instants, ({ opens, closes, timeZone }, warm, a, b, times) => {
      const described = (extra: number, outside: number) =>
        resolve([{ opens, closes, timeZone, warm: 6 + extra }], outside);
      const [less, more] = [described(a, warm), described(a + b, Math.min(5, warm + b))];
      fc.pre(less.problems.length === 0);
      const [ofLess, ofMore] = [readiness(less.spec), readiness(more.spec)];
      for (const minute of times) {
        const instant = year + minute * 60_000;
        expect(ofMore(instant)).toBeGreaterThanOrEqual(ofLess(instant));
      }
    }),
    { numRuns: 60 },
  );
}, 60_000);

test('is open at exactly those instants at which the reference of schedules says so', () => {
  fc.assert(
    fc.property(window, instants, ({ opens, closes, timeZone, days, from, hours }, times) => {
      const { spec, problems } = resolve([{ opens, closes, timeZone }]);
      fc.pre(problems.length === 0);
      const warmAt = readiness(spec);
      for (const minute of times) {
        const instant = year + minute * 60_000;
        const local = new Intl.DateTimeFormat('en-US', {
          timeZone,
          weekday: 'short',
          hour: 'numeric',
          hourCycle: 'h23',
        });
        const parts = Object.fromEntries(local.formatToParts(instant).map(({ type, value }) => [type, value]));
        const day = parts.weekday!.toUpperCase();
        const onDay = { '*': true, 'MON-FRI': !/^S/.test(day), 'SAT,SUN': /^S/.test(day), WED: day === 'WED' }[days]!;
        const hour = Number(parts.hour);
        expect(warmAt(instant)).toBe(onDay && hour >= from && hour < from + hours ? 9 : 0);
      }
    }),
    { numRuns: 100 },
  );
}, 60_000);
