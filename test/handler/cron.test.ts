import { fires, firingOf } from '../../handler/cron';
import { parseCron } from '../../src/private/cron';
import { scheduleSettings } from '../../src/private/cron-settings';

/** Settings as the adapter gets them, after JSON. */
function settings(expression: string, timeZone: string) {
  const parsed = parseCron(expression, timeZone);
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'));
  return JSON.parse(JSON.stringify(scheduleSettings(parsed.spec)));
}

const at = (instant: string) => new Date(instant);

test.each([
  ['every local time of the sets', '30 9 * * MON-FRI', 'Asia/Kolkata', '2026-03-02T04:00Z', true],
  ['seconds are no matter', '30 9 * * *', 'Asia/Kolkata', '2026-03-02T04:00:59.999Z', true],
  ['another minute', '30 9 * * *', 'Asia/Kolkata', '2026-03-02T04:01Z', false],
  ['another hour', '30 9 * * *', 'Asia/Kolkata', '2026-03-02T05:00Z', false],
  ['another weekday', '30 9 * * MON-FRI', 'Asia/Kolkata', '2026-03-01T04:00Z', false],
  ['another month', '30 9 * 4-6 *', 'Asia/Kolkata', '2026-03-01T04:00Z', false],
  ['another date', '30 9 2 * *', 'Asia/Kolkata', '2026-03-01T04:00Z', false],
  ['the last minute of the hour', '59 23 * * *', 'UTC', '2026-03-01T23:59Z', true],
  ['the 31st', '0 0 31 * *', 'UTC', '2026-03-31T00:00Z', true],
  ['a local day before that of UTC', '0 20 31 12 *', 'America/New_York', '2027-01-01T01:00Z', true],
  ['a local day after that of UTC', '0 5 1 1 *', 'Asia/Tokyo', '2026-12-31T20:00Z', true],
  ['midnight is hour 0', '0 0 * * *', 'Europe/Berlin', '2026-06-30T22:00Z', true],
  ['45 minutes', '0 0 * * *', 'Asia/Kathmandu', '2026-06-30T18:15Z', true],
  ['a special day of the local month', '0 1 L * *', 'Asia/Tokyo', '2026-02-27T16:00Z', true],
  ['no special day', '0 1 L * *', 'Asia/Tokyo', '2026-02-26T16:00Z', false],
])('%s: %s in %s at %s', (_, expression, timeZone, instant, expected) => {
  expect(fires(settings(expression, timeZone), at(instant))).toBe(expected);
});

describe('where the clock is set back', () => {
  test.each([
    ['Europe/Berlin, the first', '30 2 * * *', 'Europe/Berlin', '2026-10-25T00:30Z', true],
    ['Europe/Berlin, the second', '30 2 * * *', 'Europe/Berlin', '2026-10-25T01:30Z', false],
    ['Europe/Berlin, the last minute of the second', '59 2 * * *', 'Europe/Berlin', '2026-10-25T01:59Z', false],
    ['Europe/Berlin, when all is over', '0 3 * * *', 'Europe/Berlin', '2026-10-25T02:00Z', true],
    ['Europe/Berlin, hours later', '0 12 * * *', 'Europe/Berlin', '2026-10-25T11:00Z', true],
    ['Lord Howe, half an hour, the first', '45 1 * * *', 'Australia/Lord_Howe', '2026-04-04T14:45Z', true],
    ['Lord Howe, half an hour, the second', '45 1 * * *', 'Australia/Lord_Howe', '2026-04-04T15:15Z', false],
    ['Lord Howe, 1:15 happens once', '15 1 * * *', 'Australia/Lord_Howe', '2026-04-04T14:15Z', true],
    ['Troll, two hours, the first', '30 1 * * *', 'Antarctica/Troll', '2026-10-24T23:30Z', true],
    ['Troll, two hours, the second', '30 1 * * *', 'Antarctica/Troll', '2026-10-25T01:30Z', false],
    ['Cairo, back over midnight, the first', '30 23 * * *', 'Africa/Cairo', '2026-10-29T20:30Z', true],
    ['Cairo, back over midnight, the second', '30 23 * * *', 'Africa/Cairo', '2026-10-29T21:30Z', false],
    ['Azores, back over midnight, the first', '30 0 * * *', 'Atlantic/Azores', '2026-10-25T00:30Z', true],
    ['Azores, back over midnight, the second', '30 0 * * *', 'Atlantic/Azores', '2026-10-25T01:30Z', false],
  ])('%s', (_, expression, timeZone, instant, expected) => {
    expect(fires(settings(expression, timeZone), at(instant))).toBe(expected);
  });
});

test('a skipped local time never fires', () => {
  const schedule = settings('30 2 29 3 *', 'Europe/Berlin');
  const day = Array.from({ length: 48 * 60 }, (_, minute) => new Date(Date.UTC(2026, 2, 28, 12, minute)));
  expect(day.filter((instant) => fires(schedule, instant))).toEqual([]);
});

describe('an event that comes late stands for the last time of day', () => {
  test.each([
    ['three minutes', '0 2 * * *', '2026-06-01T00:03:10Z', '2026-06-01T00:00:00.000Z'],
    ['an hour', '0 2 * * *', '2026-06-01T00:59:59Z', '2026-06-01T00:00:00.000Z'],
    ['longer than can be told', '0 2 * * *', '2026-06-01T01:00:00Z', undefined],
    ['into the second of two equal hours', '*/10 2 * * *', '2026-10-25T01:03:00Z', undefined],
    ['on a day that is not the special one', '0 2 L * *', '2026-06-28T00:00:30Z', undefined],
    ['past midnight after the special day', '0 * 15W * *', '2026-06-15T22:00:10Z', undefined],
  ])('%s', (_, expression, sent, expected) => {
    expect(firingOf(settings(expression, 'Europe/Berlin'), at(sent))?.toISOString()).toBe(expected);
  });
});
