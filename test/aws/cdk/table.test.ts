import { Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { arnOf, build, ref, Resources } from './template';
import * as faas from '../../../src';
import { fn } from '../../conformance/cases';
import { place } from '../../stacks';

const { AwsTable } = faas.aws;
const key = 'arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555';
const plain: faas.TableProps = { partitionKey: { name: 'id' } };
const rich: faas.TableProps = {
  partitionKey: { name: 'customer' },
  sortKey: { name: 'placed', type: faas.KeyType.NUMBER },
  indexes: [
    { name: 'byState', partitionKey: { name: 'state' }, sortKey: { name: 'placed', type: faas.KeyType.NUMBER } },
  ],
  ttlAttribute: 'expires',
};

test('is a table on demand that is kept and protected', () => {
  const built = build((stack) => new faas.Table(stack, 'Orders', plain));
  expect(built.one('DynamoDB::Table')).toEqual({
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    BillingMode: 'PAY_PER_REQUEST',
    DeletionProtectionEnabled: true,
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: false },
  });
  expect(built.all('DynamoDB::Table')[0].DeletionPolicy).toBe('Retain');
});

test('has keys, indexes, expiry, recovery, a key and a name', () => {
  const built = build((stack) => {
    new faas.Table(stack, 'Orders', {
      ...rich,
      pointInTimeRecovery: true,
      encryptionKey: key,
      name: 'acme-orders',
      removalPolicy: faas.RemovalPolicy.DESTROY,
    });
  });
  expect(built.one('DynamoDB::Table')).toMatchObject({
    TableName: 'acme-orders',
    DeletionProtectionEnabled: false,
    KeySchema: [
      { AttributeName: 'customer', KeyType: 'HASH' },
      { AttributeName: 'placed', KeyType: 'RANGE' },
    ],
    AttributeDefinitions: [
      { AttributeName: 'customer', AttributeType: 'S' },
      { AttributeName: 'placed', AttributeType: 'N' },
      { AttributeName: 'state', AttributeType: 'S' },
    ],
    GlobalSecondaryIndexes: [{ IndexName: 'byState', Projection: { ProjectionType: 'ALL' } }],
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    SSESpecification: { KMSMasterKeyId: key, SSEEnabled: true, SSEType: 'KMS' },
    TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
  });
  expect(built.all('DynamoDB::Table')[0].DeletionPolicy).toBe('Delete');
});

describe('grants', () => {
  const granted = (props: faas.TableProps, grant: (table: faas.Table, to: faas.Function) => void) =>
    build((stack) => grant(new faas.Table(stack, 'Orders', props), fn(stack, 'Worker')));
  const allowed = (built: Resources) => built.allowed(built.id('IAM::Role')).slice(1);

  test('reading is getting and querying, in the indexes only querying', () => {
    const built = granted(rich, (table, to) => table.grantRead(to));
    const arn = arnOf(built.id('DynamoDB::Table'));
    expect(allowed(built)).toEqual([
      { Effect: 'Allow', Action: ['dynamodb:GetItem', 'dynamodb:Query'], Resource: arn },
      { Effect: 'Allow', Action: 'dynamodb:Query', Resource: { 'Fn::Join': ['', [arn, '/index/byState']] } },
    ]);
    expect(allowed(granted(plain, (table, to) => table.grantRead(to)))).toHaveLength(1);
  });

  test('writing is putting, updating and deleting', () => {
    const built = granted(rich, (table, to) => table.grantWrite(to));
    expect(allowed(built)).toMatchObject([
      {
        Action: ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
        Resource: arnOf(built.id('DynamoDB::Table')),
      },
    ]);
  });

  test('a key is for what was granted', () => {
    const built = granted({ ...plain, encryptionKey: key }, (table, to) => table.grantReadWrite(to));
    expect(allowed(built).filter(({ Resource }) => Resource === key)).toMatchObject([
      { Action: 'kms:Decrypt' },
      { Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'] },
    ]);
  });

  test('the function finds name and keys under the id', () => {
    const built = granted(rich, (table, to) => table.grantWrite(to));
    expect(built.one('Lambda::Function').Environment.Variables.FAASADE_LINKS).toEqual({
      'Fn::Join': [
        '',
        [
          '{"d":{"Orders":{"n":"',
          ref(built.id('DynamoDB::Table')),
          '","k":["customer","placed"],"x":{"byState":["state","placed"]},"t":"expires"}}}',
        ],
      ],
    });
  });
});

test('may exist already', () => {
  const arn = 'arn:aws:dynamodb:eu-central-1:123456789012:table/orders';
  const built = build((stack) => {
    faas.Table.fromExisting(stack, 'Orders', { aws: arn }, rich).grantRead(fn(stack, 'Worker'));
  });
  expect(built.all('DynamoDB::Table')).toEqual([]);
  expect(built.allowed(built.id('IAM::Role')).map(({ Resource }) => Resource)).toEqual([
    expect.anything(),
    arn,
    `${arn}/index/byState`,
  ]);
  expect(JSON.parse(built.one('Lambda::Function').Environment.Variables.FAASADE_LINKS).d.Orders.n).toBe(arn);
});

test('who writes only is warned that DynamoDB shows items all the same', () => {
  const warned = (grant: 'grantRead' | 'grantWrite' | 'grantReadWrite') => {
    const { stack, synth } = place('aws');
    new faas.Table(stack, 'Orders', plain)[grant](fn(stack, 'Worker'));
    synth();
    return Annotations.fromStack(stack as Stack).findWarning('*', Match.stringLikeRegexp('table\\.writeOnly'));
  };
  expect(warned('grantWrite')).toHaveLength(1);
  expect([...warned('grantRead'), ...warned('grantReadWrite')]).toEqual([]);
});

test('handles give the table', () => {
  const orders = new faas.Table(place('aws').stack, 'Orders', plain);
  expect(AwsTable.of(orders).table).toBeInstanceOf(dynamodb.Table);
  expect(orders.node.defaultChild).toBe(AwsTable.of(orders).table.node.defaultChild);
});
