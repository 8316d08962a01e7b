import { lifecycleRules } from './bucket-rules';
import { indexFields } from './indexes';
import { limits } from './limits';
import { bucketName, bucketRule, databaseRule, DEAD_LETTERS, secretRule, topicRule } from './names';
import type { Report } from '../private/report';
import type { BucketSpec, QueueSpec, SecretSpec, TableSpec, TopicSpec } from '../private/resource-spec';
import { holdsToken } from '../private/tokens';

export function planQueue(spec: QueueSpec, report: Report): void {
  planCommon(spec, report);
  checkTopicName(spec.name, limits.topicName - DEAD_LETTERS.length, report);
  if (spec.delaySeconds !== undefined) report.unsupported('queue.delay', 'delay', `${spec.delaySeconds} seconds`);
}

export function planTopic(spec: TopicSpec, report: Report): void {
  planCommon(spec, report);
  checkTopicName(spec.name, limits.topicName, report);
}

export function planBucket(spec: BucketSpec, report: Report): void {
  planCommon(spec, report);
  checkName(
    spec.name,
    (name) => bucketRule.pattern.test(name) && bucketName(name) === name,
    `lower-case letters, digits, '-' and '_', a letter or digit first and last, 3 to ${limits.bucketName} in all, without 'google'`,
    report,
  );
  const rules = lifecycleRules(spec).length;
  if (rules > limits.lifecycleRules) {
    report.problem(
      'lifecycleRules',
      `${rules} rules, one for each time, are above Cloud Storage's limit of ${limits.lifecycleRules}. Join some.`,
    );
  }
  const { allowHeaders, exposeHeaders, allowCredentials } = spec.cors ?? {};
  if (allowHeaders || exposeHeaders) report.approximate('bucket.cors');
  if (allowCredentials) {
    report.problem(
      'cors.allowCredentials',
      'Cloud Storage never lets pages send credentials, and a signed URL needs none. Leave it out.',
    );
  }
}

export function planTable(spec: TableSpec, report: Report): void {
  checkKey('encryptionKey', spec.encryptionKey, report);
  if (spec.tags && Object.keys(spec.tags).length > 0) report.approximate('table.tags');
  checkName(
    spec.name,
    (name) => databaseRule.pattern.test(name),
    `lower-case letters, digits and '-', a letter first, no '-' last, 4 to ${limits.databaseName} in all, no UUID`,
    report,
  );
  const indexes = indexFields(spec).length;
  if (indexes > limits.compositeIndexes) {
    report.problem(
      'indexes',
      `${indexes} composite indexes, two for each sort key, are above Firestore's limit of ${limits.compositeIndexes}. ` +
        'Leave out some, or their sort keys.',
    );
  }
  if (spec.encryptionKey !== undefined) report.approximate('table.encryptionKey');
}

export function planSecret(spec: SecretSpec, report: Report): void {
  planCommon(spec, report);
  checkName(
    spec.name,
    (name) => secretRule.pattern.test(name),
    `letters, digits, '-' and '_', ${limits.secretName} in all`,
    report,
  );
  if (spec.encryptionKey !== undefined) report.approximate('secret.encryptionKey');
}

/** A key as Cloud KMS names it. */
export function checkKey(prop: string, key: string | undefined, report: Report): void {
  if (key === undefined || holdsToken(key) || cryptoKey.test(key)) return;
  report.problem(
    prop,
    `'${key}' is not the name of a Cloud KMS key, such as ` +
      "'projects/acme-prod/locations/europe-west1/keyRings/acme/cryptoKeys/data'.",
  );
}

const cryptoKey = /^projects\/[^/]+\/locations\/[^/]+\/keyRings\/[^/]+\/cryptoKeys\/[^/]+$/;

/** @see https://cloud.google.com/resource-manager/docs/labels-overview#requirements */
const label = {
  key: new RegExp(`^[a-z][a-z0-9_-]{0,${limits.labels.length - 1}}$`),
  value: new RegExp(`^[a-z0-9_-]{0,${limits.labels.length}}$`),
};

function planCommon({ tags = {}, encryptionKey }: TopicSpec, report: Report): void {
  checkKey('encryptionKey', encryptionKey, report);
  const entries = Object.entries(tags);
  if (entries.length > limits.labels.most) {
    report.problem('tags', `${entries.length} are above Google's limit of ${limits.labels.most} labels.`);
  }
  for (const [key, value] of entries) {
    if (label.key.test(key) && (holdsToken(value) || label.value.test(value))) continue;
    report.problem(
      `tags.${key}`,
      `'${key}' = '${value}' is not a label on Google: lower-case letters, digits, '_' and '-', ` +
        `${limits.labels.length} each, a letter first in the key.`,
    );
  }
}

function checkTopicName(name: string | undefined, most: number, report: Report): void {
  checkName(
    name,
    (text) => topicRule.pattern.test(text) && text.length <= most,
    `a letter first, then letters, digits and '-_.~+%', 3 to ${most} in all, not beginning with 'goog'`,
    report,
  );
}

function checkName(name: string | undefined, fits: (name: string) => boolean, rule: string, report: Report): void {
  if (name === undefined || holdsToken(name) || fits(name)) return;
  report.problem('name', `'${name}' is not a name on Google: ${rule}.`);
}
