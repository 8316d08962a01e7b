/** What a function may not exceed. */
export interface Limits {
  /**
   * The largest number of instances at a time, 1 or more.
   *
   * - AWS: reserved concurrency, which the account must have; shared out to HTTP and to each delivery queue. Without
   *   this limit nothing is reserved, and delivery queues together use at most 5 instances, or 2 each: a new account has
   *   10 in all.
   * - Azure: the largest instance count, 1 to 1,000, of each scale group.
   * - Google: shared out to the HTTP function and the event function.
   * @default - 50; on AWS as said above
   * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
   * @see https://learn.microsoft.com/azure/azure-functions/functions-concurrency
   * @see https://cloud.google.com/run/docs/configuring/max-instances
   */
  readonly maxInstances?: number;

  /**
   * How many invocations one instance works on at a time, 1 to 1,000. AWS has 1 only.
   * @default 1
   */
  readonly concurrencyPerInstance?: number;
}
