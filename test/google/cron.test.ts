import { googleCron, googleRate, unfilteredCron } from '../../src/google/cron';
import { parseCron } from '../../src/private/cron';

function translate(expression: string, timeZone: string) {
  const parsed = parseCron(expression, timeZone);
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'));
  return googleCron(parsed.spec);
}

test.each([
  ['0 2 * * *', 'UTC', '0 2 * * *'],
  ['*/5 8-18 ? * 1-5', 'Asia/Kolkata', '*/5 8-18 * * MON-FRI'],
  ['5/10 * * * *', 'UTC', '5-59/10 * * * *'],
  ['0 0 * * FRI-MON', 'UTC', '0 0 * * SUN,MON,FRI,SAT'],
  ['0 0 1,15 JAN,FEB *', 'UTC', '0 0 1,15 1,2 *'],
  ['0 0 L 12 *', 'UTC', '0 0 31 12 *'],
])('%s in %s is %s', (expression, timeZone, expected) => {
  expect(translate(expression, timeZone)).toEqual({ expression: expected, timeZone });
});

test.each([
  ['0 2 * * *', 'Europe/Berlin', '0 2 * * *', { m: '1', h: 2 ** 2 }],
  ['0 2 * * 7', 'Europe/Berlin', '0 2 * * SUN', { m: '1', h: 2 ** 2, w: 1 }],
  ['0 0 L * *', 'UTC', '0 0 28-31 * *', { m: '1', h: 1, x: 'L' }],
  ['0 0 L-3 4 *', 'Europe/Berlin', '0 0 27 4 *', { m: '1', h: 1, M: 2 ** 4, x: 'L-3' }],
  ['0 0 LW * *', 'UTC', '0 0 26-31 * *', { m: '1', h: 1, x: 'LW' }],
  ['0 0 28W * *', 'UTC', '0 0 26-29 * *', { m: '1', h: 1, x: '28W' }],
  ['0 0 * * FRIL', 'UTC', '0 0 * * FRI', { m: '1', h: 1, x: '5L' }],
  ['0 0 * * FRI#2', 'UTC', '0 0 * * FRI', { m: '1', h: 1, x: '5#2' }],
])('%s in %s is %s, filtered', (expression, timeZone, expected, sets) => {
  expect(translate(expression, timeZone)).toEqual({ expression: expected, timeZone, filter: { z: timeZone, f: sets } });
});

test('what nothing filters is written where its days are the same, whatever the offsets of its zone', () => {
  const unfiltered = (expression: string) => {
    const parsed = parseCron(expression, 'Europe/Berlin');
    return 'spec' in parsed && unfilteredCron(parsed.spec);
  };
  expect(unfiltered('0 8 * * MON')).toEqual({ expression: '0 8 * * MON', timeZone: 'Europe/Berlin' });
  expect(unfiltered('0 8 L 12 *')).toEqual({ expression: '0 8 31 12 *', timeZone: 'Europe/Berlin' });
  expect(unfiltered('0 8 L * *')).toBeUndefined();
});

test('a rate that divides an hour or a day is a cron expression in UTC', () => {
  expect(googleRate(15)).toEqual({ expression: '*/15 * * * *', timeZone: 'UTC' });
  expect(googleRate(480)).toEqual({ expression: '0 */8 * * *', timeZone: 'UTC' });
});

test('there is no other rate', () => expect(googleRate(45)).toBeUndefined());
