import { CronSpec, parseCron } from './cron';
import type { Report } from './report';
import type { ScheduleTriggerSpec } from './spec';
import { label } from './trigger-checks';

/** A translation, or why there is none. */
export type Translated<P> = P | { readonly problems: readonly string[] };

/** How a cloud writes schedules. */
export interface ScheduleDialect<P> {
  cron(spec: CronSpec): Translated<P>;
  /** A whole number of minutes, 1 or more. */
  rate(minutes: number): Translated<P>;
}

/** Parses and translates a schedule; problems go to the report. */
export function planSchedule<P extends object>(
  { schedule, ...trigger }: ScheduleTriggerSpec,
  dialect: ScheduleDialect<P>,
  report: Report,
): P | undefined {
  const translated =
    schedule.kind === 'rate'
      ? translateRate(schedule.minutes, dialect)
      : translateCron(schedule.expression, schedule.timeZone, dialect);
  if (!('problems' in translated)) return translated;
  translated.problems.forEach((problem) => report.problem(label({ schedule, ...trigger }), problem));
  return undefined;
}

function translateRate<P>(minutes: number, dialect: ScheduleDialect<P>): Translated<P> {
  if (Number.isInteger(minutes) && minutes >= 1) return dialect.rate(minutes);
  return { problems: [`a rate of ${minutes} minutes is not a whole number of minutes of at least 1.`] };
}

function translateCron<P>(expression: string, timeZone: string, dialect: ScheduleDialect<P>): Translated<P> {
  const parsed = parseCron(expression, timeZone);
  return 'problems' in parsed ? parsed : dialect.cron(parsed.spec);
}
