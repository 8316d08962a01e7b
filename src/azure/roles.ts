import { Construct } from 'constructs';
import type { AzureCloud } from './cloud';
import { names } from './names';
import { RoleAssignment, RoleDefinition, RoleDefinitionPermissions } from '../terraform/azurerm';
import type { ITerraformDependable } from '../terraform/engine';
import { nameOf } from '../terraform/naming';

/**
 * Built-in roles that functions get, each on one resource.
 * @see https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
 */
export const roles = {
  receive: 'Azure Service Bus Data Receiver',
  send: 'Azure Service Bus Data Sender',
  publishTelemetry: 'Monitoring Metrics Publisher',
  hostStorage: 'Storage Blob Data Owner',
  readObjects: 'Storage Blob Data Reader',
  writeUndelivered: 'Storage Blob Data Contributor',
  /** To sign URLs, which allow no more than their signer may do. */
  signUrls: 'Storage Blob Delegator',
  readSecret: 'Key Vault Secrets User',
  manageSecrets: 'Key Vault Secrets Officer',
} as const;

export interface RoleOptions {
  /** A built-in role by its name, or one of our own. */
  readonly role: string | RoleDefinition;
  readonly on: string;
  readonly to: { readonly principalId: string };
  readonly after?: readonly ITerraformDependable[];
}

/** An identity made in the same deployment may be unknown to the directory for a while, so that it isn't looked up. */
export function assignRole(scope: Construct, id: string, cloud: AzureCloud, options: RoleOptions): RoleAssignment {
  const { role, on, to, after = [] } = options;
  return new RoleAssignment(scope, id, {
    scope: on,
    ...(typeof role === 'string' ? { roleDefinitionName: role } : { roleDefinitionId: role.roleDefinitionResourceId }),
    principalId: to.principalId,
    principalType: 'ServicePrincipal',
    skipServicePrincipalAadCheck: true,
    ...(after.length > 0 && { dependsOn: [...after] }),
    provider: cloud._provider,
  });
}

const blobs = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs';

/** What a role of our own allows. */
interface OwnRole {
  /** Tells such roles apart in names. */
  readonly part: string;
  readonly description: string;
  readonly permissions: Pick<RoleDefinitionPermissions, 'actions' | 'dataActions'>;
}

/** @param group the id of the resource group in which it can be assigned */
function ownRole(scope: Construct, id: string, cloud: AzureCloud, group: string, role: OwnRole): RoleDefinition {
  return new RoleDefinition(scope, id, {
    name: nameOf(cloud, scope, names.role, role.part),
    description: role.description,
    scope: group,
    assignableScopes: [group],
    permissions: [role.permissions],
    provider: cloud._provider,
  });
}

/**
 * A role to write and delete objects without reading them. No built-in role does that: the least that writes may also
 * read, and delete whole containers.
 */
export function objectWriterRole(scope: Construct, id: string, cloud: AzureCloud, group: string): RoleDefinition {
  return ownRole(scope, id, cloud, group, {
    part: 'object-writer',
    description: 'Writes and deletes blobs without reading them.',
    permissions: { dataActions: [`${blobs}/add/action`, `${blobs}/delete`, `${blobs}/write`] },
  });
}

/**
 * A role to read and write an app itself, but not to read its settings, keys or logs, or to publish code. Azure knows
 * no narrower one: always-ready instances are part of the app. It does write all else that is part of it.
 */
export function appWriterRole(scope: Construct, id: string, cloud: AzureCloud, group: string): RoleDefinition {
  return ownRole(scope, id, cloud, group, {
    part: 'app-writer',
    description: 'Reads and writes function apps, settings included, for what they keep ready.',
    permissions: { actions: ['Microsoft.Web/sites/read', 'Microsoft.Web/sites/write'] },
  });
}

/**
 * A role to stop and start an app, and to write its tags. Nothing else of the app can be written with it.
 * @param suffix tells the roles of several resource groups apart
 */
export function appStopperRole(scope: Construct, cloud: AzureCloud, group: string, suffix: string): RoleDefinition {
  const sites = 'Microsoft.Web/sites';
  return ownRole(scope, `AppStopper${suffix}`, cloud, group, {
    part: `app-stopper${suffix}`,
    description: 'Stops and starts function apps, and notes in a tag what they were before.',
    permissions: {
      actions: [
        `${sites}/read`,
        `${sites}/start/action`,
        `${sites}/stop/action`,
        'Microsoft.Resources/tags/read',
        'Microsoft.Resources/tags/write',
      ],
    },
  });
}

/**
 * A role to pause a queue: Azure knows no narrower one than to write the queue, but for its messages.
 * @param suffix tells the roles of several resource groups apart
 */
export function queuePauserRole(scope: Construct, cloud: AzureCloud, group: string, suffix: string): RoleDefinition {
  const queues = 'Microsoft.ServiceBus/namespaces/queues';
  return ownRole(scope, `QueuePauser${suffix}`, cloud, group, {
    part: `queue-pauser${suffix}`,
    description: 'Reads and writes queues, for their status.',
    permissions: { actions: [`${queues}/read`, `${queues}/write`] },
  });
}
