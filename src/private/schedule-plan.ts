import { CronSpec, parseCron } from './cron';
import type { Report } from './report';
import type { ScheduleTriggerSpec } from './spec';
import { label } from './trigger-checks';

/** A translation, or why there is none. */
export type Translated<P> = P | { readonly problems: readonly string[] };

/** How a cloud writes schedules. */
export interface ScheduleDialect<P> {
  cron(spec: CronSpec): Translated<P>;
  /** A whole number of minutes, 1 or more; undefined where the cloud has no such rate. */
  rate(minutes: number): P | undefined;
}

/** Parses and translates a schedule; problems go to the report. */
export function planSchedule<P extends object>(
  trigger: ScheduleTriggerSpec,
  dialect: ScheduleDialect<P>,
  report: Report,
): P | undefined {
  const { schedule } = trigger;
  if (schedule.kind === 'rate') return planRate(schedule.minutes, label(trigger), dialect, report);
  const translated = translateCron(schedule.expression, schedule.timeZone, dialect);
  if (!('problems' in translated)) return translated;
  translated.problems.forEach((problem) => report.problem(label(trigger), problem));
  return undefined;
}

function planRate<P>(minutes: number, prop: string, dialect: ScheduleDialect<P>, report: Report): P | undefined {
  if (!Number.isInteger(minutes) || minutes < 1) {
    report.problem(prop, `a rate of ${minutes} minutes is not a whole number of minutes of at least 1.`);
    return undefined;
  }
  const planned = dialect.rate(minutes);
  if (planned === undefined) report.unsupported('schedule.rateUneven', prop, `a rate of ${minutes} minutes`);
  return planned;
}

function translateCron<P>(expression: string, timeZone: string, dialect: ScheduleDialect<P>): Translated<P> {
  const parsed = parseCron(expression, timeZone);
  return 'problems' in parsed ? parsed : dialect.cron(parsed.spec);
}
