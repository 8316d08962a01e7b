/**
 * What an attribute of a message must be for a function to get it.
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html
 * @see https://learn.microsoft.com/azure/service-bus-messaging/topic-filters
 * @see https://cloud.google.com/pubsub/docs/subscription-message-filter
 */
export class AttributeFilter {
  /**
   * One of some values.
   * @param values at least one
   */
  public static anyOf(...values: string[]): AttributeFilter {
    return new AttributeFilter({ equals: values });
  }

  /**
   * Anything that begins with a text.
   * @param text at least one character
   */
  public static prefix(text: string): AttributeFilter {
    return new AttributeFilter({ prefix: text });
  }

  /** @internal */
  public readonly _spec: AttributeFilterSpec;

  private constructor(spec: AttributeFilterSpec) {
    this._spec = spec;
  }
}

/** @internal */
export type AttributeFilterSpec = { readonly equals: readonly string[] } | { readonly prefix: string };
