import { bucketSpec, queueSpec, report, tableSpec } from './model';
import { planBucket, planQueue, planSecret, planTable, planTopic } from '../../src/google/plan-resources';
import type { IndexSpec } from '../../src/private/resource-spec';

function planned(plan: (to: ReturnType<typeof report>) => unknown) {
  const to = report();
  plan(to);
  return { problems: to.problems, approximated: to.approximations.map(({ feature }) => feature) };
}

const problems = (plan: (to: ReturnType<typeof report>) => unknown) => planned(plan).problems;
const fine = { problems: [], approximated: [] };

test.each(['ab', '1st', 'goog-jobs', 'a b', 'x'.repeat(243)])("fails if a queue's name is '%s'", (name) => {
  expect(problems((to) => planQueue(queueSpec({ name }), to))).toEqual([
    `name: '${name}' is not a name on Google: a letter first, then letters, digits and '-_.~+%', 3 to 242 in all, not ` +
      `beginning with 'goog'.`,
  ]);
});

test.each(['jobs', 'Jobs_2.x~+%', 'x'.repeat(242), '${TfToken[TOKEN.0]}'])("takes the queue's name '%s'", (name) => {
  expect(problems((to) => planQueue(queueSpec({ name }), to))).toEqual([]);
});

test("a topic's name has no room to leave", () => {
  expect(problems((to) => planTopic({ name: 'x'.repeat(255), retain: false }, to))).toEqual([]);
  expect(problems((to) => planTopic({ name: 'x'.repeat(256), retain: false }, to))).toHaveLength(1);
});

test.each(['Files', 'my-google-files', 'a', '-files', 'x'.repeat(64)])("fails if a bucket's name is '%s'", (name) => {
  expect(problems((to) => planBucket(bucketSpec({ name }), to))).toEqual([
    `name: '${name}' is not a name on Google: lower-case letters, digits, '-' and '_', a letter or digit first and last, ` +
      `3 to 63 in all, without 'google'.`,
  ]);
});

test.each(['abc', 'Orders', 'orders-', '0b1c2d3e-1111-2222-3333-444455556666'])(
  "fails if a table's name is '%s'",
  (name) => {
    expect(problems((to) => planTable(tableSpec({ name }), to))).toEqual([
      `name: '${name}' is not a name on Google: lower-case letters, digits and '-', a letter first, no '-' last, 4 to 63 ` +
        'in all, no UUID.',
    ]);
  },
);

test("fails if a secret's name has a dot", () => {
  expect(problems((to) => planSecret({ name: 'api.key', generatedLength: 32, retain: true }, to))).toEqual([
    "name: 'api.key' is not a name on Google: letters, digits, '-' and '_', 255 in all.",
  ]);
});

test.each([
  ['Team', 'a'],
  ['team', 'A & B'],
  ['1team', 'a'],
  ['team', 'x'.repeat(64)],
])('fails if a label is %s = %s', (key, value) => {
  expect(problems((to) => planTopic({ tags: { [key]: value }, retain: false }, to))).toEqual([
    `tags.${key}: '${key}' = '${value}' is not a label on Google: lower-case letters, digits, '_' and '-', 63 each, a ` +
      'letter first in the key.',
  ]);
});

test('takes labels at their longest, empty ones and such as are known on deployment only', () => {
  const tags = { ['k'.repeat(63)]: 'v'.repeat(63), empty: '', later: '${TfToken[TOKEN.0]}' };
  expect(planned((to) => planTopic({ tags, retain: false }, to))).toEqual(fine);
});

test('fails if a key is none of Cloud KMS', () => {
  const encryptionKey = 'arn:aws:kms:eu-central-1:1:key/1';
  expect(problems((to) => planQueue(queueSpec({ encryptionKey }), to))).toEqual([
    `encryptionKey: '${encryptionKey}' is not the name of a Cloud KMS key, such as ` +
      "'projects/acme-prod/locations/europe-west1/keyRings/acme/cryptoKeys/data'.",
  ]);
});

test('says which service agents Terraform can not make', () => {
  const encryptionKey = 'projects/p/locations/l/keyRings/r/cryptoKeys/k';
  expect(planned((to) => planBucket(bucketSpec({ encryptionKey }), to))).toEqual(fine);
  expect(planned((to) => planTable(tableSpec({ encryptionKey }), to)).approximated).toEqual(['table.encryptionKey']);
  const secret = { generatedLength: 32, retain: true, encryptionKey };
  expect(planned((to) => planSecret(secret, to)).approximated).toEqual(['secret.encryptionKey']);
});

test('tags of a table are approximated, whatever they are', () => {
  expect(planned((to) => planTable(tableSpec({ tags: {} }), to))).toEqual(fine);
  expect(planned((to) => planTable(tableSpec({ tags: { Team: 'A' } }), to))).toEqual({
    problems: [],
    approximated: ['table.tags'],
  });
});

test('fails if a queue delays', () => {
  expect(problems((to) => planQueue(queueSpec({ delaySeconds: 5 }), to))).toEqual([
    'delay: 5 seconds is unsupported (queue.delay). Pub/Sub delivers at once. Leave it out, and have a schedule take ' +
      'later what has to wait, from a table.',
  ]);
});

test('a CORS policy with headers is approximated, and one with credentials refused', () => {
  const cors = { allowOrigins: ['*'], allowMethods: ['GET'] };
  expect(planned((to) => planBucket(bucketSpec({ cors }), to))).toEqual(fine);
  const headers = { ...cors, allowHeaders: ['content-type'] };
  expect(planned((to) => planBucket(bucketSpec({ cors: headers }), to)).approximated).toEqual(['bucket.cors']);
  expect(problems((to) => planBucket(bucketSpec({ cors: { ...cors, allowCredentials: true } }), to))).toEqual([
    'cors.allowCredentials: Cloud Storage never lets pages send credentials, and a signed URL needs none. Leave it out.',
  ]);
});

test('fails if a bucket has more than 100 rules', () => {
  const rule = { prefix: '', expiresAfterDays: 2, earlierVersionsExpireAfterDays: 1 };
  const of = (count: number) => bucketSpec({ versioned: true, lifecycleRules: Array<typeof rule>(count).fill(rule) });
  expect(problems((to) => planBucket(of(50), to))).toEqual([]);
  expect(problems((to) => planBucket(of(51), to))).toEqual([
    "lifecycleRules: 102 rules, one for each time, are above Cloud Storage's limit of 100. Join some.",
  ]);
});

test('fails if a table needs more than 1000 composite indexes', () => {
  const index = (at: number): IndexSpec => ({
    name: `by-${at}`,
    partitionKey: { name: `p${at}`, type: 'STRING' },
    sortKey: { name: 's', type: 'STRING' },
  });
  const indexes = Array.from({ length: 501 }, (_, at) => index(at));
  expect(problems((to) => planTable(tableSpec({ indexes: indexes.slice(1) }), to))).toEqual([]);
  expect(problems((to) => planTable(tableSpec({ indexes }), to))).toEqual([
    "indexes: 1002 composite indexes, two for each sort key, are above Firestore's limit of 1000. Leave out some, or " +
      'their sort keys.',
  ]);
});
