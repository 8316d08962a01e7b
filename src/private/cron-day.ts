import { CronField, parseField, parseNumber, parseValue, ReportProblem } from './cron-field';

/** The days on which a schedule fires; at most one of the three is there, and none means every day. */
export interface DaySpec {
  /** Days of the month, sorted. */
  readonly dates?: readonly number[];
  /** Sorted; 0 is Sunday. */
  readonly weekdays?: readonly number[];
  /** One day of each month, as `specialDay` reads it. */
  readonly special?: string;
}

const date: CronField = { name: 'day of month', min: 1, max: 31 };
const weekday: CronField = {
  name: 'day of week',
  min: 0,
  max: 7,
  names: ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'],
  cyclic: true,
};

/** Reads the field 'day of month'. */
export function parseDate(text: string, report: ReportProblem): DaySpec {
  if (text === '?') return {};
  if (/[LW]/i.test(text)) return specialDate(text.toUpperCase(), report);
  const dates = parseField(date, text, report);
  return dates.length === 31 ? {} : { dates };
}

/** Reads the field 'day of week'. */
export function parseWeekday(text: string, report: ReportProblem): DaySpec {
  if (text === '?') return {};
  if (/[L#]/i.test(text)) return specialWeekday(text.toUpperCase(), report);
  const weekdays = parseField(weekday, text, report);
  return weekdays.length === 7 ? {} : { weekdays };
}

function specialDate(text: string, report: ReportProblem): DaySpec {
  if (text === 'L' || text === 'LW') return { special: text };
  const [, before, nearest] = /^(?:L-(\d+)|(\d+)W)$/.exec(text) ?? [];
  if (before !== undefined) {
    const days = parseNumber({ ...date, max: 30 }, before, report, 'L minus ');
    return days === undefined ? {} : { special: `L-${days}` };
  }
  if (nearest !== undefined) {
    const day = parseNumber(date, nearest, report);
    return day === undefined ? {} : { special: `${day}W` };
  }
  report(notOneDay(date, text, 'L, L-3, LW or 15W'));
  return {};
}

function specialWeekday(text: string, report: ReportProblem): DaySpec {
  const [, name, , nth] = /^(\w+?)(L|#(\w+))$/.exec(text) ?? [];
  if (name === undefined) {
    report(notOneDay(weekday, text, 'FRIL or FRI#2'));
    return {};
  }
  const day = parseValue(weekday, name, report);
  const occurrence = nth === undefined ? 'L' : parseNumber({ ...date, name: weekday.name, max: 5 }, nth, report, '#');
  if (day === undefined || occurrence === undefined) return {};
  return { special: occurrence === 'L' ? `${day % 7}L` : `${day % 7}#${occurrence}` };
}

function notOneDay({ name }: CronField, text: string, examples: string): string {
  return `cron field '${name}': '${text}' is not one special day such as ${examples}: make a schedule for each day.`;
}
