import { Construct } from 'constructs';
import type { AzureCloud } from './cloud';
import { RoleAssignment, UserAssignedIdentity } from '../terraform/azurerm';

/**
 * Built-in roles that functions get, each on one resource.
 * @see https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
 */
export const roles = {
  receive: 'Azure Service Bus Data Receiver',
  send: 'Azure Service Bus Data Sender',
  publishTelemetry: 'Monitoring Metrics Publisher',
  hostStorage: 'Storage Blob Data Owner',
} as const;

/** An identity made in the same deployment may be unknown to the directory for a while, so that it isn't looked up. */
export function assignRole(
  scope: Construct,
  id: string,
  cloud: AzureCloud,
  options: { readonly role: string; readonly on: string; readonly to: UserAssignedIdentity },
): RoleAssignment {
  return new RoleAssignment(scope, id, {
    scope: options.on,
    roleDefinitionName: options.role,
    principalId: options.to.principalId,
    principalType: 'ServicePrincipal',
    skipServicePrincipalAadCheck: true,
    provider: cloud._provider,
  });
}
