import { Construct } from 'constructs';
import { Cors } from './cors';
import { IDuration } from './duration';
import type { Function } from './function';
import { existing } from './private/existing';
import { ResourceCore } from './private/resource-core';
import { ExistingResource, Resource, ResourceProps } from './resource';

/** When objects of a bucket are deleted. */
export interface LifecycleRule {
  /**
   * What the keys of the objects begin with.
   * @default - every object
   */
  readonly prefix?: string;
  /**
   * The age at which an object is deleted, in whole days. In a versioned bucket it becomes an earlier version.
   * @default - never
   */
  readonly expiresAfter?: IDuration;
  /**
   * How long earlier versions are kept, in whole days.
   * @default - without end
   */
  readonly earlierVersionsExpireAfter?: IDuration;
}

/** What a bucket is. */
export interface BucketProps extends ResourceProps {
  /**
   * Whether earlier versions of objects are kept.
   * @default false
   */
  readonly versioned?: boolean;

  /**
   * When objects are deleted.
   * @default - never
   */
  readonly lifecycleRules?: LifecycleRule[];

  /**
   * Which pages may use signed URLs of its objects.
   * @default - none
   */
  readonly cors?: Cors;
}

/**
 * Holds objects, as bytes under a key. Nothing in it is ever public: to hand out one object, sign a URL.
 *
 * AWS: an S3 bucket. Azure: a storage account with one container. Google: a Cloud Storage bucket.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/Welcome.html
 * @see https://learn.microsoft.com/azure/storage/blobs/storage-blobs-introduction
 * @see https://cloud.google.com/storage/docs/introduction
 */
export class Bucket extends Resource {
  /** A bucket that exists already. On Azure the id is that of a container. */
  public static fromExisting(scope: Construct, id: string, resource: ExistingResource): Bucket {
    return new Bucket(scope, id, existing(resource));
  }

  /** @internal */
  public readonly _core: ResourceCore<'bucket'>;

  constructor(scope: Construct, id: string, props: BucketProps = {}) {
    super(scope, id);
    this._core = ResourceCore.create(this, 'bucket', props);
  }

  /**
   * Lets a function get and list objects. Its handler finds the bucket under this construct's id:
   * `context.bucket('Uploads')`.
   */
  public grantRead(fn: Function): void {
    this._core.grant('read', fn);
  }

  /** Lets a function put and delete objects, and not read them. */
  public grantWrite(fn: Function): void {
    this._core.grant('write', fn);
  }

  /** Both `grantRead` and `grantWrite`. */
  public grantReadWrite(fn: Function): void {
    this._core.grant('read', fn);
    this._core.grant('write', fn);
  }
}
