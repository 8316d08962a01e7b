import { limits } from './limits';
import { containerName, queueName, secretName, tableName } from './names';
import type { FeatureId } from '../private/features';
import type { Report } from '../private/report';
import type { BucketSpec, QueueSpec, SecretSpec, TableSpec, TopicSpec } from '../private/resource-spec';
import { holdsToken } from '../private/tokens';

/** What the name of a queue's dead-letter queue ends with. */
export const deadLetterSuffix = '-dead-letters';

/** What only the cloud knows of its shared resources. */
export interface CloudParts {
  /** Whether there is an identity that storage accounts read keys with. */
  readonly encryptionIdentity: boolean;
  /** Whether the Cosmos DB account is the user's own. */
  readonly givenCosmosAccount: boolean;
}

export function planQueue({ name, ordered, tags, encryptionKey }: QueueSpec, report: Report): void {
  if (ordered) report.approximate('queue.orderedDeadLetters');
  planTags('queue.tags', tags, report);
  const most = limits.queueName - deadLetterSuffix.length;
  checkName(
    'queue',
    `letters, digits and '._/-' between them, 1 to ${most} in all`,
    name,
    report,
    (text) => queueName.test(`${text}${deadLetterSuffix}`) && queueName.test(text),
  );
  if (encryptionKey !== undefined) report.unsupported('queue.encryptionKey', 'encryptionKey', 'a key of your own');
}

export function planTopic({ name, tags, encryptionKey }: TopicSpec, report: Report): void {
  planTags('topic.tags', tags, report);
  const shape = `letters, digits and '._/-' between them, 1 to ${limits.queueName} in all`;
  checkName('topic', shape, name, report, (text) => queueName.test(text));
  if (encryptionKey !== undefined) report.unsupported('topic.encryptionKey', 'encryptionKey', 'a key of your own');
}

function planTags(feature: FeatureId, tags: TopicSpec['tags'], report: Report): void {
  if (Object.keys(tags ?? {}).length > 0) report.approximate(feature);
}

export function planBucket(spec: BucketSpec, { encryptionIdentity }: CloudParts, report: Report): void {
  const shape = "lower-case letters and digits, single '-' between them, 3 to 63 in all";
  checkName('bucket', shape, spec.name, report, (text) => containerName.test(text));
  if (spec.encryptionKey !== undefined) planKey(spec.encryptionKey, encryptionIdentity, report);
  if (spec.cors?.allowCredentials) {
    report.problem('cors.allowCredentials', 'Azure Storage has no such rule, and signed URLs need none. Leave it out.');
  }
  for (const { earlierVersionsExpireAfterDays: days } of spec.lifecycleRules) {
    if (days !== undefined) report.approximate('bucket.lifecycle', `Earlier versions expire after ${days} days.`);
  }
}

const keyId = /^https:\/\/[^/]+\/keys\/[^/]+(\/[^/]+)?$/;

function planKey(key: string, encryptionIdentity: boolean, report: Report): void {
  if (!holdsToken(key) && !keyId.test(key)) {
    report.problem(
      'encryptionKey',
      `'${key}' is not the id of a Key Vault key, such as https://acme.vault.azure.net/keys/uploads.`,
    );
  }
  if (!encryptionIdentity) {
    report.problem(
      'encryptionKey',
      'a storage account reads its key with an identity that may do so already. Give one to the cloud as encryptionIdentity.',
    );
  }
}

export function planTable(spec: TableSpec, { givenCosmosAccount }: CloudParts, report: Report): void {
  planTags('table.tags', spec.tags, report);
  checkName('table', "no '/', '\\', '#' and '?', 1 to 255 in all", spec.name, report, (text) => tableName.test(text));
  if (spec.encryptionKey !== undefined) {
    report.unsupported('table.encryptionKey', 'encryptionKey', 'a key of your own');
  }
  if (spec.pointInTimeRecovery && givenCosmosAccount) {
    report.problem(
      'pointInTimeRecovery',
      'the backup of the given cosmosAccount is its own. Set continuous backup there, and leave it out here.',
    );
  }
}

export function planSecret({ name, tags, encryptionKey }: SecretSpec, report: Report): void {
  checkName('secret', "letters, digits and '-', 1 to 127 in all", name, report, (text) => secretName.test(text));
  const count = Object.keys(tags ?? {}).length;
  if (count > limits.secretTags) {
    report.problem('tags', `${count} are more than the ${limits.secretTags} that a secret on Azure can have.`);
  }
  if (encryptionKey !== undefined) report.unsupported('secret.encryptionKey', 'encryptionKey', 'a key of your own');
}

function checkName(
  kind: string,
  shape: string,
  name: string | undefined,
  report: Report,
  valid: (name: string) => boolean,
): void {
  if (name === undefined || holdsToken(name) || valid(name)) return;
  report.problem('name', `'${name}' is not a name of a ${kind} on Azure: ${shape}.`);
}
