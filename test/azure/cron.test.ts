import { azureCron, azureRate } from '../../src/azure/cron';
import { parseCron } from '../../src/private/cron';

function translate(expression: string, timeZone: string) {
  const parsed = parseCron(expression, timeZone);
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'));
  return azureCron(parsed.spec);
}

test.each([
  ['0 2 * * *', 'UTC', '0 0 2 * * *'],
  ['*/5 8-18 * * MON-FRI', 'UTC', '0 */5 8-18 * * MON-FRI'],
  ['5/10 * * * *', 'UTC', '0 5-59/10 * * * *'],
  ['0 0 31 * *', 'UTC', '0 0 0 31 * *'],
  ['0 0 * 2 *', 'UTC', '0 0 0 * 2 *'],
  ['0 0 * * FRI#2', 'UTC', '0 0 0 8-14 * FRI'],
  ['0 0 * * 5#5', 'UTC', '0 0 0 29-31 * FRI'],
  ['0 0 L 4,6 *', 'UTC', '0 0 0 30 4,6 *'],
  ['*/5 * * * *', 'Asia/Kolkata', '0 */5 * * * *'],
  ['30 9 * * MON', 'Asia/Kolkata', '0 0 4 * * MON'],
  ['0 0 * * MON', 'Asia/Kolkata', '0 30 18 * * SUN'],
  ['0 0 * * MON', 'Asia/Kathmandu', '0 15 18 * * SUN'],
  ['0 22 * * 6', 'Etc/GMT+5', '0 0 3 * * SUN'],
  ['0 0 1 1 *', 'Asia/Tokyo', '0 0 15 31 12 *'],
])('%s in %s is %s', (expression, timeZone, expected) => {
  expect(translate(expression, timeZone)).toEqual({ expression: expected });
});

test.each([
  // 2:00 is 1:00 UTC in winter, midnight in summer.
  ['0 2 * * *', 'Europe/Berlin', '0 0 0,1 * * *', { m: '1', h: 2 ** 2 }],
  // The day before, whatever the length of its month.
  ['0 0 1 * *', 'Europe/Berlin', '0 0 22,23 28-31 * *', { m: '1', h: 1, d: 2 ** 1 }],
  ['0 0 1 1 *', 'Europe/Berlin', '0 0 22,23 31 12 *', { m: '1', h: 1, d: 2 ** 1, M: 2 ** 1 }],
  ['0 0 * * MON', 'Europe/Berlin', '0 0 22,23 * * SUN', { m: '1', h: 1, w: 2 ** 1 }],
  // Half an hour of summer time.
  ['0 12 * * *', 'Australia/Lord_Howe', '0 0,30 1 * * *', { m: '1', h: 2 ** 12 }],
  // Each hour with each minute, and only half of them meant.
  ['0,30 9 * * *', 'Asia/Kolkata', '0 0,30 3,4 * * *', { m: '40000001', h: 2 ** 9 }],
  ['0 0 1 * *', 'Asia/Tokyo', '0 0 15 28-31 * *', { m: '1', h: 1, d: 2 ** 1 }],
  ['59 23 31 12 *', 'America/New_York', '0 59 3,4 1 1 *', { m: '800000000000000', h: 2 ** 23, d: 2 ** 31, M: 2 ** 12 }],
  ['0 0 L * *', 'UTC', '0 0 0 28-31 * *', { m: '1', h: 1, x: 'L' }],
  ['0 0 L-3 * *', 'UTC', '0 0 0 25-28 * *', { m: '1', h: 1, x: 'L-3' }],
  ['0 0 LW * *', 'UTC', '0 0 0 26-31 * MON-FRI', { m: '1', h: 1, x: 'LW' }],
  ['0 0 1W * *', 'UTC', '0 0 0 1-3 * MON-FRI', { m: '1', h: 1, x: '1W' }],
  ['0 0 * * 5L', 'UTC', '0 0 0 22-31 * FRI', { m: '1', h: 1, x: '5L' }],
  ['0 0 * * MON#1', 'Asia/Tokyo', '0 0 15 1-6,28-31 * SUN', { m: '1', h: 1, x: '1#1' }],
])('%s in %s is %s, filtered', (expression, timeZone, expected, sets) => {
  expect(translate(expression, timeZone)).toEqual({ expression: expected, filter: { z: timeZone, f: sets } });
});

test.each([
  [1, '0 * * * * *'],
  [5, '0 */5 * * * *'],
  [30, '0 0,30 * * * *'],
  [60, '0 0 * * * *'],
  [120, '0 0 */2 * * *'],
  [720, '0 0 0,12 * * *'],
  [1440, '0 0 0 * * *'],
])('%d minutes are %s', (minutes, expression) => {
  expect(azureRate(minutes)).toEqual({ expression });
});

test.each([7, 90, 2880])('there is no rate of %d minutes', (minutes) => expect(azureRate(minutes)).toBeUndefined());
