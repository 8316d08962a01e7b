import { IDuration } from './duration';

/** What is kept of what a function does. */
export interface StandardObservabilityOptions {
  /**
   * How long logs are kept, in whole days.
   *
   * AWS has steps and rounds up. On Azure it is the log workspace's, 30 to 730 days, the longest that a function of
   * the workspace asks for. On Google it is the project's, which functions can't set.
   * @default Duration.days(30)
   */
  readonly logRetention?: IDuration;
}

/** How a function is observed. */
export class Observability {
  /** Logs, with the retention given. */
  public static standard(options: StandardObservabilityOptions = {}): Observability {
    return new Observability((options.logRetention?.toMilliseconds() ?? 30 * 86_400_000) / 86_400_000);
  }

  /** @internal */
  public readonly _logRetentionDays: number;

  private constructor(logRetentionDays: number) {
    this._logRetentionDays = logRetentionDays;
  }
}
