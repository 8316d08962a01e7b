import { Token } from 'aws-cdk-lib';
import { problems } from './report';
import { planBucket, planExistingBucket } from '../../src/aws/plan-bucket';
import { planExistingQueue, planQueue } from '../../src/aws/plan-queue';
import { planExistingSecret, planSecret } from '../../src/aws/plan-secret';
import { existingTable, planExistingTable, planTable } from '../../src/aws/plan-table';
import { planExistingTopic, planTopic } from '../../src/aws/plan-topic';
import type { BucketSpec, QueueSpec, SecretSpec, TableSpec, TopicSpec } from '../../src/private/resource-spec';

const here = 'eu-central-1:123456789012';
const queue: QueueSpec = { maxAttempts: 5, ordered: false, retain: false };
const topic: TopicSpec = { retain: false };
const bucket: BucketSpec = { versioned: false, lifecycleRules: [], retain: true };
const table: TableSpec = {
  partitionKey: { name: 'id', type: 'STRING' },
  indexes: [],
  pointInTimeRecovery: false,
  retain: true,
};
const secret: SecretSpec = { generatedLength: 32, retain: true };

describe('a queue', () => {
  const found = (spec: Partial<QueueSpec>) => problems((to) => planQueue({ ...queue, ...spec }, to));

  test.each([
    [false, 67],
    [true, 62],
  ])('leaves room in a name for that of the dead letters, ordered: %s', (ordered, most) => {
    const name = 'x'.repeat(most);
    expect(found({ ordered, name })).toEqual([]);
    expect(found({ ordered, name: `${name}x` })).toEqual([
      `name: '${name}x' is not a name on AWS: letters, digits, '-' and '_', ${most} in all.`,
    ]);
  });

  test('may exist already', () => {
    const existing = (arn: string) => problems((to) => planExistingQueue({ ...queue, existing: arn }, to));
    expect(existing(`arn:aws:sqs:${here}:jobs.fifo`)).toEqual([]);
    expect(existing(Token.asString({ Ref: 'Jobs' }))).toEqual([]);
    expect(existing('jobs')).toEqual([
      "fromExisting: 'jobs' is not the ARN of an SQS queue, arn:aws:sqs:<region>:<account>:<name>.",
    ]);
  });
});

describe('a topic', () => {
  const found = (name: string) => problems((to) => planTopic({ ...topic, name }, to));

  test('has a name of up to 256 letters', () => {
    expect(found('x'.repeat(256))).toEqual([]);
    expect(found('x'.repeat(257))).toEqual([expect.stringContaining("letters, digits, '-' and '_', 256 in all.")]);
  });

  test('may exist already, but not as FIFO, which sends to no inbox', () => {
    const existing = (arn: string) => problems((to) => planExistingTopic({ ...topic, existing: arn }, to));
    expect(existing(`arn:aws-cn:sns:cn-north-1:123456789012:orders`)).toEqual([]);
    expect(existing(`arn:aws:sns:${here}:orders.fifo`)).toEqual([expect.stringContaining('a standard SNS topic')]);
  });
});

describe('a bucket', () => {
  const found = (spec: Partial<BucketSpec>) => problems((to) => planBucket({ ...bucket, ...spec }, to));

  test.each(['abc', 'acme.uploads-1', 'x'.repeat(63)])("takes the name '%s'", (name) => {
    expect(found({ name })).toEqual([]);
  });

  test.each(['ab', 'Acme', 'a_b', '-abc', 'abc-', 'a..b', '192.168.5.4', 'xn--abc', 'abc-s3alias', 'x'.repeat(64)])(
    "fails if the name is '%s'",
    (name) =>
      expect(found({ name })).toEqual([expect.stringContaining(`'${name}' is not the name of a bucket on AWS`)]),
  );

  test('fails if S3 knows a method of its CORS policy not', () => {
    expect(found({ cors: { allowOrigins: ['*'], allowMethods: ['GET', 'PUT'] } })).toEqual([]);
    expect(found({ cors: { allowOrigins: ['*'], allowMethods: ['GET', 'PATCH'] } })).toEqual([
      'cors.allowMethods: Amazon S3 knows no PATCH. It has GET, PUT, HEAD, POST, DELETE.',
    ]);
  });

  test('fails if it has more rules than S3 takes', () => {
    const rules = (length: number) => Array.from({ length }, () => ({ prefix: '', expiresAfterDays: 1 }));
    expect(found({ lifecycleRules: rules(999) })).toEqual([]);
    expect(found({ lifecycleRules: rules(1000) })).toEqual([
      'lifecycleRules: 1000 are more than the 999 that Amazon S3 leaves for them.',
    ]);
  });

  test('may exist already', () => {
    const existing = (arn: string) => problems((to) => planExistingBucket({ ...bucket, existing: arn }, to));
    expect(existing('arn:aws:s3:::acme-uploads')).toEqual([]);
    expect(existing('acme-uploads')).toEqual([expect.stringContaining('an S3 bucket, arn:aws:s3:::<name>.')]);
  });
});

describe('a table', () => {
  const found = (spec: Partial<TableSpec>) => problems((to) => planTable({ ...table, ...spec }, to));
  const arn = `arn:aws:dynamodb:${here}:table/orders`;

  test.each(['abc', 'A_b.c-1', 'x'.repeat(255)])("takes the name '%s'", (name) => expect(found({ name })).toEqual([]));
  test.each(['ab', 'a b', 'x'.repeat(256)])("fails if the name is '%s'", (name) => {
    expect(found({ name })).toEqual([expect.stringContaining(`'${name}' is not the name of a table on AWS`)]);
  });

  test('fails if it has more indexes than DynamoDB takes', () => {
    const indexes = (length: number) =>
      Array.from({ length }, (_, index) => ({ name: `by${index}`, partitionKey: table.partitionKey }));
    expect(found({ indexes: indexes(20) })).toEqual([]);
    expect(found({ indexes: indexes(21) })).toEqual([
      'indexes: 21 are more than the 20 that a DynamoDB table has. Leave some out, or make a second table.',
    ]);
  });

  test('may exist already, by its own ARN or by that of its stream', () => {
    const existing = (of: string) => problems((to) => planExistingTable({ ...table, existing: of }, to));
    const streamArn = `${arn}/stream/2026-01-01T00:00:00.000`;
    expect([...existing(arn), ...existing(streamArn)]).toEqual([]);
    expect(existing('orders')).toEqual([expect.stringContaining('a DynamoDB table or its stream')]);
    expect(existingTable(arn)).toEqual({ tableArn: arn });
    expect(existingTable(streamArn)).toEqual({ tableArn: arn, streamArn });
  });
});

test('names may be known on deployment only', () => {
  const name = `acme-${Token.asString({ Ref: 'Stage' })}`;
  const found = problems((to) => {
    planQueue({ ...queue, name }, to);
    planTopic({ ...topic, name }, to);
    planBucket({ ...bucket, name }, to);
    planTable({ ...table, name }, to);
    planSecret({ ...secret, name }, to);
  });
  expect(found).toEqual([]);
});

describe('a secret', () => {
  test('has a name of what Secrets Manager takes', () => {
    const found = (name: string) => problems((to) => planSecret({ ...secret, name }, to));
    expect(found('acme/api_key+=.@-1')).toEqual([]);
    expect(found('api key')).toEqual([
      "name: 'api key' is not the name of a secret on AWS: letters, digits and '/_+=.@-', 256 in all.",
    ]);
  });

  test('may exist already, by its whole ARN', () => {
    const existing = (arn: string) => problems((to) => planExistingSecret({ ...secret, existing: arn }, to));
    expect(existing(`arn:aws:secretsmanager:${here}:secret:acme/api-key-AbCdEf`)).toEqual([]);
    expect(existing(`arn:aws:secretsmanager:${here}:secret:acme/api-key`)).toEqual([
      expect.stringContaining('whole with its last six characters'),
    ]);
  });
});
