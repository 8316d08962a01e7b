import type { DaySpec } from './cron-day';
import { specialDay } from './cron-special-day';

/** Days of months, as cron expressions restrict them. */
export type CalendarSpec = DaySpec & { readonly months: readonly number[] };

/** The calendar of 1901 to 2099 repeats after 28 years: what holds in them holds in all. */
const cycle = Array.from({ length: 28 * 365 + 7 }, (_, index) => new Date(Date.UTC(2024, 0, 1 + index)));

/** The days of the cycle on which a schedule fires; a day is its midnight UTC, whatever the zone. */
export function daysOf({ months, dates, weekdays, special }: CalendarSpec): Date[] {
  const isSpecial = special === undefined ? () => true : specialDay(special);
  return cycle.filter(
    (day) =>
      months.includes(day.getUTCMonth() + 1) &&
      (!dates || dates.includes(day.getUTCDate())) &&
      (!weekdays || weekdays.includes(day.getUTCDay())) &&
      isSpecial(day),
  );
}

/** What days have in common, field by field. */
export function fieldsOf(days: readonly Date[]) {
  return {
    dates: distinct(days.map((day) => day.getUTCDate())),
    months: distinct(days.map((day) => day.getUTCMonth() + 1)),
    weekdays: distinct(days.map((day) => day.getUTCDay())),
  };
}

/** Each value once, sorted. */
export function distinct(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}
