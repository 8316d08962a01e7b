import { IDuration } from './duration';

/** Options of a cron schedule. */
export interface CronOptions {
  /**
   * The IANA time zone whose local time the expression means, such as `Europe/Berlin`.
   *
   * A local time that a change to summer time skips does not fire; one that a change back repeats fires once, the
   * first time. This is the same on every cloud.
   * @default 'UTC'
   */
  readonly timeZone?: string;
}

/**
 * When something happens again and again.
 */
export class Schedule {
  /**
   * Fires at the local times that a cron expression of five fields names: minute, hour, day of the month, month,
   * day of the week.
   *
   * Each field takes `*`, lists, ranges and steps; months and weekdays take names; weekdays are 0 (Sunday) to 7
   * (Sunday). `L`, `15W`, `5L` and `5#2` work as in Quartz. At most one of the two day fields may be restricted,
   * because the clouds disagree on the meaning of both.
   *
   * Where an expression can't be kept exactly by a cloud, the function that uses it throws.
   *
   * @param expression for example `0 2 * * *`
   * @param options the time zone
   * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
   */
  public static cron(expression: string, options: CronOptions = {}): Schedule {
    return new Schedule({ kind: 'cron', expression, timeZone: options.timeZone ?? 'UTC' });
  }

  /**
   * Fires again and again after the same time, a whole number of minutes.
   *
   * AWS takes any number of minutes. Azure and Google take those that divide an hour or a day.
   *
   * @param every 1 minute or more
   */
  public static rate(every: IDuration): Schedule {
    return new Schedule({ kind: 'rate', minutes: every.toMilliseconds() / 60_000 });
  }

  /** @internal */
  public readonly _spec: ScheduleSpec;

  private constructor(spec: ScheduleSpec) {
    this._spec = spec;
  }
}

/** @internal */
export type ScheduleSpec =
  | { readonly kind: 'cron'; readonly expression: string; readonly timeZone: string }
  | { readonly kind: 'rate'; readonly minutes: number };
