import type { ScheduleSettings } from '../private/contract';
import type { CronSpec } from '../private/cron';
import { daysOf, fieldsOf } from '../private/cron-calendar';
import { rateAsCron } from '../private/cron-rate';
import { renderDates, renderMonths, renderTime, renderWeekdays } from '../private/cron-render';
import { scheduleSettings } from '../private/cron-settings';
import { zoneOffsets } from '../private/cron-zone';

/** A time in Cloud Scheduler's writing. */
export interface GoogleCron {
  /** Five fields, in local time. */
  readonly expression: string;
  readonly timeZone: string;
}

export interface GoogleSchedule extends GoogleCron {
  /** Present where the expression fires more often than the schedule. */
  readonly filter?: ScheduleSettings;
}

/**
 * Cloud Scheduler fires twice at a local time that a change of the clock repeats, and has no special days: the adapter
 * drops what is too much. Only one day field is ever set, because Cloud Scheduler fires where either matches.
 * @see https://cloud.google.com/scheduler/docs/configuring/cron-job-schedules
 */
export function googleCron(spec: CronSpec): GoogleSchedule {
  const { sameDays, ...written } = write(spec);
  const exact = sameDays && zoneOffsets(spec.timeZone).length === 1;
  return { ...written, ...(!exact && { filter: scheduleSettings(spec) }) };
}

/**
 * For what nothing filters, at times that every day has once: undefined where the expression would also fire on other
 * days.
 */
export function unfilteredCron(spec: CronSpec): GoogleCron | undefined {
  const { sameDays, ...written } = write(spec);
  return sameDays ? written : undefined;
}

export function googleRate(minutes: number): GoogleSchedule | undefined {
  const spec = rateAsCron(minutes);
  return spec && googleCron(spec);
}

function write(spec: CronSpec): GoogleCron & { readonly sameDays: boolean } {
  const { timeZone, minutes, hours, months } = spec;
  const { dates, weekdays } = candidates(spec);
  const time = `${renderTime(minutes, 59)} ${renderTime(hours, 23)}`;
  return {
    expression: `${time} ${renderDates(dates)} ${renderMonths(months)} ${renderWeekdays(weekdays)}`,
    timeZone,
    sameDays: daysOf({ months, dates, weekdays }).length === daysOf(spec).length,
  };
}

/** The one day field that is restricted; for a special day, the one that leaves the fewest candidates. */
function candidates(spec: CronSpec): Pick<CronSpec, 'dates' | 'weekdays'> {
  if (spec.special === undefined) return spec;
  const { dates, weekdays } = fieldsOf(daysOf(spec));
  return weekdays.length === 1 ? { weekdays } : { dates };
}
