import { windowsZones } from './windows-zones';
import type { CronSpec } from '../private/cron';

/**
 * When a workflow of Logic Apps starts.
 * @see https://learn.microsoft.com/azure/connectors/connectors-native-recurrence
 */
export interface Recurrence {
  readonly frequency: 'Day' | 'Week';
  readonly interval: 1;
  readonly startTime: string;
  /** As Windows names it. */
  readonly timeZone: string;
  /** Each of the minutes in each of the hours, in local time. */
  readonly schedule: {
    readonly minutes: readonly number[];
    readonly hours: readonly number[];
    readonly weekDays?: readonly string[];
  };
}

/**
 * A recurrence without a start fires at once whenever it is deployed. With one that has passed, the schedule alone says
 * when it fires next. No `Z` behind it: that would override the time zone.
 */
const START = '2024-01-01T00:00:00';

const weekDays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** The times of a cron expression as a recurrence, or why there is none. */
export function recurrence(
  spec: CronSpec,
): { readonly recurrence: Recurrence } | { readonly problems: readonly string[] } {
  const { minutes, hours, weekdays } = spec;
  const timeZone = windowsZone(spec.timeZone);
  const problems = [...dayProblems(spec), ...(timeZone === undefined ? [noZone(spec.timeZone)] : [])];
  if (timeZone === undefined || problems.length > 0) return { problems };
  return {
    recurrence: {
      frequency: weekdays ? 'Week' : 'Day',
      interval: 1,
      startTime: START,
      timeZone,
      schedule: { minutes, hours, ...(weekdays && { weekDays: weekdays.map((day) => weekDays[day]!) }) },
    },
  };
}

/** Windows' name of an IANA time zone; undefined where it has none. */
export function windowsZone(name: string): string | undefined {
  return Object.entries(windowsZones).find(([, names]) => names.split(' ').includes(name))?.[0];
}

function dayProblems({ dates, special, months }: CronSpec): string[] {
  const restricted = [
    ...(dates || special !== undefined ? ['days of the month'] : []),
    ...(months.length < 12 ? ['months'] : []),
  ];
  if (restricted.length === 0) return [];
  return [
    `names ${restricted.join(' and ')}, and a workflow on Azure recurs by days of the week only. Leave ` +
      `${restricted.length > 1 ? 'both' : 'them'} open, restrict days of the week instead, such as '30 7 * * MON-FRI', or ` +
      'keep a fixed number ready.',
  ];
}

function noZone(name: string): string {
  return (
    `time zone '${name}' has no name on Windows, which workflows on Azure take. Write the times in a zone that has one, ` +
    "such as 'UTC'."
  );
}
