/* eslint-disable no-bitwise -- masks */
import type { CronSets, ScheduleSettings } from '../src/private/contract';
import { specialDay } from '../src/private/cron-special-day';

const minute = 60_000;
const day = 1440 * minute;

/**
 * Whether a schedule fires in the minute of an instant: its local time is one of the schedule's, for the first time.
 */
export function fires({ z: zone, f: sets }: ScheduleSettings, instant: Date): boolean {
  const time = instant.getTime();
  return matches(sets, new Date(localTime(zone, time))) && !isRepeated(zone, time);
}

/** How late a cloud's scheduler may be, in minutes, for its event still to be told from one of another time. */
const latest = 60;

/**
 * The firing that an event stands for whose scheduler may have been late: that of the last time of day of the
 * schedule. Undefined where the schedule does not fire then.
 */
export function firingOf(settings: ScheduleSettings, sent: Date): Date | undefined {
  const start = sent.getTime() - (sent.getTime() % minute);
  for (let time = start; time > start - latest * minute; time -= minute) {
    if (isTimeOfDay(settings.f, new Date(localTime(settings.z, time)))) {
      return fires(settings, new Date(time)) ? new Date(time) : undefined;
    }
  }
  return undefined;
}

/** @param local a local time, as if it were UTC */
function matches(sets: CronSets, local: Date): boolean {
  const { d, M, w, x } = sets;
  return (
    isTimeOfDay(sets, local) &&
    has(d, local.getUTCDate()) &&
    has(M, local.getUTCMonth() + 1) &&
    has(w, local.getUTCDay()) &&
    (x === undefined || specialDay(x)(local))
  );
}

function isTimeOfDay({ m, h }: CronSets, local: Date): boolean {
  return ((BigInt(`0x${m}`) >> BigInt(local.getUTCMinutes())) & 1n) === 1n && has(h, local.getUTCHours());
}

function has(mask: number | undefined, value: number): boolean {
  return mask === undefined || ((mask >>> value) & 1) === 1;
}

/** Whether the clock showed this local time before: it was set back by no more than a day, after that. */
function isRepeated(zone: string, time: number): boolean {
  const setBack = offset(zone, time - day) - offset(zone, time);
  return setBack > 0 && localTime(zone, time - setBack) === localTime(zone, time);
}

function offset(zone: string, time: number): number {
  return localTime(zone, time) - time;
}

/** Local date and time of a zone, in milliseconds as if they were UTC, whole minutes. */
function localTime(zone: string, time: number): number {
  const parts = formatter(zone).formatToParts(time);
  const [month, date, year, hour, minutes] = parts
    .filter(({ type }) => type !== 'literal')
    .map(({ value }) => Number(value));
  return Date.UTC(year!, month! - 1, date, hour, minutes);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Building one takes longer than all the rest. */
function formatter(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  formatters.set(timeZone, made);
  return made;
}
