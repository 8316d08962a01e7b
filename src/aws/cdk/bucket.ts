import { Duration } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { keyOf, removalPolicy, tag } from './common';
import type { AwsFunction } from './function';
import { allow, keyActions } from './grants';
import { record } from './record';
import type { Bucket } from '../../bucket';
import type { Access, BucketSpec, LifecycleSpec } from '../../private/resource-spec';
import type { CorsSpec } from '../../private/spec';
import type { FunctionBackend, ResourceBackend, ResourceRecord } from '../../private/target';
import type { Resource } from '../../resource';

/** Parts of uploads that were never completed are paid for, and seen by nobody. */
const ABORT_UPLOADS_AFTER_DAYS = 7;

/**
 * The resources of a `Bucket` on AWS.
 *
 * With `RemovalPolicy.DESTROY` the AWS CDK's own helper function empties the bucket before it is deleted, because
 * CloudFormation deletes only empty ones. No other bucket has a helper.
 *
 * Of a bucket that exists already it is an import: it must be in the region of those who use it, for
 * `Trigger.objectCreated` its owner turns on its notifications to Amazon EventBridge, and a key that encrypts it must be
 * granted apart.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-event-notifications-eventbridge.html
 */
export class AwsBucket implements ResourceBackend {
  /** The resources of a bucket. An error if it is on another cloud. */
  public static of(bucket: Bucket): AwsBucket {
    if (bucket._core.backend instanceof AwsBucket) return bucket._core.backend;
    throw new Error(`Bucket '${bucket.node.path}' is on ${bucket.cloud.name}, not on aws.`);
  }

  /** @internal */
  public static _build(bucket: Resource, spec: BucketSpec): AwsBucket {
    return new AwsBucket(bucket, spec);
  }

  /**
   * The bucket. Where it triggers functions, add no notifications to it: the CDK's helper would replace those that are
   * there.
   */
  public readonly bucket: s3.IBucket;

  private readonly spec: BucketSpec;

  private constructor(bucket: Resource, spec: BucketSpec) {
    this.spec = spec;
    if (spec.existing !== undefined) {
      this.bucket = s3.Bucket.fromBucketArn(bucket, 'Bucket', spec.existing);
      return;
    }
    const key = keyOf(bucket, spec);
    this.bucket = new s3.Bucket(bucket, 'Bucket', {
      bucketName: spec.name,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      encryption: key ? s3.BucketEncryption.KMS : s3.BucketEncryption.S3_MANAGED,
      ...(key && { encryptionKey: key, bucketKeyEnabled: true }),
      versioned: spec.versioned,
      lifecycleRules: [...spec.lifecycleRules.map(renderRule), abortUploads],
      ...(spec.cors && { cors: [renderCors(spec.cors)] }),
      removalPolicy: removalPolicy(spec),
      autoDeleteObjects: !spec.retain,
    });
    bucket.node.defaultChild = this.bucket.node.defaultChild;
    tag(bucket, spec);
  }

  /** Has it tell EventBridge of what happens: on the L1, because the L2 takes a helper function to do so. @internal */
  public _notify(): void {
    if (this.spec.existing !== undefined) return;
    (this.bucket.node.defaultChild as s3.CfnBucket).notificationConfiguration = {
      eventBridgeConfiguration: { eventBridgeEnabled: true },
    };
  }

  /** @internal */
  public _grant(access: Access, fn: FunctionBackend): string {
    const { role } = fn as AwsFunction;
    const objects = this.bucket.arnForObjects('*');
    const arn = this.spec.encryptionKey;
    if (access === 'read') {
      allow(role, ['s3:GetObject'], [objects], { arn, actions: keyActions.read });
      allow(role, ['s3:ListBucket'], [this.bucket.bucketArn]);
    } else {
      allow(role, ['s3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'], [objects], {
        arn,
        actions: keyActions.write,
      });
    }
    return this.bucket.bucketName;
  }

  /** @internal */
  public _resources(): ResourceRecord[] {
    return this.spec.existing === undefined ? [record(this.bucket)] : [];
  }
}

const abortUploads: s3.LifecycleRule = {
  id: 'abort-uploads',
  abortIncompleteMultipartUploadAfter: Duration.days(ABORT_UPLOADS_AFTER_DAYS),
};

function renderRule({ prefix, ...rule }: LifecycleSpec): s3.LifecycleRule {
  return {
    ...(prefix !== '' && { prefix }),
    ...(rule.expiresAfterDays !== undefined && { expiration: Duration.days(rule.expiresAfterDays) }),
    ...(rule.earlierVersionsExpireAfterDays !== undefined && {
      noncurrentVersionExpiration: Duration.days(rule.earlierVersionsExpireAfterDays),
    }),
  };
}

function renderCors(cors: CorsSpec): s3.CorsRule {
  return {
    allowedOrigins: [...cors.allowOrigins],
    allowedMethods: [...(cors.allowMethods ?? [])] as s3.HttpMethods[],
    allowedHeaders: cors.allowHeaders && [...cors.allowHeaders],
    exposedHeaders: cors.exposeHeaders && [...cors.exposeHeaders],
    maxAge: cors.maxAgeSeconds,
  };
}
