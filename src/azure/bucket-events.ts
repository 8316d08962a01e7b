import { Construct } from 'constructs';
import type { BucketAccount } from './bucket-account';
import type { AzureCloud } from './cloud';
import { names } from './names';
import { assignRole, roles } from './roles';
import { EventgridSystemTopic, RoleAssignment, StorageContainer } from '../terraform/azurerm';
import { nameOf } from '../terraform/naming';

/** What a storage account tells of its objects, and where events go that could not be delivered. */
export interface BucketEvents {
  readonly topic: EventgridSystemTopic;
  readonly topicName: string;
  readonly groupName: string;
  /** Of the topic's own identity. */
  readonly principalId: string;
  readonly undelivered: { readonly accountId: string; readonly container: string; readonly role: RoleAssignment };
}

/** A storage account has one such topic. */
export function bucketEvents(scope: Construct, cloud: AzureCloud, { account }: BucketAccount): BucketEvents {
  const topic = new EventgridSystemTopic(scope, 'Events', {
    ...cloud._place(),
    name: nameOf(cloud, scope, names.systemTopic),
    sourceResourceId: account.id,
    topicType: 'Microsoft.Storage.StorageAccounts',
    identity: { type: 'SystemAssigned' },
  });
  const container = new StorageContainer(scope, 'Undelivered', {
    name: 'undelivered-events',
    storageAccountId: account.id,
    containerAccessType: 'private',
    provider: cloud._provider,
  });
  const { principalId } = topic.identity;
  const role = assignRole(scope, 'KeepUndelivered', cloud, {
    role: roles.writeUndelivered,
    on: container.id,
    to: { principalId },
  });
  return {
    topic,
    topicName: topic.name,
    groupName: topic.resourceGroupName,
    principalId,
    undelivered: { accountId: account.id, container: container.name, role },
  };
}
