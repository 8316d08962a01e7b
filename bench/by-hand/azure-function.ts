import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ApplicationInsights } from '@cdktf/provider-azurerm/lib/application-insights';
import { FunctionAppFlexConsumption } from '@cdktf/provider-azurerm/lib/function-app-flex-consumption';
import { RoleAssignment } from '@cdktf/provider-azurerm/lib/role-assignment';
import { ServicePlan } from '@cdktf/provider-azurerm/lib/service-plan';
import type { ServicebusNamespace } from '@cdktf/provider-azurerm/lib/servicebus-namespace';
import { ServicebusQueue } from '@cdktf/provider-azurerm/lib/servicebus-queue';
import { StorageAccount } from '@cdktf/provider-azurerm/lib/storage-account';
import { StorageBlob } from '@cdktf/provider-azurerm/lib/storage-blob';
import { StorageContainer } from '@cdktf/provider-azurerm/lib/storage-container';
import { UserAssignedIdentity } from '@cdktf/provider-azurerm/lib/user-assigned-identity';
import { AssetType, DataResource, TerraformAsset, TerraformProvider, TerraformResource, TerraformStack } from 'cdktf';

export interface Shared {
  readonly place: { readonly location: string; readonly resourceGroupName: string };
  readonly insights: ApplicationInsights;
  readonly bus: ServicebusNamespace;
  readonly host: string;
  readonly azapi: TerraformProvider;
}

export function work(stack: TerraformStack, n: number, { place, insights, bus, host, azapi }: Shared): void {
  const jobs = new ServicebusQueue(stack, `Jobs${n}`, {
    name: `jobs${n}`,
    namespaceId: bus.id,
    maxDeliveryCount: 5,
    lockDuration: 'PT5M',
    deadLetteringOnMessageExpiration: true,
  });
  const dead = new ServicebusQueue(stack, `Dead${n}`, { name: `jobs${n}-dead-letters`, namespaceId: bus.id });
  const identity = new UserAssignedIdentity(stack, `Identity${n}`, { ...place, name: `acme-work${n}` });
  const plan = new ServicePlan(stack, `Plan${n}`, { ...place, name: `acme-work${n}`, osType: 'Linux', skuName: 'FC1' });
  const account = new StorageAccount(stack, `Storage${n}`, {
    ...place,
    name: `acmework${n}`,
    accountTier: 'Standard',
    accountReplicationType: 'LRS',
    minTlsVersion: 'TLS1_2',
    allowNestedItemsToBePublic: false,
    crossTenantReplicationEnabled: false,
    defaultToOauthAuthentication: true,
    infrastructureEncryptionEnabled: true,
    localUserEnabled: false,
  });
  const container = new StorageContainer(stack, `Packages${n}`, {
    name: 'packages',
    storageAccountId: account.id,
    containerAccessType: 'private',
  });
  const zip = resolve(`packages/${n}.zip`);
  const asset = new TerraformAsset(stack, `Code${n}`, { path: zip, type: AssetType.FILE });
  const blob = new StorageBlob(stack, `Package${n}`, {
    name: 'released-package.zip',
    storageAccountName: account.name,
    storageContainerName: container.name,
    type: 'Block',
    contentType: 'application/zip',
    source: asset.path,
  });
  const hash = createHash('sha256').update(readFileSync(zip)).digest('hex');
  const app = new FunctionAppFlexConsumption(stack, `Work${n}`, {
    ...place,
    name: `acme-work${n}`,
    servicePlanId: plan.id,
    identity: { type: 'UserAssigned', identityIds: [identity.id] },
    runtimeName: 'node',
    runtimeVersion: '22',
    instanceMemoryInMb: 512,
    maximumInstanceCount: 50,
    httpConcurrency: 1,
    storageContainerType: 'blobContainer',
    storageContainerEndpoint: `${account.primaryBlobEndpoint}${container.name}`,
    storageAuthenticationType: 'StorageAccountConnectionString',
    storageAccessKey: account.primaryAccessKey,
    httpsOnly: true,
    webdeployPublishBasicAuthenticationEnabled: false,
    siteConfig: {
      applicationInsightsConnectionString: insights.connectionString,
      minimumTlsVersion: '1.2',
      scmMinimumTlsVersion: '1.2',
      http2Enabled: true,
    },
    appSettings: {
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: `ClientId=${identity.clientId};Authorization=AAD`,
      AZURE_CLIENT_ID: identity.clientId,
      AzureFunctionsJobHost__extensions__serviceBus__maxAutoLockRenewalDuration: '00:05:00',
      AzureFunctionsJobHost__extensions__serviceBus__maxConcurrentCalls: '1',
      AzureFunctionsJobHost__functionTimeout: '00:00:30',
      BUS__clientId: identity.clientId,
      BUS__credential: 'managedidentity',
      BUS__fullyQualifiedNamespace: host,
      PACKAGE: hash,
      QUEUE: jobs.name,
    },
    dependsOn: [blob],
  });
  const receive = role(stack, `Receive${n}`, 'Azure Service Bus Data Receiver', jobs.id, identity);
  role(stack, `SendDead${n}`, 'Azure Service Bus Data Sender', dead.id, identity);
  role(stack, `Publish${n}`, 'Monitoring Metrics Publisher', insights.id, identity);
  const deployed = new DataResource(stack, `Deployed${n}`, { triggersReplace: { package: hash, queue: jobs.name } });
  const sync = new TerraformResource(stack, `Sync${n}`, {
    terraformResourceType: 'azapi_resource_action',
    terraformGeneratorMetadata: { providerName: 'azapi' },
    provider: azapi,
    dependsOn: [app, blob, receive],
    lifecycle: { replaceTriggeredBy: [`terraform_data.${deployed.friendlyUniqueId}.id`] },
  });
  sync.addOverride('type', 'Microsoft.Web/sites@2024-04-01');
  sync.addOverride('resource_id', app.id);
  sync.addOverride('action', 'host/default/sync');
  sync.addOverride('method', 'POST');
  sync.addOverride('when', 'apply');
  sync.addOverride('retry', { error_message_regex: ['from host runtime', 'ServiceUnavailable', 'BadGateway'] });
}

function role(stack: TerraformStack, id: string, name: string, scope: string, to: UserAssignedIdentity) {
  return new RoleAssignment(stack, id, {
    scope,
    roleDefinitionName: name,
    principalId: to.principalId,
    principalType: 'ServicePrincipal',
    skipServicePrincipalAadCheck: true,
  });
}
