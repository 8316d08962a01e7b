import { Construct } from 'constructs';
import type { AzureCloud } from './cloud';
import { isoDuration } from './iso-duration';
import type { DeadLetters } from '../dead-letters';
import type { AzureDelivery } from '../private/contract';
import { ServicebusQueue } from '../terraform/azurerm';

/** A queue that delivers to code, and where its messages go that could not be handled. */
export interface DeliveryQueue {
  readonly queue: ServicebusQueue;
  readonly deadLetters: ServicebusQueue;
}

/**
 * What a function needs of a queue that it consumes. The same tokens are handed out each time, because the engine finds
 * references between stacks by them.
 */
export interface QueueSource {
  readonly id: string;
  /** The host name of its namespace. */
  readonly host: string;
  /** Tells namespaces apart. */
  readonly namespace: string;
  readonly deadLettersId?: string;
  /** Unless it exists already. */
  readonly built?: ServicebusQueue;
  readonly setting: Omit<AzureDelivery, 'c'>;
}

export interface DeliveryOptions {
  readonly name: string;
  readonly deadLetterName: string;
  readonly maxAttempts: number;
  /** Whether messages of one key are delivered one after the other. */
  readonly ordered?: boolean;
  readonly retentionSeconds?: number;
  readonly preventDestroy?: boolean;
}

/**
 * Two queues. What Service Bus itself takes for dead, such as the message of an instance that was lost with its last
 * attempt, is forwarded to the second one, where the adapter sends what failed. A queue with sessions forwards nothing:
 * there such messages stay in its own dead-letter sub-queue.
 * @see https://learn.microsoft.com/azure/service-bus-messaging/service-bus-auto-forwarding#considerations
 */
export function deliveryQueue(
  scope: Construct,
  id: string,
  cloud: AzureCloud,
  { ordered = false, retentionSeconds, preventDestroy = false, ...options }: DeliveryOptions,
): DeliveryQueue {
  const common = {
    namespaceId: cloud.serviceBusNamespace.id,
    provider: cloud._provider,
    ...(preventDestroy && { lifecycle: { preventDestroy } }),
  };
  const deadLetters = new ServicebusQueue(scope, `${id}DeadLetters`, { ...common, name: options.deadLetterName });
  const queue = new ServicebusQueue(scope, id, {
    ...common,
    name: options.name,
    maxDeliveryCount: options.maxAttempts,
    lockDuration: 'PT5M',
    ...(ordered ? { requiresSession: true } : { forwardDeadLetteredMessagesTo: deadLetters.name }),
    // What nobody took in time is no failure of a handler.
    deadLetteringOnMessageExpiration: retentionSeconds === undefined,
    ...(retentionSeconds !== undefined && { defaultMessageTtl: isoDuration(retentionSeconds) }),
  });
  return { queue, deadLetters };
}

/** A queue as users see where dead letters are. */
export function deadLettersOf({ deadLetters }: DeliveryQueue): DeadLetters {
  const { terraformResourceType: type, name, id } = deadLetters;
  return { type, name, id };
}
