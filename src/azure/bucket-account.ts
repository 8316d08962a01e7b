import { Construct } from 'constructs';
import type { AzureCloud } from './cloud';
import { names } from './names';
import type { BucketSpec, LifecycleSpec } from '../private/resource-spec';
import type { CorsSpec } from '../private/spec';
import { StorageAccount, StorageContainer, StorageManagementPolicy } from '../terraform/azurerm';
import { literal } from '../terraform/escape';
import { nameOf } from '../terraform/naming';

/** A bucket's own storage account, and the container in it. */
export interface BucketAccount {
  readonly account: StorageAccount;
  readonly container: StorageContainer;
}

/** The name of a bucket's container where it was given none. */
const CONTAINER = 'objects';

export function bucketAccount(scope: Construct, cloud: AzureCloud, spec: BucketSpec): BucketAccount {
  const lifecycle = spec.retain && { lifecycle: { preventDestroy: true } };
  const { tags, ...place } = cloud._place();
  const account = new StorageAccount(scope, 'Account', {
    ...place,
    ...((tags || spec.tags) && { tags: { ...tags, ...spec.tags } }),
    name: nameOf(cloud, scope, names.storageAccount),
    accountTier: 'Standard',
    accountReplicationType: 'LRS',
    minTlsVersion: 'TLS1_2',
    allowNestedItemsToBePublic: false,
    crossTenantReplicationEnabled: false,
    defaultToOauthAuthentication: true,
    infrastructureEncryptionEnabled: true,
    localUserEnabled: false,
    sharedAccessKeyEnabled: false,
    ...encryption(cloud, spec.encryptionKey),
    ...blobProperties(spec),
    ...lifecycle,
  });
  const container = new StorageContainer(scope, 'Container', {
    name: spec.name ?? CONTAINER,
    storageAccountId: account.id,
    containerAccessType: 'private',
    ...lifecycle,
    provider: cloud._provider,
  });
  if (spec.lifecycleRules.length > 0) {
    new StorageManagementPolicy(scope, 'Lifecycle', {
      storageAccountId: account.id,
      rule: spec.lifecycleRules.map((rule, index) => lifecycleRule(rule, index, spec.name ?? CONTAINER)),
      provider: cloud._provider,
    });
  }
  return { account, container };
}

/** Days for which what was deleted by mistake can be brought back. */
const softDeleteDays = 7;

function blobProperties({ retain, versioned, cors }: BucketSpec) {
  if (!retain && !versioned && !cors) return {};
  return {
    blobProperties: {
      ...(retain && { deleteRetentionPolicy: { days: softDeleteDays } }),
      ...(versioned && { versioningEnabled: true }),
      ...(cors && { corsRule: [corsRule(cors)] }),
    },
  };
}

function encryption(cloud: AzureCloud, keyVaultKeyId: string | undefined) {
  if (keyVaultKeyId === undefined) return {};
  const { id } = cloud._encryptionIdentity!;
  return {
    identity: { type: 'UserAssigned', identityIds: [id] },
    customerManagedKey: { keyVaultKeyId, userAssignedIdentityId: id },
  };
}

/** A page that puts an object has to name the type of blob, whatever else it sends. */
const putHeaders = ['content-type', 'x-ms-blob-type'];

function corsRule(cors: CorsSpec) {
  return {
    allowedOrigins: [...cors.allowOrigins],
    allowedMethods: [...cors.allowMethods!],
    allowedHeaders: [...new Set([...(cors.allowHeaders ?? []), ...putHeaders])],
    exposedHeaders: [...(cors.exposeHeaders ?? [])],
    maxAgeInSeconds: cors.maxAgeSeconds ?? 0,
  };
}

/** @see https://learn.microsoft.com/azure/storage/blobs/lifecycle-management-policy-structure */
function lifecycleRule(rule: LifecycleSpec, index: number, container: string) {
  const { expiresAfterDays, earlierVersionsExpireAfterDays } = rule;
  return {
    name: `rule${index}`,
    enabled: true,
    filters: { blobTypes: ['blockBlob'], prefixMatch: [`${container}/${literal(rule.prefix)}`] },
    actions: {
      ...(expiresAfterDays !== undefined && {
        baseBlob: { deleteAfterDaysSinceModificationGreaterThan: expiresAfterDays },
      }),
      ...(earlierVersionsExpireAfterDays !== undefined && {
        version: { deleteAfterDaysSinceCreation: earlierVersionsExpireAfterDays },
      }),
    },
  };
}
