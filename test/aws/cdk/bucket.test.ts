import * as s3 from 'aws-cdk-lib/aws-s3';
import { build, ref, Resources } from './template';
import * as faas from '../../../src';
import { fn } from '../../conformance/cases';
import { place } from '../../stacks';

const { AwsBucket } = faas.aws;
const key = 'arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555';
const abort = {
  Id: 'abort-uploads',
  Status: 'Enabled',
  AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
};

test('is a bucket that is closed, encrypted and kept', () => {
  const built = build((stack) => new faas.Bucket(stack, 'Uploads'));
  expect(built.one('S3::Bucket')).toEqual({
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
    },
    LifecycleConfiguration: { Rules: [abort] },
    OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
  });
  expect(built.all('S3::Bucket')[0].DeletionPolicy).toBe('Retain');
  const [{ Effect, Condition }, ...more] = built.one('S3::BucketPolicy').PolicyDocument.Statement;
  expect([Effect, Condition, more]).toEqual(['Deny', { Bool: { 'aws:SecureTransport': 'false' } }, []]);
  expect(built.all('Lambda::Function')).toEqual([]);
});

test('has versions, rules, origins and a name', () => {
  const built = build(
    (stack) =>
      new faas.Bucket(stack, 'Uploads', {
        name: 'acme-uploads',
        versioned: true,
        lifecycleRules: [
          { prefix: 'tmp/', expiresAfter: faas.Duration.days(3) },
          { earlierVersionsExpireAfter: faas.Duration.days(30) },
        ],
        cors: { allowOrigins: ['https://acme.example'], allowHeaders: ['*'], maxAge: faas.Duration.minutes(5) },
        encryptionKey: key,
      }),
  );
  expect(built.one('S3::Bucket')).toMatchObject({
    BucketName: 'acme-uploads',
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [
        { BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key } },
      ],
    },
    CorsConfiguration: {
      CorsRules: [
        {
          AllowedOrigins: ['https://acme.example'],
          AllowedMethods: ['GET', 'PUT'],
          AllowedHeaders: ['*'],
          MaxAge: 300,
        },
      ],
    },
    LifecycleConfiguration: {
      Rules: [
        { Prefix: 'tmp/', ExpirationInDays: 3, Status: 'Enabled' },
        { NoncurrentVersionExpiration: { NoncurrentDays: 30 }, Status: 'Enabled' },
        abort,
      ],
    },
    VersioningConfiguration: { Status: 'Enabled' },
  });
});

describe('grants', () => {
  const actions = (built: Resources) => built.allowed(built.id('IAM::Role')).slice(1);
  const granted = (grant: (bucket: faas.Bucket, to: faas.Function) => void, props: faas.BucketProps = {}) =>
    build((stack) => grant(new faas.Bucket(stack, 'Uploads', props), fn(stack, 'Worker')));
  const [read, write] = [granted((bucket, to) => bucket.grantRead(to)), granted((bucket, to) => bucket.grantWrite(to))];

  test('reading is getting objects and listing them', () => {
    const arn = { 'Fn::GetAtt': [read.id('S3::Bucket'), 'Arn'] };
    expect(actions(read)).toEqual([
      { Effect: 'Allow', Action: 's3:GetObject', Resource: { 'Fn::Join': ['', [arn, '/*']] } },
      { Effect: 'Allow', Action: 's3:ListBucket', Resource: arn },
    ]);
  });

  test('writing is putting and deleting them', () => {
    expect(actions(write).map(({ Action }) => Action)).toEqual([
      ['s3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'],
    ]);
  });

  test('a key is for what was granted', () => {
    const both = granted((bucket, to) => bucket.grantReadWrite(to), { encryptionKey: key });
    expect(actions(both).filter(({ Resource }) => Resource === key)).toMatchObject([
      { Action: 'kms:Decrypt' },
      { Action: ['kms:GenerateDataKey', 'kms:Decrypt'] },
    ]);
  });

  test('the function finds the name under the id', () => {
    expect(write.one('Lambda::Function').Environment.Variables.FAASADE_LINKS).toEqual({
      'Fn::Join': ['', ['{"b":{"Uploads":"', ref(write.id('S3::Bucket')), '"}}']],
    });
  });
});

test('one for tests is emptied and deleted by the helper of the CDK', () => {
  const built = build((stack) => {
    new faas.Bucket(stack, 'Uploads', { removalPolicy: faas.RemovalPolicy.DESTROY });
  });
  expect(built.all('S3::Bucket')[0].DeletionPolicy).toBe('Delete');
  expect(built.one('S3::Bucket').Tags).toEqual([{ Key: 'aws-cdk:auto-delete-objects', Value: 'true' }]);
  expect(built.all('Lambda::Function')).toHaveLength(1);
});

test('may exist already', () => {
  const built = build((stack) => {
    const uploads = faas.Bucket.fromExisting(stack, 'Uploads', { aws: 'arn:aws:s3:::acme-uploads' });
    uploads.grantRead(fn(stack, 'Worker'));
  });
  expect(built.all('S3::Bucket')).toEqual([]);
  expect(built.one('Lambda::Function').Environment.Variables.FAASADE_LINKS).toBe('{"b":{"Uploads":"acme-uploads"}}');
  expect(built.allowed(built.id('IAM::Role')).map(({ Resource }) => Resource)).toContain('arn:aws:s3:::acme-uploads/*');
});

test('handles give the bucket', () => {
  const uploads = new faas.Bucket(place('aws').stack, 'Uploads');
  expect(AwsBucket.of(uploads).bucket).toBeInstanceOf(s3.Bucket);
  expect(uploads.node.defaultChild).toBe(AwsBucket.of(uploads).bucket.node.defaultChild);
});
