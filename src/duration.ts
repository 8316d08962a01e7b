/**
 * A length of time, by its shape: a `Duration` of this library, of aws-cdk-lib or any other with this method.
 */
export interface IDuration {
  /** The length in milliseconds. */
  toMilliseconds(): number;
}

/** A length of time. */
export class Duration implements IDuration {
  /** A number of milliseconds. */
  public static millis(amount: number): Duration {
    return new Duration(amount);
  }

  /** A number of seconds. */
  public static seconds(amount: number): Duration {
    return new Duration(amount * 1000);
  }

  /** A number of minutes. */
  public static minutes(amount: number): Duration {
    return new Duration(amount * 60_000);
  }

  /** A number of hours. */
  public static hours(amount: number): Duration {
    return new Duration(amount * 3_600_000);
  }

  /** A number of days of 24 hours. */
  public static days(amount: number): Duration {
    return new Duration(amount * 86_400_000);
  }

  private readonly milliseconds: number;

  private constructor(milliseconds: number) {
    if (!Number.isFinite(milliseconds) || milliseconds < 0) {
      throw new Error(`A duration is a finite number of at least 0, not ${milliseconds} milliseconds.`);
    }
    this.milliseconds = milliseconds;
  }

  /** The length in milliseconds. */
  public toMilliseconds(): number {
    return this.milliseconds;
  }
}
