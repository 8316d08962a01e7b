import { Construct } from 'constructs';
import type { AzureCloud } from './cloud';
import { ServicebusQueue } from '../terraform/azurerm';

/** A queue that delivers to code; its dead-letter sub-queue is part of it. */
export function deliveryQueue(
  scope: Construct,
  id: string,
  cloud: AzureCloud,
  options: { readonly name: string; readonly maxAttempts: number },
): ServicebusQueue {
  return new ServicebusQueue(scope, id, {
    name: options.name,
    namespaceId: cloud.serviceBusNamespace.id,
    maxDeliveryCount: options.maxAttempts,
    lockDuration: 'PT5M',
    deadLetteringOnMessageExpiration: true,
    provider: cloud._provider,
  });
}
