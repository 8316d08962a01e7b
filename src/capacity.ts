import { CapacityWindow } from './capacity-window';
import { IDuration } from './duration';

/** How `Capacity.warm` varies. */
export interface WarmOptions {
  /**
   * The largest number of instances that the cloud keeps ready when many are busy: then the number follows the use.
   * Only AWS can, and it needs at least 1 instance that is always ready.
   * @default - the number is fixed, but for windows
   * @see https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html#managing-provisioned-concurency
   */
  readonly max?: number;

  /**
   * The part of the ready instances that may be busy before more are made ready, 0.1 to 0.9. With `max` only.
   * @default 0.7
   */
  readonly targetUtilization?: number;

  /**
   * Times in which more are ready.
   * @default - none
   */
  readonly windows?: CapacityWindow[];
}

/** Options of `Capacity.ping`. */
export interface PingOptions {
  /**
   * How often, a number of minutes that divides an hour.
   * @default Duration.minutes(5)
   */
  readonly every?: IDuration;
}

/**
 * How many instances of a function are kept ready, so that an invocation does not wait for one to start.
 *
 * `warm` is a guarantee and paid for while instances wait; on AWS an instance that is kept ready is cheaper than one on
 * demand where it is busy for more than 60 % of the time. `ping` is best effort and costs about a hundredth.
 */
export class Capacity {
  /** None: instances start when they are needed. */
  public static onDemand(): Capacity {
    return new Capacity({});
  }

  /**
   * A number of instances that are always ready, and paid for while they wait.
   *
   * They serve HTTP if the function has an HTTP trigger, else its only delivery queue. A trigger's own `warm` adds
   * to them.
   *
   * - AWS: provisioned concurrency on the alias that every trigger uses. With windows or `max`, Application Auto Scaling
   *   sets it, and a custom resource at each deployment that changes them, so that nothing of another policy stays.
   * - Azure: always-ready instances of the scale group.
   * - Google: minimum instances of the HTTP or of the event function.
   *
   * @param instances 1 or more, or 0 where there are windows; within `limits.maxInstances`
   * @param options windows, and scaling by use
   * @see https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html
   * @see https://learn.microsoft.com/azure/azure-functions/flex-consumption-plan#always-ready-instances
   * @see https://cloud.google.com/run/docs/configuring/min-instances
   */
  public static warm(instances: number, options: WarmOptions = {}): Capacity {
    return new Capacity({ warm: instances, ...options });
  }

  /**
   * Has the function invoked again and again before its code sees anything, so that the cloud does not stop its
   * instances. Best effort: the cloud may stop them all the same, and a new version starts with none.
   *
   * A ping is an invocation on the cloud's bill and in its metrics; the handler is not called.
   *
   * @param instances how many at the same time, 1 to 10
   */
  public static ping(instances: number, options: PingOptions = {}): Capacity {
    return new Capacity({ ping: { instances, ...options } });
  }

  /** @internal */
  public readonly _props: CapacityChoice;

  private constructor(props: CapacityChoice) {
    this._props = props;
  }
}

/** @internal */
export interface CapacityChoice extends WarmOptions {
  /** Absent where nothing is kept ready. */
  readonly warm?: number;
  readonly ping?: PingOptions & { readonly instances: number };
}
