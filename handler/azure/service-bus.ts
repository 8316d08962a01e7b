import { randomUUID } from 'node:crypto';
import { azureCall } from './rest';
import type { Outgoing } from '../private/outgoing';

/** A message on its way to a queue or topic. */
export interface Sending extends Outgoing {
  /** What fails, for the error: `Sending to queue 'Jobs'`. */
  readonly what: string;
  /** The namespace's host. */
  readonly host: string;
  /** The queue's or topic's name. */
  readonly entity: string;
  /** Further properties, by the names that Service Bus gives them. */
  readonly properties?: Readonly<Record<string, string>>;
  readonly remainingTime: () => number;
}

/**
 * Sends to Service Bus as the function's identity. One message in the form of a batch: there attributes are JSON,
 * where a message alone would have them as headers.
 * @see https://learn.microsoft.com/rest/api/servicebus/send-message-batch
 */
export async function sendToServiceBus(message: Sending): Promise<void> {
  const { what, host, entity, text, attributes, properties, remainingTime } = message;
  await azureCall({
    what,
    url: `https://${host}/${entity}/messages`,
    audience: 'https://servicebus.azure.net/',
    init: {
      method: 'POST',
      headers: { 'content-type': 'application/vnd.microsoft.servicebus.json' },
      body: JSON.stringify([
        {
          Body: text,
          BrokerProperties: { MessageId: randomUUID(), ContentType: 'application/json', ...properties },
          UserProperties: attributes,
        },
      ]),
    },
    remainingTime,
  });
}
