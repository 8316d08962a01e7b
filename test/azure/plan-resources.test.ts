import { report } from './model';
import * as plan from '../../src/azure/plan-resources';

const parts = { encryptionIdentity: false, givenCosmosAccount: false };
const key = 'https://acme.vault.azure.net/keys/uploads';
const bucket = { retain: true, versioned: false, lifecycleRules: [] };
const table = {
  retain: true,
  partitionKey: { name: 'id', type: 'STRING' },
  indexes: [],
  pointInTimeRecovery: false,
} as const;
const queue = { retain: false, maxAttempts: 5, ordered: false };
const secret = { retain: true, generatedLength: 32 };

function problems(work: (found: ReturnType<typeof report>) => void): string[] {
  const found = report();
  work(found);
  return found.problems;
}

test.each(['acme/jobs', 'Jobs-1', 'a', '${TfToken[TOKEN.7]}'])("a queue and a topic take the name '%s'", (name) => {
  expect(problems((found) => plan.planQueue({ ...queue, name }, found))).toEqual([]);
  expect(problems((found) => plan.planTopic({ retain: false, name }, found))).toEqual([]);
});

test.each(['-jobs', 'jobs ', 'j'.repeat(248)])("fails if '%s' is given as the name of a queue", (name) => {
  expect(problems((found) => plan.planQueue({ ...queue, name }, found))).toEqual([
    `name: '${name}' is not a name of a queue on Azure: letters, digits and '._/-' between them, 1 to 247 in all.`,
  ]);
});

test.each(['ab', 'Uploads', 'a--b', 'a_b', '-ab'])("fails if '%s' is given as the name of a bucket", (name) => {
  expect(problems((found) => plan.planBucket({ ...bucket, name }, parts, found))).toEqual([
    `name: '${name}' is not a name of a bucket on Azure: lower-case letters and digits, single '-' between them, 3 to 63 in all.`,
  ]);
});

test.each(['a/b', 'a#', '', 'a '])("fails if '%s' is given as the name of a table", (name) => {
  expect(problems((found) => plan.planTable({ ...table, name }, parts, found))).toEqual([
    `name: '${name}' is not a name of a table on Azure: no '/', '\\', '#' and '?', 1 to 255 in all.`,
  ]);
});

test('fails if a secret has a name or tags that Key Vault has not', () => {
  const tags = Object.fromEntries(Array.from({ length: 16 }, (_, index) => [`t${index}`, 'x']));
  expect(problems((found) => plan.planSecret({ ...secret, name: 'a_b', tags }, found))).toEqual([
    "name: 'a_b' is not a name of a secret on Azure: letters, digits and '-', 1 to 127 in all.",
    'tags: 16 are more than the 15 that a secret on Azure can have.',
  ]);
});

test('a bucket takes a key where there is an identity to read it with', () => {
  const spec = { ...bucket, encryptionKey: key };
  expect(problems((found) => plan.planBucket(spec, { ...parts, encryptionIdentity: true }, found))).toEqual([]);
  expect(problems((found) => plan.planBucket(spec, parts, found))).toEqual([
    'encryptionKey: a storage account reads its key with an identity that may do so already. Give one to the cloud as ' +
      'encryptionIdentity.',
  ]);
});

test('fails if a key is none of Key Vault', () => {
  const spec = { ...bucket, encryptionKey: 'arn:aws:kms:key' };
  expect(problems((found) => plan.planBucket(spec, { ...parts, encryptionIdentity: true }, found))).toEqual([
    "encryptionKey: 'arn:aws:kms:key' is not the id of a Key Vault key, such as https://acme.vault.azure.net/keys/uploads.",
  ]);
});

test('fails if anything else is given a key', () => {
  const encryptionKey = key;
  expect([
    ...problems((found) => plan.planQueue({ ...queue, encryptionKey }, found)),
    ...problems((found) => plan.planTopic({ retain: false, encryptionKey }, found)),
    ...problems((found) => plan.planTable({ ...table, encryptionKey }, parts, found)),
    ...problems((found) => plan.planSecret({ ...secret, encryptionKey }, found)),
  ]).toEqual([
    expect.stringContaining('encryptionKey: a key of your own is unsupported (queue.encryptionKey). Service Bus takes'),
    expect.stringContaining('encryptionKey: a key of your own is unsupported (topic.encryptionKey). Service Bus takes'),
    expect.stringContaining('encryptionKey: a key of your own is unsupported (table.encryptionKey). Cosmos DB takes'),
    expect.stringContaining(
      'encryptionKey: a key of your own is unsupported (secret.encryptionKey). Key Vault encrypts',
    ),
  ]);
});

test('says that earlier versions may be deleted sooner', () => {
  const found = report();
  const lifecycleRules = [
    { prefix: '', expiresAfterDays: 3 },
    { prefix: 'a/', earlierVersionsExpireAfterDays: 30 },
  ];
  plan.planBucket({ ...bucket, lifecycleRules }, parts, found);
  expect(found.approximations).toEqual([
    { feature: 'bucket.lifecycle', message: expect.stringMatching(/^Earlier versions expire after 30 days\. Azure/) },
  ]);
});

test('fails if an account of the user is to be backed up', () => {
  const spec = { ...table, pointInTimeRecovery: true };
  expect(problems((found) => plan.planTable(spec, { ...parts, givenCosmosAccount: true }, found))).toEqual([
    'pointInTimeRecovery: the backup of the given cosmosAccount is its own. Set continuous backup there, and leave it ' +
      'out here.',
  ]);
});
