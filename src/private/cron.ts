import { daysOf } from './cron-calendar';
import { DaySpec, parseDate, parseWeekday } from './cron-day';
import { parseField } from './cron-field';
import { zoneProblem } from './cron-zone';

/**
 * A cron expression as sets of local times, each sorted.
 *
 * A local time that a change of the clock skips does not fire. One that it repeats fires once, the first time. This is
 * EventBridge Scheduler's rule, and every translation keeps it.
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export interface CronSpec extends DaySpec {
  /** IANA name. */
  readonly timeZone: string;
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  /** 1 is January. */
  readonly months: readonly number[];
}

const monthNames = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

const nicknames: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * SUN',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};

/** Reads five fields: minute, hour, day of month, month, day of week. */
export function parseCron(
  expression: string,
  timeZone: string,
): { readonly spec: CronSpec } | { readonly problems: readonly string[] } {
  const problems: string[] = [];
  const report = (problem: string) => void problems.push(problem);

  const unknownZone = zoneProblem(timeZone);
  if (unknownZone !== undefined) report(unknownZone);
  const texts = expression.trim().split(/\s+/);
  if (texts.length !== 5) return { problems: [...problems, notFiveFields(expression.trim())] };

  const [minute, hour, date, month, weekday] = texts as [string, string, string, string, string];
  const minutes = parseField({ name: 'minute', min: 0, max: 59 }, minute, report);
  const hours = parseField({ name: 'hour', min: 0, max: 23 }, hour, report);
  const dates = parseDate(date, report);
  const months = parseField({ name: 'month', min: 1, max: 12, names: monthNames }, month, report);
  const weekdays = parseWeekday(weekday, report);
  if (problems.length > 0) return { problems };

  const spec: CronSpec = { timeZone, minutes, hours, months, ...dates, ...weekdays };
  if (Object.keys(dates).length > 0 && Object.keys(weekdays).length > 0) {
    report(
      `cron expression '${expression}' restricts both the day of month and the day of week, which clouds read ` +
        'differently: make two schedules, one for each.',
    );
  } else if (daysOf(spec).length === 0) {
    report(`cron expression '${expression}' never fires: its months have no such day.`);
  }
  return problems.length > 0 ? { problems } : { spec };
}

function notFiveFields(expression: string): string {
  const meant = nicknames[expression.toLowerCase()];
  if (meant !== undefined) return `cron expression '${expression}' is a nickname: write '${meant}'.`;
  const count = expression === '' ? 0 : expression.split(/\s+/).length;
  return (
    `cron expression '${expression}' has ${count} field${count === 1 ? '' : 's'}: write five, without seconds and ` +
    'years (minute, hour, day of month, month, day of week).'
  );
}
