import { Construct } from 'constructs';
import type { AzureCloud } from './cloud';
import { names } from './names';
import { RoleAssignment, RoleDefinition } from '../terraform/azurerm';
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

/**
 * A role to write and delete objects without reading them. No built-in role does that: the least that writes may also
 * read, and delete whole containers.
 * @param group the id of the resource group in which it can be assigned
 */
export function objectWriterRole(scope: Construct, id: string, cloud: AzureCloud, group: string): RoleDefinition {
  return new RoleDefinition(scope, id, {
    name: nameOf(cloud, scope, names.role, 'object-writer'),
    description: 'Writes and deletes blobs without reading them.',
    scope: group,
    assignableScopes: [group],
    permissions: [{ dataActions: [`${blobs}/add/action`, `${blobs}/delete`, `${blobs}/write`] }],
    provider: cloud._provider,
  });
}
