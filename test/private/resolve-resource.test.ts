import { problems, report } from './data';
import * as faas from '../../src';
import { existing } from '../../src/private/existing';
import { resolveResource } from '../../src/private/resolve-resource';
import type { ResourceKind } from '../../src/private/resource-spec';

const { Duration, KeyType, RemovalPolicy } = faas;
const resolved = (kind: ResourceKind, props: object = {}) => resolveResource(kind, props, 'nimbus', report());
const found = (kind: ResourceKind, props: object) => problems((to) => resolveResource(kind, props, 'nimbus', to));
const id = { name: 'id' };

const whyAttempts =
  " Google's Pub/Sub takes no others, and a number means the same on every cloud. Take one of them; a handler that is to " +
  "give up sooner looks at the event's `attempt`, and returns.";

test('fills in what the docs give as defaults', () => {
  expect(resolved('queue')).toEqual({ maxAttempts: 5, ordered: false, retain: false });
  expect(resolved('topic')).toEqual({ retain: false });
  expect(resolved('bucket')).toEqual({ retain: true, versioned: false, lifecycleRules: [] });
  expect(resolved('secret')).toEqual({ retain: true, generatedLength: 32 });
  expect(resolved('table', { partitionKey: id })).toEqual({
    retain: true,
    partitionKey: { name: 'id', type: 'STRING' },
    indexes: [],
    pointInTimeRecovery: false,
  });
});

test('keeps what every resource takes', () => {
  const given = { name: 'acme', tags: { team: 'a' }, encryptionKey: 'key', removalPolicy: RemovalPolicy.RETAIN };
  expect(resolved('topic', given)).toEqual({ name: 'acme', tags: { team: 'a' }, encryptionKey: 'key', retain: true });
  expect(resolved('secret', { removalPolicy: RemovalPolicy.DESTROY })).toMatchObject({ retain: false });
});

test('keeps what a queue is given, in one unit', () => {
  const given = { maxAttempts: 7, ordered: true, delay: Duration.minutes(15), retention: Duration.minutes(10) };
  expect(resolved('queue', given)).toEqual({
    maxAttempts: 7,
    ordered: true,
    delaySeconds: 900,
    retentionSeconds: 600,
    retain: false,
  });
});

test('gives the CORS of a bucket the methods of signed URLs', () => {
  const cors = { allowOrigins: ['https://a.example'] };
  expect(resolved('bucket', { cors })).toMatchObject({ cors: { ...cors, allowMethods: ['GET', 'PUT'] } });
});

test('sorts indexes, so that their order makes no difference', () => {
  const indexes = ['second', 'first'].map((name) => ({ name, partitionKey: { name } }));
  expect(resolved('table', { partitionKey: id, indexes })).toMatchObject({
    indexes: [{ name: 'first' }, { name: 'second' }],
  });
});

test.each([
  [{ delay: Duration.seconds(901) }, 'delay: 901 seconds is not a whole number from 0 to 900.'],
  [{ delay: Duration.millis(1500) }, 'delay: 1.5 seconds is not a whole number from 0 to 900.'],
  [{ delay: 5 }, 'delay: 5 has no unit. Write one such as Duration.seconds(30).'],
  [{ retention: Duration.minutes(9) }, 'retention: 540 seconds is not a whole number from 600 to 1209600.'],
  [{ retention: Duration.days(15) }, 'retention: 1296000 seconds is not a whole number from 600 to 1209600.'],
  [
    { delay: Duration.minutes(10), retention: Duration.minutes(10) },
    'retention: 600 seconds end before the delay of 600. Raise it.',
  ],
  [{ maxAttempts: 101 }, `maxAttempts: 101 is not a whole number from 5 to 100.${whyAttempts}`],
])('fails if a queue is %j', (props, problem) => {
  expect(found('queue', props)).toEqual([problem]);
});

test.each([
  [{}, ['lifecycleRules[0]: deletes nothing. Give it expiresAfter or earlierVersionsExpireAfter.']],
  [
    { expiresAfter: Duration.hours(36) },
    ['lifecycleRules[0].expiresAfter: 1.5 days is not a whole number from 1 to 36500.'],
  ],
  [
    { earlierVersionsExpireAfter: Duration.days(1) },
    ['lifecycleRules[0].earlierVersionsExpireAfter: the bucket keeps no earlier versions. Set versioned.'],
  ],
])('fails if a lifecycle rule is %j', (rule, wrong) => {
  expect(found('bucket', { lifecycleRules: [rule] })).toEqual(wrong);
});

test('fails if a bucket opens to origins that are none', () => {
  expect(found('bucket', { cors: { allowOrigins: [] } })).toEqual([
    'cors.allowOrigins: is empty. Name origins, or leave cors out.',
  ]);
});

test('fails if a bucket lets credentials through', () => {
  const cors = { allowOrigins: ['https://a.example'], allowCredentials: true };
  expect(found('bucket', { cors })).toEqual([
    'cors.allowCredentials: signed URLs need no credentials, and not every cloud allows them. Leave it out.',
  ]);
});

test.each([
  [
    { partitionKey: { name: '1st' } },
    ["partitionKey.name: '1st' is not a name: a letter first, then letters, digits and '_', 64 in all."],
  ],
  [{}, ["partitionKey.name: '' is not a name: a letter first, then letters, digits and '_', 64 in all."]],
  [{ partitionKey: id, sortKey: id }, ["sortKey.name: 'id' is the partition key already. Leave one out."]],
  [
    { partitionKey: id, indexes: [{ name: 'by-id', partitionKey: { name: 'id', type: KeyType.NUMBER } }] },
    ["indexes.by-id.partitionKey.type: 'id' is STRING elsewhere in the table, and NUMBER here. Make them equal."],
  ],
  [
    { partitionKey: id, indexes: [{ name: 'x', partitionKey: { name: 'a' } }] },
    ["indexes.x: 'x' is not a name: a letter first, then letters, digits, '_' and '-', 3 to 64 in all."],
  ],
  [
    { partitionKey: id, ttlAttribute: 'id' },
    [
      "ttlAttribute: 'id' is not the name of an attribute beside the keys: a letter first, then letters, digits and '_', 64 in all.",
    ],
  ],
])('fails if a table is %j', (props, wrong) => {
  expect(found('table', props)).toEqual(wrong);
});

test('fails if two indexes share a name', () => {
  const indexes = ['a', 'b'].map((name) => ({ name: 'same', partitionKey: { name } }));
  const problem = 'indexes.same: another index of the table has this name. Give one of them another.';
  expect(found('table', { partitionKey: id, indexes })).toEqual([problem, problem]);
});

test('fails if a secret is too short to be one', () => {
  expect(found('secret', { generatedLength: 8 })).toEqual(['generatedLength: 8 is not a whole number from 16 to 64.']);
});

test('takes the id of the cloud of a resource that exists, and fails if there is none', () => {
  expect(resolveResource('topic', existing({ aws: 'arn' }), 'aws', report())).toMatchObject({ existing: 'arn' });
  expect(found('topic', existing({ aws: 'arn' }))).toEqual([
    "fromExisting: no id is given for 'nimbus'. Name the resource there.",
  ]);
});
