import { Cron } from 'croner';
import * as fc from 'fast-check';
import { Recurrence, recurrence, windowsZone } from '../../src/azure/recurrence';
import { windowsZones } from '../../src/azure/windows-zones';
import { parseCron } from '../../src/private/cron';
import { zoneProblem } from '../../src/private/cron-zone';

function of(expression: string, timeZone = 'UTC') {
  const parsed = parseCron(expression, timeZone);
  if ('problems' in parsed) throw new Error(parsed.problems.join());
  return recurrence(parsed.spec);
}

test('names each part of the time, in a zone of Windows', () => {
  expect(of('0,30 7 * * MON-WED', 'Europe/Berlin')).toEqual({
    recurrence: {
      frequency: 'Week',
      interval: 1,
      startTime: '2024-01-01T00:00:00',
      timeZone: 'W. Europe Standard Time',
      schedule: { minutes: [0, 30], hours: [7], weekDays: ['Monday', 'Tuesday', 'Wednesday'] },
    },
  });
});

test('recurs daily where no day of the week is named', () => {
  expect(of('15 */12 * * *')).toEqual({
    recurrence: {
      frequency: 'Day',
      interval: 1,
      startTime: '2024-01-01T00:00:00',
      timeZone: 'UTC',
      schedule: { minutes: [15], hours: [0, 12] },
    },
  });
});

const instead = "open, restrict days of the week instead, such as '30 7 * * MON-FRI', or keep a fixed number ready.";

test.each([
  [
    '0 8 1 * *',
    'UTC',
    `names days of the month, and a workflow on Azure recurs by days of the week only. Leave them ${instead}`,
  ],
  [
    '0 8 L * *',
    'UTC',
    `names days of the month, and a workflow on Azure recurs by days of the week only. Leave them ${instead}`,
  ],
  [
    '0 8 * * FRI#2',
    'UTC',
    `names days of the month, and a workflow on Azure recurs by days of the week only. Leave them ${instead}`,
  ],
  ['0 8 * 12 *', 'UTC', `names months, and a workflow on Azure recurs by days of the week only. Leave them ${instead}`],
  [
    '0 8 24 12 *',
    'UTC',
    `names days of the month and months, and a workflow on Azure recurs by days of the week only. Leave both ${instead}`,
  ],
  [
    '0 8 * * *',
    'Antarctica/Troll',
    "time zone 'Antarctica/Troll' has no name on Windows, which workflows on Azure take. Write the times in a zone that " +
      "has one, such as 'UTC'.",
  ],
])('refuses %s in %s', (expression, zone, problem) => {
  expect(of(expression, zone)).toEqual({ problems: [problem] });
});

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** By the documentation of the trigger: each minute in each hour, on each of the days. */
function fires({ schedule: { minutes, hours, weekDays = days } }: Recurrence, at: Date): boolean {
  return (
    minutes.includes(at.getUTCMinutes()) && hours.includes(at.getUTCHours()) && weekDays.includes(days[at.getUTCDay()]!)
  );
}

const field = (max: number) => fc.uniqueArray(fc.nat({ max }), { minLength: 1, maxLength: 4 }).map((all) => all.join());

test('fires in the same minutes of a week as the expression', () => {
  const weekdays = fc.oneof(fc.constant('*'), field(6), fc.constantFrom('MON-FRI', 'SAT,SUN'));
  fc.assert(
    fc.property(field(59), field(23), weekdays, (minute, hour, weekday) => {
      const expression = `${minute} ${hour} * * ${weekday}`;
      const found = of(expression);
      if ('problems' in found) throw new Error(found.problems.join());
      const monday = Date.UTC(2026, 0, 5);
      const minutes = Array.from({ length: 7 * 1440 }, (_, index) => new Date(monday + index * 60_000));
      const fired = minutes.filter((at) => fires(found.recurrence, at));
      const cron = new Cron(expression, { timezone: 'UTC', paused: true });
      expect(fired).toEqual(cron.nextRuns(fired.length, new Date(monday - 1)));
      expect(cron.nextRun(fired.at(-1))!.getTime()).toBeGreaterThan(minutes.at(-1)!.getTime());
    }),
    { numRuns: 50 },
  );
});

test('nearly all zones of the database have a name on Windows, by each of their own names', () => {
  const all = [
    ...Intl.supportedValuesOf('timeZone'),
    'UTC',
    'Asia/Calcutta',
    'Asia/Kolkata',
    'US/Eastern',
    'Europe/Kyiv',
  ];
  expect(all.filter((name) => windowsZone(name) === undefined)).toEqual([
    'America/Scoresbysund',
    'Antarctica/Casey',
    'Antarctica/Troll',
    'Antarctica/Vostok',
  ]);
});

test('no zone has two names on Windows, and Windows knows no zone that we do not', () => {
  const names = Object.values(windowsZones).flatMap((list) => list.split(' '));
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => zoneProblem(name) !== undefined)).toEqual([]);
});

test('zones of one name on Windows show the same time', () => {
  const dates = Array.from({ length: 3 * 73 }, (_, index) => Date.UTC(2026, 0, 1) + index * 5 * 86_400_000);
  const times = (timeZone: string) => {
    const format = new Intl.DateTimeFormat('en-US', { timeZone, dateStyle: 'short', timeStyle: 'short' });
    return dates.map((day) => format.format(day)).join();
  };
  const apart = Object.entries(windowsZones).flatMap(([windows, list]) => {
    const [first, ...others] = list.split(' ');
    const expected = times(first!);
    return others.filter((name) => times(name) !== expected).map((name) => `${windows}: ${name}`);
  });
  expect(apart).toEqual([]);
});
