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
   *
   * - AWS: where the topic has an `encryptionKey`, the key's policy has to let `cloudwatch.amazonaws.com` and
   *   `budgets.amazonaws.com` use it (`kms:Decrypt`, `kms:GenerateDataKey*`); a topic that exists already has to let them
   *   publish.
   * - Azure: a Logic App publishes. Whoever may read action groups can read the URL that calls it, and publish with it what
   *   looks like an alert.
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
