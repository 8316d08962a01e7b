import { Bucket } from '../bucket';
import { Cloud } from '../cloud';
import type { Resource } from '../resource';
import { enableApi } from './apis';
import { corsRules, lifecycleRules } from './bucket-rules';
import type { GoogleCloud } from './cloud';
import { labelsOf, lifecycleOf } from './common';
import { letEncrypt } from './encryption';
import { bareName } from './existing';
import type { GoogleFunction } from './function';
import { letSign } from './identity';
import { bucketName, bucketRule } from './names';
import { Notifications, notifications } from './notifications';
import { record } from './record';
import type { Access, BucketSpec } from '../private/resource-spec';
import type { FunctionBackend, ResourceBackend, ResourceRecord } from '../private/target';
import { PubsubTopic, StorageBucket, StorageBucketIamMember } from '../terraform/google';
import { nameOf } from '../terraform/naming';

/** Reading takes contents and names; writing replaces and deletes, and lists names too: no narrower role deletes. */
const roles: Readonly<Partial<Record<Access, string>>> = {
  read: 'roles/storage.objectViewer',
  write: 'roles/storage.legacyBucketWriter',
};

/** The resources of a `Bucket` on Google. */
export class GoogleBucket implements ResourceBackend {
  /** The resources of a bucket. An error if it is on another cloud. */
  public static of(bucket: Bucket): GoogleBucket {
    if (bucket._core.backend instanceof GoogleBucket) return bucket._core.backend;
    throw new Error(`Bucket '${bucket.node.path}' is on ${bucket.cloud.name}, not on google.`);
  }

  /** @internal */
  public static _build(bucket: Resource, spec: BucketSpec): GoogleBucket {
    return new GoogleBucket(bucket, spec);
  }

  /** The bucket; none if it exists already. */
  public readonly bucket?: StorageBucket;

  private readonly scope: Resource;
  private readonly cloud: GoogleCloud;
  private readonly name: string;
  private created?: Notifications;

  private constructor(bucket: Resource, spec: BucketSpec) {
    this.scope = bucket;
    this.cloud = Cloud.of(bucket) as GoogleCloud;
    if (spec.existing !== undefined) {
      this.name = bareName(spec.existing);
      return;
    }
    this.bucket = storageBucket(bucket, this.cloud, spec);
    this.name = this.bucket.name;
    bucket.node.defaultChild = this.bucket;
  }

  /** The topic that is notified of new objects, if they trigger a function. */
  public get notificationTopic(): PubsubTopic | undefined {
    return this.created?.topic;
  }

  /** @internal */
  public _notifications(): Notifications {
    return (this.created ??= notifications(this.scope, this.cloud, this.name));
  }

  /** @internal */
  public _grant(access: Access, backend: FunctionBackend): unknown {
    const fn = backend as GoogleFunction;
    const id = `Bucket-${this.scope.node.id}-${access}`;
    if (!fn._scope.node.tryFindChild(id)) {
      new StorageBucketIamMember(fn._scope, id, {
        provider: fn._cloud._at.provider,
        bucket: this.name,
        role: roles[access]!,
        member: fn.serviceAccount.member,
      });
    }
    letSign(fn);
    return this.name;
  }

  /** @internal */
  public _resources(): ResourceRecord[] {
    return [this.bucket, this.created?.topic].flatMap((resource) => (resource ? [record(resource)] : []));
  }
}

function storageBucket(scope: Resource, cloud: GoogleCloud, spec: BucketSpec): StorageBucket {
  const { encryptionKey } = spec;
  return new StorageBucket(scope, 'Bucket', {
    ...cloud._at,
    name: spec.name ?? bucketName(nameOf(cloud, scope, bucketRule)),
    location: cloud.region,
    labels: labelsOf(cloud, spec),
    uniformBucketLevelAccess: true,
    publicAccessPrevention: 'enforced',
    versioning: { enabled: spec.versioned },
    lifecycleRule: lifecycleRules(spec),
    cors: corsRules(spec),
    encryption: encryptionKey === undefined ? undefined : { defaultKmsKeyName: encryptionKey },
    forceDestroy: !spec.retain,
    lifecycle: lifecycleOf(spec),
    dependsOn: [
      enableApi(cloud, 'storage'),
      ...(encryptionKey === undefined ? [] : [letEncrypt(cloud, encryptionKey, 'storage')]),
    ],
  });
}
