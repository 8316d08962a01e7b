import { Construct } from 'constructs';
import type { Package } from '../bundle';
import type { AzureCloud } from './cloud';
import type { HostStorageResources } from './host-storage';
import { address, waitFor } from '../terraform/address';
import { AzapiResourceAction } from '../terraform/azapi';
import { FunctionAppFlexConsumption, StorageBlob } from '../terraform/azurerm';
import { Changes } from '../terraform/changes';
import { AssetType, TerraformAsset, TerraformResource } from '../terraform/engine';

/** Where the plan expects an app's package in the container. */
const PACKAGE = 'released-package.zip';

/** Uploads a package. The path holds its hash, so that changed code is uploaded and other code is not. */
export function upload(
  scope: Construct,
  cloud: AzureCloud,
  { account, container }: HostStorageResources,
  code: Package,
): StorageBlob {
  const asset = new TerraformAsset(scope, 'Code', { path: code.path, assetHash: code.hash, type: AssetType.FILE });
  return new StorageBlob(scope, 'Package', {
    name: PACKAGE,
    storageAccountName: account.name,
    storageContainerName: container.name,
    type: 'Block',
    contentType: 'application/zip',
    source: asset.path,
    provider: cloud._provider,
  });
}

export interface SyncOptions {
  readonly app: FunctionAppFlexConsumption;
  /** What, changed, needs another call. */
  readonly changes: Readonly<Record<string, string>>;
  /** Asked at synthesis. */
  readonly after: () => readonly TerraformResource[];
}

/**
 * Has Azure read the triggers of the package anew: a package alone changes nothing. Called again when the package or
 * the triggers have changed.
 * @see https://learn.microsoft.com/azure/azure-functions/functions-deployment-technologies#trigger-syncing
 */
export function syncTriggers(
  scope: Construct,
  cloud: AzureCloud,
  { app, changes, after }: SyncOptions,
): AzapiResourceAction {
  const deployed = new Changes(scope, 'Deployed', changes);
  const sync = new AzapiResourceAction(scope, 'Sync', {
    provider: cloud._azapi(),
    attributes: {
      type: 'Microsoft.Web/sites@2024-04-01',
      resource_id: app.id,
      action: 'host/default/sync',
      method: 'POST',
      when: 'apply',
      // The host answers for itself, and may still be starting.
      retry: { error_message_regex: ['from host runtime', 'ServiceUnavailable', 'BadGateway'] },
    },
    lifecycle: { replaceTriggeredBy: [address(deployed, 'id')] },
  });
  waitFor(sync, after);
  return sync;
}
