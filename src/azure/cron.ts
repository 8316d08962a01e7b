import type { ScheduleSettings } from '../private/contract';
import type { CronSpec } from '../private/cron';
import { CalendarSpec, daysOf, distinct, fieldsOf } from '../private/cron-calendar';
import { rateAsCron } from '../private/cron-rate';
import { renderDates, renderMonths, renderTime, renderWeekdays } from '../private/cron-render';
import { scheduleSettings } from '../private/cron-settings';
import { zoneOffsets } from '../private/cron-zone';

export interface AzureSchedule {
  /** NCRONTAB, in UTC. */
  readonly expression: string;
  /** Present where the expression fires more often than the schedule. */
  readonly filter?: ScheduleSettings;
}

/**
 * Timers on Flex Consumption know UTC only, so the expression has every time that any of the zone's offsets can make of
 * a local time, and the adapter drops the others.
 * @see https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer#ncrontab-expressions
 */
export function azureCron(spec: CronSpec): AzureSchedule {
  const offsets = zoneOffsets(spec.timeZone);
  const utc = inUtc(spec, offsets);
  const time = `${renderTime(utc.minutes, 59)} ${renderTime(utc.hours, 23)}`;
  const days = `${renderDates(utc.dates)} ${renderMonths(utc.months)} ${renderWeekdays(utc.weekdays)}`;
  const expression = `0 ${time} ${days}`;
  // A superset with as many firings is the same set.
  const exact = offsets.length === 1 && firings(utc) === firings(spec);
  return exact ? { expression } : { expression, filter: scheduleSettings(spec) };
}

export function azureRate(minutes: number): AzureSchedule | undefined {
  const spec = rateAsCron(minutes);
  return spec && azureCron(spec);
}

type UtcSpec = Omit<CronSpec, 'timeZone'>;

/** Field by field, what the local times are in UTC at each offset. A time that crosses midnight moves its day. */
function inUtc(spec: CronSpec, offsets: readonly number[]): UtcSpec {
  const local = spec.hours.flatMap((hour) => spec.minutes.map((minute) => hour * 60 + minute));
  const times = local.flatMap((time) => offsets.map((offset) => time - offset));
  const shifts = distinct(times.map((time) => Math.floor(time / 1440)));
  const days = daysOf(spec).flatMap((day) => shifts.map((shift) => new Date(day.getTime() + shift * 86_400_000)));
  return {
    minutes: distinct(times.map((time) => (time + 1440) % 60)),
    hours: distinct(times.map((time) => Math.floor(((time + 1440) % 1440) / 60))),
    ...simplest(fieldsOf(days)),
  };
}

/** Leaves out what restricts nothing: only some months have a 31st anyway. */
function simplest(fields: CalendarSpec): CalendarSpec {
  const count = daysOf(fields).length;
  const any = { months: Array.from({ length: 12 }, (_, index) => index + 1), dates: undefined, weekdays: undefined };
  return (['weekdays', 'dates', 'months'] as const).reduce<CalendarSpec>((simple, field) => {
    const wider = { ...simple, [field]: any[field] };
    return daysOf(wider).length === count ? wider : simple;
  }, fields);
}

/** How often a schedule fires in one cycle of the calendar. */
function firings(spec: UtcSpec): number {
  return daysOf(spec).length * spec.hours.length * spec.minutes.length;
}
