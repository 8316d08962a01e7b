import { BucketAccount, bucketAccount } from './bucket-account';
import { BucketEvents, bucketEvents } from './bucket-events';
import type { AzureCloud } from './cloud';
import { ExistingId, existingId } from './existing-id';
import type { AzureFunction } from './function';
import { record } from './record';
import { objectWriterRole, roles } from './roles';
import { Bucket } from '../bucket';
import type { AzureLinks } from '../private/contract';
import type { Access, BucketSpec } from '../private/resource-spec';
import type { FunctionBackend, ResourceBackend, ResourceRecord } from '../private/target';
import { holdsToken } from '../private/tokens';
import { EventgridSystemTopic, RoleDefinition, StorageAccount, StorageContainer } from '../terraform/azurerm';

/**
 * The resources of a `Bucket` on Azure: a storage account, and one private container, which has the bucket's name. No
 * key opens it.
 */
export class AzureBucket implements ResourceBackend {
  /** The resources of a bucket. An error if it is on another cloud. */
  public static of(bucket: Bucket): AzureBucket {
    if (bucket._core.backend instanceof AzureBucket) return bucket._core.backend;
    throw new Error(`Bucket '${bucket.node.path}' is on ${bucket.cloud.name}, not on azure.`);
  }

  /** @internal */
  public static _build(cloud: AzureCloud, bucket: Bucket, spec: BucketSpec): AzureBucket {
    return new AzureBucket(cloud, bucket, spec);
  }

  private readonly scope: Bucket;
  private readonly cloud: AzureCloud;
  private readonly accountId: string;
  private readonly containerId: string;
  private readonly link: NonNullable<AzureLinks['b']>[string];
  private readonly built?: BucketAccount;
  private readonly existing?: ExistingId;
  private events?: BucketEvents;
  private ownWriter?: RoleDefinition;

  private constructor(cloud: AzureCloud, bucket: Bucket, spec: BucketSpec) {
    this.cloud = cloud;
    this.scope = bucket;
    if (spec.existing !== undefined) {
      this.existing = existingId('bucket', spec.existing);
      const {
        id,
        parentId,
        names: [account, container],
      } = this.existing;
      this.accountId = parentId;
      this.containerId = id;
      this.link = [`https://${account}.blob.core.windows.net/`, container];
      return;
    }
    cloud._keylessStorage();
    this.built = bucketAccount(bucket, cloud, spec);
    const { account, container } = this.built;
    this.accountId = account.id;
    this.containerId = container.id;
    this.link = [account.primaryBlobEndpoint, container.name];
    bucket.node.defaultChild = account;
  }

  /** The storage account. An error for a bucket that exists already. */
  public get account(): StorageAccount {
    return this.own().account;
  }

  /** The container. An error for a bucket that exists already. */
  public get container(): StorageContainer {
    return this.own().container;
  }

  /** What the account tells of its objects, once a function is triggered by it. */
  public get systemTopic(): EventgridSystemTopic | undefined {
    return this.events?.topic;
  }

  /** The container's name. @internal */
  public get _container(): string {
    return this.link[1];
  }

  /** Made with the first trigger. @internal */
  public _events(): BucketEvents {
    return (this.events ??= bucketEvents(this.scope, this.cloud, this.own()));
  }

  /** @internal */
  public _grant(access: Access, backend: FunctionBackend): NonNullable<AzureLinks['b']>[string] {
    const fn = backend as AzureFunction;
    const { id } = this.scope.node;
    if (access === 'read') fn._assign(`ReadBucket-${id}`, roles.readObjects, this.containerId);
    else fn._assign(`WriteBucket-${id}`, this.writer(), this.containerId);
    fn._assign(this.signing(), roles.signUrls, this.accountId);
    return this.link;
  }

  /** @internal */
  public _resources(): ResourceRecord[] {
    if (!this.built) return [];
    return [this.built.account, this.built.container, ...(this.events ? [this.events.topic] : [])].map(record);
  }

  /** Azure takes a role on an account once, and buckets that exist may share theirs, as far as their ids tell. */
  private signing(): string {
    const account = this.existing?.names[0];
    if (account === undefined || holdsToken(account)) return `SignUrlsOf-${this.scope.node.id}`;
    return `SignUrlsOfAccount-${account.toLowerCase()}`;
  }

  /** A role is of a resource group, and a bucket that exists may be in another one than the cloud. */
  private writer(): RoleDefinition {
    if (!this.existing) return this.cloud._objectWriter();
    return (this.ownWriter ??= objectWriterRole(this.scope, 'ObjectWriter', this.cloud, this.existing.groupId));
  }

  private own(): BucketAccount {
    if (this.built) return this.built;
    throw new Error(`Bucket '${this.scope.node.path}' exists already, so that it has no resources here.`);
  }
}
