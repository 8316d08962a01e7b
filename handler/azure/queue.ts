import type { ServiceBusQueueFunctionOptions } from '@azure/functions';
import type { AzureDelivery, AzureTriggers } from '../../src/private/contract';
import type { Handler } from '../handler';
import { azureContext } from './context';
import { moveOf } from './dead-letter';
import { delivered, parents } from './record';
import { consumeOne } from '../private/batch';
import { attempting } from '../private/dead-letter';
import type { Invocation } from '../private/invocation';
import type { Delivered } from '../private/message';
import { redactError } from '../private/redaction';

/**
 * Takes messages of one queue, one an invocation; an error has Service Bus deliver the message again.
 * @see https://learn.microsoft.com/azure/azure-functions/functions-bindings-service-bus-trigger
 */
export function queueFunction(handler: Handler, triggers: AzureTriggers, id: string, queue: AzureDelivery) {
  return serviceBus(queue, triggers, (message, context) => consumeOne(handler, id, message, context));
}

/** A function for each message of a Service Bus queue; what fails for the last time goes to the dead-letter queue. */
export function serviceBus(
  delivery: AzureDelivery,
  triggers: AzureTriggers,
  work: (message: Delivered, context: Invocation) => Promise<void>,
): ServiceBusQueueFunctionOptions {
  return {
    queueName: delivery.q,
    connection: delivery.c,
    ...(delivery.s && { isSessionsEnabled: true }),
    // Bytes: what looks like JSON the library would parse, and the text as it was sent would be lost.
    ...{ dataType: 'binary' },
    async handler(input, invocation) {
      const message = delivered(input, invocation);
      const context = azureContext(input, invocation, triggers, ...parents(message));
      const move = moveOf(delivery, message, invocation, context);
      try {
        await attempting(delivery, message.attempt, context, move, () => work(message, context));
      } catch (error) {
        // The host logs it too.
        throw redactError(error);
      }
    },
  };
}
