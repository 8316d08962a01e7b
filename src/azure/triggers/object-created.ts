import { SOURCE_PROPERTY } from '../../private/contract';
import type { ObjectCreatedTriggerSpec } from '../../private/spec';
import { EventgridSystemTopicEventSubscription } from '../../terraform/azurerm';
import { TerraformStack } from '../../terraform/engine';
import { literal } from '../../terraform/escape';
import { nameOf } from '../../terraform/naming';
import { AzureBucket } from '../bucket';
import type { AzureFunction } from '../function';
import { names } from '../names';
import { assignRole, roles } from '../roles';

/** Event Grid writes to the inbox, as the identity of the account's topic, which says where an event is from. */
export function objectCreated(fn: AzureFunction, trigger: ObjectCreatedTriggerSpec): void {
  const { _scope: scope, _cloud: cloud } = fn;
  const { key, prefix, suffix } = trigger;
  const bucket = AzureBucket.of(trigger.bucket);
  const { topicName, groupName, principalId, undelivered } = bucket._events();
  const { queue: inbox } = fn._deliveries.needInbox();
  const role = assignRole(scope, `SendEventsOf-${key}`, cloud, { role: roles.send, on: inbox.id, to: { principalId } });
  // Another stack is deployed as a whole before this one.
  const beside = TerraformStack.of(undelivered.role) === TerraformStack.of(scope) ? [undelivered.role] : [];
  const systemAssigned = { type: 'SystemAssigned' };
  new EventgridSystemTopicEventSubscription(scope, `EventsOf-${key}`, {
    name: nameOf(cloud, scope, names.eventSubscription, key),
    systemTopic: topicName,
    resourceGroupName: groupName,
    eventDeliverySchema: 'CloudEventSchemaV1_0',
    includedEventTypes: ['Microsoft.Storage.BlobCreated'],
    subjectFilter: {
      subjectBeginsWith: `/blobServices/default/containers/${bucket._container}/blobs/${literal(prefix)}`,
      ...(suffix !== '' && { subjectEndsWith: literal(suffix) }),
      caseSensitive: true,
    },
    serviceBusQueueEndpointId: inbox.id,
    deliveryIdentity: systemAssigned,
    deliveryProperty: [{ headerName: SOURCE_PROPERTY, type: 'Static', value: literal(`object/${key}`), secret: false }],
    storageBlobDeadLetterDestination: {
      storageAccountId: undelivered.accountId,
      storageBlobContainerName: undelivered.container,
    },
    deadLetterIdentity: systemAssigned,
    dependsOn: [role, ...beside],
    provider: cloud._provider,
  });
}
