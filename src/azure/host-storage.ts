import { Construct } from 'constructs';
import type { AzureCloud } from './cloud';
import { names } from './names';
import { HostStorage } from './options';
import { assignRole, roles } from './roles';
import { address } from '../terraform/address';
import { AzapiUpdateResource } from '../terraform/azapi';
import {
  FunctionAppFlexConsumption,
  RoleAssignment,
  StorageAccount,
  StorageContainer,
  UserAssignedIdentity,
} from '../terraform/azurerm';
import { Lazy } from '../terraform/engine';
import { nameOf } from '../terraform/naming';

/** The storage account of an app's host: its package and its own records, nothing of the user's. */
export interface HostStorageResources {
  readonly account: StorageAccount;
  readonly container: StorageContainer;
  /** How the app signs in to the account. */
  readonly signIn: {
    readonly storageAuthenticationType: string;
    readonly storageAccessKey?: string;
    readonly storageUserAssignedIdentityId?: string;
  };
  readonly settings: Readonly<Record<string, string>>;
  /** What the app has to wait for. */
  readonly role?: RoleAssignment;
}

export function hostStorage(scope: Construct, cloud: AzureCloud, identity: UserAssignedIdentity): HostStorageResources {
  const account = new StorageAccount(scope, 'Storage', {
    ...cloud._place(),
    name: nameOf(cloud, scope, names.storageAccount),
    accountTier: 'Standard',
    accountReplicationType: 'LRS',
    minTlsVersion: 'TLS1_2',
    allowNestedItemsToBePublic: false,
    crossTenantReplicationEnabled: false,
    defaultToOauthAuthentication: true,
    infrastructureEncryptionEnabled: true,
    localUserEnabled: false,
  });
  const container = new StorageContainer(scope, 'Packages', {
    name: 'packages',
    storageAccountId: account.id,
    containerAccessType: 'private',
    provider: cloud._provider,
  });
  if (cloud._hostStorage === HostStorage.ACCESS_KEY) {
    return {
      account,
      container,
      signIn: {
        storageAuthenticationType: 'StorageAccountConnectionString',
        storageAccessKey: account.primaryAccessKey,
      },
      settings: {},
    };
  }
  return {
    account,
    container,
    signIn: { storageAuthenticationType: 'UserAssignedIdentity', storageUserAssignedIdentityId: identity.id },
    settings: {
      AzureWebJobsStorage__accountName: account.name,
      AzureWebJobsStorage__credential: 'managedidentity',
      AzureWebJobsStorage__clientId: identity.clientId,
    },
    role: assignRole(scope, 'HostStorageRole', cloud, { role: roles.hostStorage, on: account.id, to: identity }),
  };
}

/**
 * Takes away a setting that the provider adds for an identity, and with which the host does not start: a connection
 * string with an empty key. Settings are written as a whole, and again whenever the app was changed.
 * @see https://github.com/hashicorp/terraform-provider-azurerm/issues/29693
 */
export function withoutBrokenSetting(
  scope: Construct,
  cloud: AzureCloud,
  app: FunctionAppFlexConsumption,
  settings: () => Record<string, string>,
): AzapiUpdateResource {
  // The provider makes this setting of the app's configuration.
  const insights = { APPLICATIONINSIGHTS_CONNECTION_STRING: cloud.applicationInsights.connectionString };
  return new AzapiUpdateResource(scope, 'HostSettings', {
    provider: cloud._azapi(),
    attributes: {
      type: 'Microsoft.Web/sites/config@2024-04-01',
      name: 'appsettings',
      parent_id: app.id,
      body: { properties: Lazy.anyValue({ produce: () => ({ ...settings(), ...insights }) }) },
    },
    lifecycle: { replaceTriggeredBy: [address(app)] },
  });
}
