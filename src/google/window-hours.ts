import type { CronSpec } from '../private/cron';
import { CalendarSpec, daysOf, fieldsOf } from '../private/cron-calendar';
import { Open, openTimes } from '../private/open-times';

/** When what a window sets is set: as it opens, and every hour after that for as long as it is open. */
export interface WindowHours {
  /** Together they fire while the window is open, and never outside of it. */
  readonly crons: readonly CronSpec[];
  /** Whether they fire at every opening. */
  readonly opens: boolean;
  /** Whether they fire in every hour. Not where no expression names the days of some hour. */
  readonly whole: boolean;
}

const hour = 3_600_000;
const day = 24 * hour;
const everyMonth = Array.from({ length: 12 }, (_, index) => index + 1);
const cycle = daysOf({ months: everyMonth });
const first = cycle[0]!.getTime();
/** The calendar repeats after it. */
const period = cycle.length * day;

/** The hours of all windows that open and close at these times. All is local time: both have one zone. */
export function windowHours(opens: CronSpec, closes: CronSpec): WindowHours {
  const open = timesOpen(opens, closes);
  const days = daysByTime(open);
  const named = new Map([...alike(days)].map(([key, times]) => [key, { times, days: nameDays(days.get(times[0]!)!) }]));
  const written = new Set([...named.values()].flatMap((group) => (group.days ? group.times : [])));
  return {
    crons: [...named.values()].flatMap((group) => (group.days ? cronsOf(group.times, group.days, opens.timeZone) : [])),
    opens: open.every(({ from }) => written.has(timeOf(from))),
    whole: written.size === days.size,
  };
}

/** In milliseconds of local time; begun a whole cycle early, so that what is open when the years begin is known. */
function timesOpen(opens: CronSpec, closes: CronSpec): Open[] {
  const openings = [0, 1].flatMap((round) => timesOf(opens, round));
  const closings = [0, 1, 2].flatMap((round) => timesOf(closes, round));
  return openTimes(openings, closings).filter(({ from }) => from >= first + period);
}

function timesOf({ minutes, hours, ...days }: CronSpec, round: number): number[] {
  const inDay = hours.flatMap((at) => minutes.map((minute) => at * hour + minute * 60_000));
  return daysOf(days).flatMap((date) => inDay.map((time) => date.getTime() + round * period + time));
}

/** For each time of the day at which something fires, the days on which it does, each by its number in the cycle. */
function daysByTime(open: readonly Open[]): Map<number, Set<number>> {
  const days = new Map<number, Set<number>>();
  for (const { from, to } of open) {
    for (let at = from; at < to; at += hour) {
      const time = timeOf(at);
      if (!days.has(time)) days.set(time, new Set());
      days.get(time)!.add(Math.floor((at - first) / day) % cycle.length);
    }
  }
  return days;
}

/** Minutes since midnight. */
function timeOf(at: number): number {
  return (at % day) / 60_000;
}

/** The times that have the same days. */
function alike(days: Map<number, Set<number>>): Map<string, number[]> {
  return grouped([...days.keys()], (time) => [...days.get(time)!].sort((a, b) => a - b).join());
}

/** Days as weekdays or as dates of months; undefined where that would be other days too. */
function nameDays(numbers: ReadonlySet<number>): CalendarSpec | undefined {
  const { months, dates, weekdays } = fieldsOf([...numbers].map((number) => cycle[number]!));
  const choices: CalendarSpec[] = [{ months }, { months, weekdays }, { months, dates }];
  // Each choice holds all of them, so as many are the same.
  return choices.find((choice) => daysOf(choice).length === numbers.size);
}

/** One for each list of minutes: a cron expression fires at all its minutes in all its hours. */
function cronsOf(times: readonly number[], days: CalendarSpec, timeZone: string): CronSpec[] {
  const minutes = grouped(times, (time) => String(Math.floor(time / 60)));
  const hours = grouped([...minutes.keys()].map(Number), (at) =>
    sorted(minutes.get(String(at))!.map((time) => time % 60)).join(),
  );
  return [...hours].map(([list, all]) => ({
    timeZone,
    minutes: list.split(',').map(Number),
    hours: sorted(all),
    ...days,
  }));
}

function grouped(values: readonly number[], keyOf: (value: number) => string): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return groups;
}

function sorted(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}
