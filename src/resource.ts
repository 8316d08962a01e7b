import { Construct } from 'constructs';
import type { Cloud } from './cloud';
import type { ResourceCore } from './private/resource-core';
import { RemovalPolicy } from './removal-policy';

/** What every resource takes. */
export interface ResourceProps {
  /**
   * Its name in the cloud.
   * @default - made by the cloud's naming; on AWS on deployment
   */
  readonly name?: string;

  /**
   * Tags, which Google calls labels: lower-case letters, digits, `_` and `-` are taken everywhere.
   * @default - those of the cloud alone
   */
  readonly tags?: { readonly [name: string]: string };

  /**
   * A key of your own that encrypts what it holds, as the cloud names it: the ARN of an AWS KMS key, the id of an Azure
   * Key Vault key, or the name of a Google Cloud KMS key, `projects/…/cryptoKeys/…`. The key must let the service use it.
   * @default - a key of the cloud's own
   */
  readonly encryptionKey?: string;

  /**
   * What becomes of it when it is no longer described.
   * @default - `RemovalPolicy.RETAIN` for buckets, tables and secrets, `RemovalPolicy.DESTROY` for queues and topics
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * A resource that exists already, named for each cloud that its description is placed in. An error on any other.
 */
export interface ExistingResource {
  /**
   * Its ARN.
   * @default - none: an error on AWS
   */
  readonly aws?: string;
  /**
   * Its resource id, `/subscriptions/…`.
   * @default - none: an error on Azure
   */
  readonly azure?: string;
  /**
   * Its full name, such as `projects/acme-prod/topics/orders`.
   * @default - none: an error on Google
   */
  readonly google?: string;
}

/** What functions use: a queue, a topic, a bucket, a table or a secret. */
export abstract class Resource extends Construct {
  /** @internal */
  public abstract readonly _core: ResourceCore;

  constructor(scope: Construct, id: string) {
    super(scope, id);
  }

  /** The cloud that it is placed in. */
  public get cloud(): Cloud {
    return this._core.cloud;
  }
}
