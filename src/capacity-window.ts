/** When a window opens and closes, and how much is ready in between. */
export interface CapacityWindowProps {
  /**
   * When it opens: a cron expression of five fields, such as `30 7 * * MON-FRI`. At most 24 times a day.
   */
  readonly opens: string;

  /** When it closes, likewise: at the first of these times after it opened. */
  readonly closes: string;

  /**
   * The IANA time zone whose local time both mean, such as `Europe/Berlin`. Times of day that the zone's change to or from
   * summer time skips or repeats are refused: the window would not open or not close on that day.
   * @default 'UTC'
   */
  readonly timeZone?: string;

  /** Instances kept ready while it is open: more than outside of it, and within the maximum. */
  readonly warm: number;
}

/**
 * A time in which a function has more instances ready: office hours, or the start of an event whose load is known by
 * the clock. Windows of a function neither overlap nor touch.
 *
 * A cloud begins to start instances when a window opens, so let it open some minutes before the load comes.
 */
export class CapacityWindow {
  /** Opens and closes at the local times of cron expressions. */
  public static cron(props: CapacityWindowProps): CapacityWindow {
    return new CapacityWindow(props);
  }

  /** @internal */
  public readonly _props: CapacityWindowProps;

  private constructor(props: CapacityWindowProps) {
    this._props = props;
  }
}
