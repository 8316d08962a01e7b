import { IConstruct } from 'constructs';
import { AlarmChannel } from './alarm-channel';
import { IDuration } from './duration';
import { showOnDashboard, withoutDashboard } from './private/dashboard';
import { notify, withoutAlarms } from './private/notified';
import { Tracing } from './tracing';

/** What alarms watch. */
export enum AlarmKind {
  /** More than `errorRate` percent of invocations fail, over 15 minutes with `minInvocations` or more. */
  ERROR_RATE = 'ERROR_RATE',
  /** The slowest invocations take longer than `p95` or `p99`, over 15 minutes with `minInvocations` or more. */
  LATENCY = 'LATENCY',
  /** Invocations are refused, because the function has all instances that it may have. */
  THROTTLING = 'THROTTLING',
  /** Events could not be handled and lie among the dead letters. */
  DEAD_LETTERS = 'DEAD_LETTERS',
  /** Events wait for longer than `backlog`. */
  BACKLOG = 'BACKLOG',
  /** More than 10 % of requests found no ready instance, of a function that keeps some, over 15 minutes. AWS only. */
  SPILLOVER = 'SPILLOVER',
  /** More than `coldStarts` percent of invocations wait for an instance to start, over 15 minutes. */
  COLD_STARTS = 'COLD_STARTS',
}

/** What is watched, and whom alarms tell. */
export interface AlarmOptions {
  /**
   * Whom alarms tell, when they go off and when it is over.
   * @default - what `Observability.notify` says of the nearest scope above; else they show in the cloud's console alone
   */
  readonly notify?: AlarmChannel[];

  /**
   * Percent of invocations that may fail, above 0 and up to 100.
   * @default 5
   */
  readonly errorRate?: number;

  /**
   * How many invocations there must be in 15 minutes for a share of them to count: failures, slow ones, cold starts.
   * @default 10
   */
  readonly minInvocations?: number;

  /**
   * Percent of invocations that may wait for an instance to start, above 0 and up to 100.
   * @default - 10 where instances are kept ready or pinged, else not watched: without, instances start as they are needed
   */
  readonly coldStarts?: number;

  /**
   * How long 95 of 100 invocations may take at most; below the timeout.
   * @default - not watched
   */
  readonly p95?: IDuration;

  /**
   * How long 99 of 100 invocations may take at most; below the timeout.
   * @default - 80 % of the timeout
   */
  readonly p99?: IDuration;

  /**
   * How long an event may wait in its queue. Azure does not tell: there, 1,000 may wait.
   * @default Duration.minutes(15)
   */
  readonly backlog?: IDuration;

  /**
   * What is not watched.
   * @default - everything is
   */
  readonly without?: AlarmKind[];
}

/** What is kept of what a function does, and what of it is watched. */
export interface StandardObservabilityOptions extends AlarmOptions {
  /**
   * How long logs are kept, in whole days.
   *
   * AWS has steps and rounds up. On Azure it is the log workspace's, 30 to 730 days, the longest that a function of
   * the workspace asks for. On Google it is the project's, which functions can't set.
   * @default Duration.days(30)
   */
  readonly logRetention?: IDuration;

  /**
   * Where traces go.
   * @default - nowhere: a trace context that comes along is handed on all the same
   */
  readonly tracing?: Tracing;
}

/** How a function is observed. */
export class Observability {
  /**
   * Logs, alarms, a dashboard for each stack, and traces where they are asked for. Functions that say nothing have it.
   *
   * - AWS: CloudWatch alarms of each function, 0.10 USD a month for each metric.
   * - Azure: log alerts for all functions of a cloud together, 1.50 USD a month each, and metric alerts on queues.
   * - Google: alert policies for all functions of a cloud together, 1.50 USD a month each.
   *
   * `withoutAlarms` and `withoutDashboard` leave them out, and `without` some kinds of alarms.
   */
  public static standard(options: StandardObservabilityOptions = {}): Observability {
    const { logRetention, tracing, ...alarms } = options;
    return new Observability((logRetention?.toMilliseconds() ?? 30 * 86_400_000) / 86_400_000, alarms, tracing);
  }

  /**
   * Shows all functions below a scope on a dashboard of their own: invocations, failures, durations, refusals, cold
   * starts, dead letters and events that wait, in the same order on each cloud. Functions that are on none of their own
   * are together on that of their stack.
   *
   * - AWS: a CloudWatch dashboard, 3 USD a month.
   * - Azure: a workbook of Azure Monitor.
   * - Google: a dashboard of Cloud Monitoring.
   */
  public static dashboard(scope: IConstruct): void {
    showOnDashboard(scope);
  }

  /**
   * Says whom the alarms of all functions below a scope tell, such as a stack: those that are added later too, and those
   * of stops. A function's own `notify`, and a nearer scope, come first.
   */
  public static notify(scope: IConstruct, channels: AlarmChannel[]): void {
    notify(scope, channels);
  }

  /** Functions below a scope have no alarms, unless they say themselves whom theirs tell, or a nearer scope does. */
  public static withoutAlarms(scope: IConstruct): void {
    withoutAlarms(scope);
  }

  /** Functions below a scope are on no dashboard, unless it is asked for. */
  public static withoutDashboard(scope: IConstruct): void {
    withoutDashboard(scope);
  }

  /** @internal */
  public readonly _logRetentionDays: number;

  /** @internal */
  public readonly _alarms: AlarmOptions;

  /** @internal */
  public readonly _tracing?: Tracing;

  private constructor(logRetentionDays: number, alarms: AlarmOptions, tracing?: Tracing) {
    this._logRetentionDays = logRetentionDays;
    this._alarms = alarms;
    this._tracing = tracing;
  }
}
