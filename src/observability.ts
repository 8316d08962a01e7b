import { IDuration } from './duration';
import { Tracing } from './tracing';

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

  /**
   * Where traces go.
   * @default - nowhere: a trace context that comes along is handed on all the same
   */
  readonly tracing?: Tracing;
}

/** How a function is observed. */
export class Observability {
  /** Logs, with the retention given, and traces where they are asked for. */
  public static standard(options: StandardObservabilityOptions = {}): Observability {
    const { logRetention, tracing } = options;
    return new Observability((logRetention?.toMilliseconds() ?? 30 * 86_400_000) / 86_400_000, tracing);
  }

  /** @internal */
  public readonly _logRetentionDays: number;

  /** @internal */
  public readonly _tracing?: Tracing;

  private constructor(logRetentionDays: number, tracing?: Tracing) {
    this._logRetentionDays = logRetentionDays;
    this._tracing = tracing;
  }
}
