import type { InvocationContext, ServiceBusQueueFunctionOptions } from '@azure/functions';
import type { AzureQueue, AzureTriggers } from '../../src/private/contract';
import type { Handler } from '../handler';
import { azureContext } from './context';
import { consumeOne } from '../private/batch';
import type { Invocation } from '../private/invocation';
import type { Delivered } from '../private/message';

/**
 * Takes messages of one queue, one an invocation; an error has Service Bus deliver the message again.
 * @see https://learn.microsoft.com/azure/azure-functions/functions-bindings-service-bus-trigger
 */
export function queueFunction(handler: Handler, triggers: AzureTriggers, id: string, queue: AzureQueue) {
  return serviceBus(queue, triggers, (message, context) => consumeOne(handler, id, message, context));
}

/** A function for each message of a Service Bus queue. */
export function serviceBus(
  [queueName, connection]: AzureQueue,
  triggers: AzureTriggers,
  work: (message: Delivered, context: Invocation) => Promise<void>,
): ServiceBusQueueFunctionOptions {
  return {
    queueName,
    connection,
    // Bytes: what looks like JSON the library would parse, and the text as it was sent would be lost.
    ...{ dataType: 'binary' },
    async handler(input, invocation) {
      const message = delivered(input, invocation);
      const { traceparent, 'diagnostic-Id': diagnosticId } = message.attributes;
      await work(message, azureContext(input, invocation, triggers, traceparent, diagnosticId));
    },
  };
}

function delivered(input: unknown, { invocationId, triggerMetadata = {} }: InvocationContext): Delivered {
  const { messageId, deliveryCount, enqueuedTimeUtc, applicationProperties, userProperties } = triggerMetadata;
  return {
    id: String(messageId ?? invocationId),
    text: toText(input),
    attempt: Number(deliveryCount ?? 1),
    sent: enqueuedTimeUtc === undefined ? Date.now() : String(enqueuedTimeUtc),
    attributes: Object.fromEntries(
      Object.entries(applicationProperties ?? userProperties ?? {}).map(([name, value]) => [name, String(value)]),
    ),
  };
}

function toText(input: unknown): string {
  if (typeof input === 'string') return input;
  if (input instanceof Uint8Array) return Buffer.from(input).toString();
  return JSON.stringify(input) ?? '';
}
