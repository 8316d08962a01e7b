import { Construct } from 'constructs';
import type { AzureCloud } from './cloud';
import type { HostStorageResources } from './host-storage';
import { addressRules } from './network';
import type { FunctionPlan } from './plan';
import { alwaysReady, maxInstances } from './scaling';
import type { FunctionModel } from '../private/model';
import { FunctionAppFlexConsumption, ServicePlan, UserAssignedIdentity } from '../terraform/azurerm';
import { Lazy, TerraformResource, Token } from '../terraform/engine';

export interface FunctionAppParts {
  readonly name: string;
  readonly model: FunctionModel;
  readonly decided: FunctionPlan;
  readonly plan: ServicePlan;
  readonly identity: UserAssignedIdentity;
  readonly host: HostStorageResources;
  /** Asked at synthesis. */
  readonly settings: () => Record<string, string>;
  /** What has to be there when the app starts. */
  readonly after: readonly TerraformResource[];
}

/** The app itself; what triggers add to it is asked at synthesis. */
export function functionApp(scope: Construct, cloud: AzureCloud, parts: FunctionAppParts): FunctionAppFlexConsumption {
  const { model, decided, host } = parts;
  return new FunctionAppFlexConsumption(scope, 'App', {
    ...cloud._place(),
    name: parts.name,
    servicePlanId: parts.plan.id,
    identity: { type: 'UserAssigned', identityIds: [parts.identity.id] },
    runtimeName: decided.runtimeName,
    runtimeVersion: decided.runtimeVersion,
    instanceMemoryInMb: decided.memoryMiB,
    maximumInstanceCount: maxInstances(model),
    httpConcurrency: model.spec.concurrencyPerInstance,
    alwaysReady: Lazy.anyValue({ produce: () => renderAlwaysReady(model) }),
    storageContainerType: 'blobContainer',
    storageContainerEndpoint: `${host.account.primaryBlobEndpoint}${host.container.name}`,
    ...host.signIn,
    httpsOnly: true,
    virtualNetworkSubnetId: model.spec.azure.subnetId,
    webdeployPublishBasicAuthenticationEnabled: false,
    siteConfig: {
      applicationInsightsConnectionString: cloud.applicationInsights.connectionString,
      minimumTlsVersion: '1.2',
      scmMinimumTlsVersion: '1.2',
      http2Enabled: true,
      ...addressRules(model.spec.azure),
    },
    appSettings: Token.asStringMap(Lazy.anyValue({ produce: parts.settings })),
    dependsOn: [...parts.after],
    // Workflows set them while the app is there: see windows.ts.
    ...(decided.edges.length > 0 && { lifecycle: { ignoreChanges: ['always_ready'] } }),
  });
}

function renderAlwaysReady(model: FunctionModel): object[] | undefined {
  const groups = alwaysReady(model);
  if (groups.length === 0) return undefined;
  return groups.map(({ name, warm }) => ({ name, instance_count: warm }));
}
