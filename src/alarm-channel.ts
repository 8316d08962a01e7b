import { Topic } from './topic';

/** Whom alarms and budgets tell. */
export class AlarmChannel {
  /**
   * Mail to an address. AWS asks it to confirm first.
   * @param address such as `team@example.com`
   */
  public static email(address: string): AlarmChannel {
    return new AlarmChannel({ kind: 'email', address });
  }

  /**
   * A POST to an address, in the cloud's own words. It may hold a secret, and stands readable in the template.
   * @param url an `https` URL
   */
  public static webhook(url: string): AlarmChannel {
    return new AlarmChannel({ kind: 'webhook', url });
  }

  /**
   * A message to a topic, in the cloud's own words.
   */
  public static topic(topic: Topic): AlarmChannel {
    return new AlarmChannel({ kind: 'topic', topic });
  }

  /** @internal */
  public readonly _spec: ChannelSpec;

  private constructor(spec: ChannelSpec) {
    this._spec = spec;
  }
}

/** @internal */
export type ChannelSpec =
  | { readonly kind: 'email'; readonly address: string }
  | { readonly kind: 'webhook'; readonly url: string }
  | { readonly kind: 'topic'; readonly topic: Topic };
