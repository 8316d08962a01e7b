/**
 * How many instances of a function are kept ready, so that an invocation does not wait for one to start.
 */
export class Capacity {
  /** None: instances start when they are needed. */
  public static onDemand(): Capacity {
    return new Capacity(0);
  }

  /**
   * A number of instances that are always ready, and paid for while they wait.
   *
   * They serve HTTP if the function has an HTTP trigger, else its only delivery queue. A trigger's own `warm` adds
   * to them.
   *
   * - AWS: provisioned concurrency on the alias that every trigger uses.
   * - Azure: always-ready instances of the scale group.
   * - Google: minimum instances of the HTTP or of the event function.
   *
   * @param instances 1 or more, within `limits.maxInstances`
   * @see https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html
   * @see https://learn.microsoft.com/azure/azure-functions/flex-consumption-plan#always-ready-instances
   * @see https://cloud.google.com/run/docs/configuring/min-instances
   */
  public static warm(instances: number): Capacity {
    return new Capacity(instances);
  }

  /** @internal */
  public readonly _warm: number;

  private constructor(warm: number) {
    this._warm = warm;
  }
}
