import type { AzureCloud } from './cloud';
import { AzurermProvider, AzurermProviderFeatures } from '../terraform/azurerm';
import { TerraformStack } from '../terraform/engine';
import { providersOf } from '../terraform/providers';

/**
 * Has the azurerm provider look at storage accounts through Azure's management alone: with its defaults it would read
 * each account's data with a key, and buckets take none. In a stack of the user's own the provider is the user's.
 * @see https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/guides/features-block
 */
export function keylessStorage(cloud: AzureCloud): void {
  const { _ownProvider: own } = cloud;
  if (own) own.features = [{ ...featuresOf(own), storage: [{ dataPlaneAvailable: false }] }];
  cloud.node.addValidation({ validate: () => (readsWithKey(providerOf(cloud)) ? [message(cloud)] : []) });
}

function providerOf(cloud: AzureCloud): unknown {
  const all = () => providersOf(TerraformStack.of(cloud), 'azurerm');
  return cloud._provider ?? all().find(({ alias }) => alias === undefined);
}

/** Only of a provider by the bindings that we know: another one may be set up in any way. */
function readsWithKey(provider: unknown): boolean {
  if (!(provider instanceof AzurermProvider) || provider.storageUseAzureadInput === true) return false;
  const { storage } = featuresOf(provider);
  return !Array.isArray(storage) || storage[0]?.dataPlaneAvailable !== false;
}

function featuresOf(provider: AzurermProvider): AzurermProviderFeatures {
  const features = provider.featuresInput;
  return Array.isArray(features) ? (features[0] as AzurermProviderFeatures) : {};
}

function message(cloud: AzureCloud): string {
  return (
    `The storage account of a Bucket takes no keys, and the azurerm provider of '${cloud.node.path}' reads accounts with ` +
    'one. Have it use the management alone: new AzurermProvider(stack, …, { features: [{ storage: [{ dataPlaneAvailable: ' +
    'false }] }] }), or sign in, with storageUseAzuread.'
  );
}
