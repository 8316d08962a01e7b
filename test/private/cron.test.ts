import { CronSpec, parseCron } from '../../src/private/cron';
import { daysOf } from '../../src/private/cron-calendar';
import { zoneOffsets } from '../../src/private/cron-zone';

function parse(expression: string): CronSpec {
  const parsed = parseCron(expression, 'UTC');
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'));
  return parsed.spec;
}

function problems(expression: string, timeZone = 'UTC') {
  const parsed = parseCron(expression, timeZone);
  return 'problems' in parsed ? parsed.problems : [];
}

const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

test.each([
  ['0 2 * * *', { minutes: [0], hours: [2], months }],
  ['0 2 ? * ?', { minutes: [0], hours: [2], months }],
  [' 0  2 *\t* * ', { minutes: [0], hours: [2], months }],
  ['*/20 2 * * *', { minutes: [0, 20, 40], hours: [2], months }],
  ['5/20 2 * * *', { minutes: [5, 25, 45], hours: [2], months }],
  ['1-10/4,59,1 2 * * *', { minutes: [1, 5, 9, 59], hours: [2], months }],
  ['0 2 31,1-2 * *', { minutes: [0], hours: [2], months, dates: [1, 2, 31] }],
  ['0 2 1-31 * *', { minutes: [0], hours: [2], months }],
  ['0 2 * jan,Jun-AUG *', { minutes: [0], hours: [2], months: [1, 6, 7, 8] }],
  ['0 2 * * 0', { minutes: [0], hours: [2], months, weekdays: [0] }],
  ['0 2 * * 7', { minutes: [0], hours: [2], months, weekdays: [0] }],
  ['0 2 * * 5-7', { minutes: [0], hours: [2], months, weekdays: [0, 5, 6] }],
  ['0 2 * * FRI-mon', { minutes: [0], hours: [2], months, weekdays: [0, 1, 5, 6] }],
  ['0 2 * * FRI-TUE/2', { minutes: [0], hours: [2], months, weekdays: [0, 2, 5] }],
  ['0 2 * * */2', { minutes: [0], hours: [2], months, weekdays: [0, 2, 4, 6] }],
  ['0 2 * * 0-7', { minutes: [0], hours: [2], months }],
  ['0 2 1-31 * MON', { minutes: [0], hours: [2], months, weekdays: [1] }],
  ['0 2 l * *', { minutes: [0], hours: [2], months, special: 'L' }],
  ['0 2 L-03 * *', { minutes: [0], hours: [2], months, special: 'L-3' }],
  ['0 2 LW * ?', { minutes: [0], hours: [2], months, special: 'LW' }],
  ['0 2 15w * ?', { minutes: [0], hours: [2], months, special: '15W' }],
  ['0 2 ? * friL', { minutes: [0], hours: [2], months, special: '5L' }],
  ['0 2 ? * 7L', { minutes: [0], hours: [2], months, special: '0L' }],
  ['0 2 ? * FRI#2', { minutes: [0], hours: [2], months, special: '5#2' }],
])('%s', (expression, expected) => {
  expect(parse(expression)).toEqual({ timeZone: 'UTC', ...expected });
});

test.each([
  // January 2028 begins on a Saturday and ends on a Monday, February 2026 is four weeks from a Sunday on.
  ['0 0 L * *', '2028-02', ['2028-02-29']],
  ['0 0 L-3 * *', '2026-02', ['2026-02-25']],
  ['0 0 LW * *', '2026-02', ['2026-02-27']],
  ['0 0 LW * *', '2026-05', ['2026-05-29']],
  ['0 0 1W * *', '2028-01', ['2028-01-03']],
  ['0 0 1W * *', '2026-02', ['2026-02-02']],
  ['0 0 31W * *', '2026-05', ['2026-05-29']],
  ['0 0 31W * *', '2026-04', []],
  ['0 0 15W * *', '2026-03', ['2026-03-16']],
  ['0 0 15W * *', '2026-08', ['2026-08-14']],
  ['0 0 * * 5L', '2026-07', ['2026-07-31']],
  ['0 0 * * 0L', '2026-02', ['2026-02-22']],
  ['0 0 * * 1#1', '2026-06', ['2026-06-01']],
  ['0 0 * * 5#2', '2026-05', ['2026-05-08']],
  ['0 0 * * 5#5', '2026-05', ['2026-05-29']],
  ['0 0 * * 5#5', '2026-06', []],
])('%s in %s', (expression, month, expected) => {
  const days = daysOf(parse(expression)).map((day) => day.toISOString().slice(0, 10));
  expect(days.filter((day) => day.startsWith(month))).toEqual(expected);
});

describe('fails with a way out', () => {
  test.each([
    ['60 * * * *', "cron field 'minute': 60 is outside 0 to 59."],
    ['0 24 * * *', "cron field 'hour': 24 is outside 0 to 23."],
    ['0 0 0 * *', "cron field 'day of month': 0 is outside 1 to 31."],
    ['0 0 1-32 * *', "cron field 'day of month': 32 is outside 1 to 31."],
    ['0 0 * 13 *', "cron field 'month': 13 is outside 1 to 12."],
    ['0 0 * * 8', "cron field 'day of week': 8 is outside 0 to 7."],
    ['0 0 * * 8L', "cron field 'day of week': 8 is outside 0 to 7."],
    ['0 0 32W * *', "cron field 'day of month': 32 is outside 1 to 31."],
    ['0 0 L-31 * *', "cron field 'day of month': L minus 31 is outside 1 to 30."],
    ['0 0 * * FRI#6', "cron field 'day of week': #6 is outside 1 to 5."],
    ['*/90 * * * *', "cron field 'minute': step 90 is outside 1 to 59."],
    ['*/0 * * * *', "cron field 'minute': step 0 is outside 1 to 59."],
    ['0 22-2 * * *', "cron field 'hour': 22-2 runs backwards: write 22-23,0-2."],
    ['0 0 * NOV-feb *', "cron field 'month': NOV-feb runs backwards: write NOV-12,1-feb."],
    ['0 0 * MAI *', "cron field 'month': 'MAI' is not a number of 1 to 12 or a name of JAN to DEC."],
    ['0 0 * * MO', "cron field 'day of week': 'MO' is not a number of 0 to 7 or a name of SUN to SAT."],
    ['0 noon * * *', "cron field 'hour': 'noon' is not a number of 0 to 23."],
    ['0 1,,2 * * *', "cron field 'hour': the list '1,,2' has an empty entry."],
    ['0 ? * * *', "cron field 'hour': '?' is not a value, a range or a step: write '*' for any."],
    [
      '0 1-2-3 * * *',
      "cron field 'hour': '1-2-3' is not a value, a range or a step: write for example '*', 0, 0-23 or */2.",
    ],
    [
      '0 0 L,15 * *',
      "cron field 'day of month': 'L,15' is not one special day such as L, L-3, LW or 15W: make a schedule for each day.",
    ],
    [
      '0 0 * * MON#1,MON#3',
      "cron field 'day of week': 'MON#1,MON#3' is not one special day such as FRIL or FRI#2: make a schedule for each day.",
    ],
    [
      '0 0 1 * MON',
      "cron expression '0 0 1 * MON' restricts both the day of month and the day of week, which clouds read differently: make two schedules, one for each.",
    ],
    ['0 0 31 2 *', "cron expression '0 0 31 2 *' never fires: its months have no such day."],
    ['0 0 30W 2 *', "cron expression '0 0 30W 2 *' never fires: its months have no such day."],
    [
      '0 0 2 * * *',
      "cron expression '0 0 2 * * *' has 6 fields: write five, without seconds and years (minute, hour, day of month, month, day of week).",
    ],
    [
      '',
      "cron expression '' has 0 fields: write five, without seconds and years (minute, hour, day of month, month, day of week).",
    ],
    ['@Daily', "cron expression '@Daily' is a nickname: write '0 0 * * *'."],
  ])('%s', (expression, expected) => {
    expect(problems(expression)).toEqual([expected]);
  });

  test('for every field at once', () => {
    expect(problems('60 24 * * *', 'Europe/Berln')).toEqual([
      "time zone 'Europe/Berln' is unknown: use a name of the IANA database, such as 'Europe/Berlin' or 'UTC'.",
      "cron field 'minute': 60 is outside 0 to 59.",
      "cron field 'hour': 24 is outside 0 to 23.",
    ]);
  });
});

describe('time zones', () => {
  test('keep the name that the user gave', () => {
    const parsed = parseCron('0 0 * * *', 'Asia/Kolkata');
    expect(parsed).toMatchObject({ spec: { timeZone: 'Asia/Kolkata' } });
  });

  test.each([
    ['europe/Berlin', "time zone 'europe/Berlin' is unknown: did you mean 'Europe/Berlin'?"],
    ['utc', "time zone 'utc' is unknown: did you mean 'UTC'?"],
    ['+01:00', "time zone '+01:00' is unknown: use a name of the IANA database, such as 'Europe/Berlin' or 'UTC'."],
    ['', "time zone '' is unknown: use a name of the IANA database, such as 'Europe/Berlin' or 'UTC'."],
  ])("fails for '%s'", (timeZone, expected) => {
    expect(problems('0 0 * * *', timeZone)).toEqual([expected]);
  });

  test.each([
    ['UTC', [0]],
    ['Asia/Kathmandu', [345]],
    ['Europe/Berlin', [60, 120]],
    ['America/St_Johns', [-210, -150]],
    ['Australia/Lord_Howe', [630, 660]],
    ['Africa/Casablanca', [0, 60]],
    ['Antarctica/Troll', [0, 120]],
    ['America/Sao_Paulo', [-180]],
  ])('%s is at %j minutes', (timeZone, expected) => {
    expect(zoneOffsets(timeZone)).toEqual(expected);
  });
});
