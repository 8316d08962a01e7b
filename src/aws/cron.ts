import type { CronSpec } from '../private/cron';
import { renderDates, renderMonths, renderTime, renderWeekdays } from '../private/cron-render';

/** In the writing that EventBridge Scheduler and Application Auto Scaling share. */
export interface AwsSchedule {
  readonly expression: string;
  readonly timeZone?: string;
}

/** What is to follow an expression, and what one could do instead where it can't. */
interface Runner {
  readonly name: string;
  readonly or: string;
}

const scheduler: Runner = { name: 'EventBridge Scheduler', or: ', or run daily and check in the handler' };

/** @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#cron-based */
export function awsCron(spec: CronSpec, runner = scheduler): AwsSchedule | { readonly problems: readonly string[] } {
  const days = renderDays(spec);
  if (days === undefined) return { problems: [noSuchDay(spec.special!, runner)] };
  const steps = (first: number, step: number) => `${first}/${step}`;
  const time = `${renderTime(spec.minutes, 59, steps)} ${renderTime(spec.hours, 23, steps)}`;
  const [dates, weekdays] = days;
  const expression = `cron(${time} ${dates} ${renderMonths(spec.months)} ${weekdays} *)`;
  return { expression, timeZone: spec.timeZone };
}

/** Any whole number of minutes. */
export function awsRate(minutes: number): AwsSchedule {
  const [unit, length] = (
    [
      ['day', 1440],
      ['hour', 60],
      ['minute', 1],
    ] as const
  ).find(([, size]) => minutes % size === 0)!;
  const count = minutes / length;
  return { expression: `rate(${count} ${unit}${count === 1 ? '' : 's'})` };
}

/** Day of month and day of week, one of them `?`. */
function renderDays({ dates, weekdays, special }: CronSpec): [string, string] | undefined {
  if (special !== undefined) return renderSpecial(special);
  if (weekdays) return ['?', renderWeekdays(weekdays)];
  return [renderDates(dates), '?'];
}

function renderSpecial(special: string): [string, string] | undefined {
  if (special === 'L') return ['L', '?'];
  const [, number, kind] = /^(\d+)(W|L|#\d)$/.exec(special) ?? [];
  if (kind === undefined) return undefined;
  // Sunday is 1.
  if (kind !== 'W') return ['?', `${Number(number) + 1}${kind}`];
  return Number(number) > 1 && Number(number) < 28 ? [special, '?'] : undefined;
}

/** What Quartz has and Amazon's documentation doesn't; and W where it could mean a day of another month. */
function noSuchDay(special: string, { name, or }: Runner): string {
  const wayOut = special === 'LW' || special.startsWith('L-') ? 'use L, or a date' : 'use 2W to 27W, or a date';
  return `day of month '${special}' is not documented for ${name}: ${wayOut}${or}.`;
}
