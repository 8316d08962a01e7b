import * as fc from 'fast-check';
import { unfilteredCron } from '../../src/google/cron';
import { windowHours } from '../../src/google/window-hours';
import { onDemand } from '../../src/private/capacity';
import { intervals } from '../../src/private/capacity-windows';
import { CronSpec, parseCron } from '../../src/private/cron';
import { daysOf } from '../../src/private/cron-calendar';
import { readiness } from '../private/data';

const timeZone = 'UTC';

function cron(expression: string): CronSpec {
  const parsed = parseCron(expression, timeZone);
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'));
  return parsed.spec;
}

function hours(opens: string, closes: string) {
  const { crons, ...rest } = windowHours(cron(opens), cron(closes));
  return { crons: crons.map((spec) => unfilteredCron(spec)?.expression), ...rest };
}

test.each<[string, string, string[]]>([
  ['30 8 * * MON-FRI', '0 18 * * MON-FRI', ['30 8-17 * * MON-FRI']],
  ['0 8 * * *', '0 18 * * *', ['0 8-17 * * *']],
  ['0 8 * * *', '45 8 * * *', ['0 8 * * *']],
  ['0 22 * * MON-FRI', '0 6 * * *', ['0 22,23 * * MON-FRI', '0 0-5 * * TUE-SAT']],
  ['0 8 * * MON', '0 8 * * TUE', ['0 8-23 * * MON', '0 0-7 * * TUE']],
  ['0 20 24 12 *', '0 2 26 12 *', ['0 20-23 24,25 12 *', '0 0,1 25,26 12 *', '0 2-19 25 12 *']],
  ['0 20 31 * *', '0 2 * * *', ['0 20-23 31 1,3,5,7,8,10,12 *', '0 0,1 1 1,2,4,6,8,9,11 *']],
  ['0,30 8,12 * * *', '15,45 * * * *', ['0,30 8,12 * * *']],
])('what opens at %s and closes at %s is set at %j', (opens, closes, crons) => {
  expect(hours(opens, closes)).toEqual({ crons, opens: true, whole: true });
});

test('what opens again while it is open is set from the first opening on', () => {
  expect(hours('0 8,10 * * *', '30 11 * * *').crons).toEqual(['0 8-11 * * *']);
});

test('what is open when the years begin is open', () => {
  expect(hours('0 20 31 12 *', '0 4 1 1 *').crons).toEqual(['0 20-23 31 12 *', '0 0-3 1 1 *']);
});

test('hours whose days no expression names are left out', () => {
  // In November from the 25th on, in December on every day, in January up to the 3rd.
  expect(hours('0 8 25 11 *', '0 10 3 1 *')).toEqual({ crons: [], opens: false, whole: false });
  // At night the days are those of December and the first of January, and not in every year.
  expect(hours('0 22 * 12 MON-FRI', '0 6 * * *')).toEqual({
    crons: ['0 22,23 * 12 MON-FRI'],
    opens: true,
    whole: false,
  });
});

const day = 86_400_000;

/** All times in the years at which some of them fire. */
function firings(crons: readonly CronSpec[]): number[] {
  return crons.flatMap(({ minutes, hours: at, ...days }) =>
    daysOf(days).flatMap((date) =>
      at.flatMap((hour) => minutes.map((minute) => date.getTime() + (hour * 60 + minute) * 60_000)),
    ),
  );
}

const subset = (most: number, from: number, to: number) =>
  fc
    .uniqueArray(fc.integer({ min: from, max: to }), { minLength: 1, maxLength: most })
    .map((all) => all.sort((a, b) => a - b));
const days = fc.oneof(
  fc.constant('* * *'),
  subset(7, 0, 6).map((all) => `* * ${all.join()}`),
  subset(4, 1, 31).map((all) => `${all.join()} * *`),
  fc.tuple(subset(3, 1, 28), subset(4, 1, 12)).map(([dates, months]) => `${dates.join()} ${months.join()} *`),
);
const expressions = fc
  .tuple(subset(2, 0, 59), subset(3, 0, 23), days)
  .map(([minutes, at, rest]) => `${minutes.join()} ${at.join()} ${rest}`);

test('it is set while it is open only, at every opening if it says so, and in every hour if it is whole', () => {
  fc.assert(
    fc.property(expressions, expressions, (opens, closes) => {
      const found = windowHours(cron(opens), cron(closes));
      const fired = new Set(firings(found.crons));
      const window = { opens, closes, timeZone, warm: 1 };
      // The years begin anew: what is open across their end is looked at where it is known.
      const all = intervals([window]);
      const known = all.filter(({ from, to }) => to !== Infinity && from >= all[0]!.to);
      const warm = readiness({ ...onDemand, windows: [window] });
      for (const { from, to } of known.slice(0, 200)) {
        if (found.opens) expect(fired.has(from)).toBe(true);
        for (let at = from; found.whole && at < to; at += day / 24) expect(fired.has(at)).toBe(true);
      }
      const within = [...fired].filter((at) => known.length > 0 && at >= known[0]!.from && at < known.at(-1)!.to);
      for (const at of within.filter((_, index) => index % Math.ceil(within.length / 20) === 0)) {
        expect(warm(at)).toBe(1);
      }
      for (const spec of found.crons) expect(unfilteredCron(spec)).toBeDefined();
    }),
    { numRuns: 20 },
  );
});
