import { randomUUID } from 'node:crypto';
import type { AzureLinks } from '../../src/private/contract';
import { cachedToken, call } from '../private/rest';
import type { Outgoing } from '../private/send';

/**
 * Sends to Service Bus as the function's identity. One message in the form of a batch: there attributes are JSON,
 * where a message alone would have them as headers.
 * @see https://learn.microsoft.com/rest/api/servicebus/send-message-batch
 */
export async function sendToServiceBus(
  [host, queue]: NonNullable<AzureLinks['q']>[string],
  message: Outgoing,
): Promise<void> {
  const { text, attributes, remainingTime } = message;
  await call({
    what: `Sending to queue '${message.queue}'`,
    url: `https://${host}/${queue}/messages`,
    init: {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await token(remainingTime)}`,
        'content-type': 'application/vnd.microsoft.servicebus.json',
      },
      body: JSON.stringify([
        {
          Body: text,
          BrokerProperties: { MessageId: randomUUID(), ContentType: 'application/json' },
          UserProperties: attributes,
        },
      ]),
    },
    remainingTime,
  });
}

/** @see https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference */
const token = cachedToken(async (remainingTime) => {
  const { IDENTITY_ENDPOINT, IDENTITY_HEADER, AZURE_CLIENT_ID } = process.env;
  if (!IDENTITY_ENDPOINT || !IDENTITY_HEADER) throw new Error('The function app has no managed identity to send with.');
  const query = new URLSearchParams({
    'api-version': '2019-08-01',
    resource: 'https://servicebus.azure.net/',
    ...(AZURE_CLIENT_ID && { client_id: AZURE_CLIENT_ID }),
  });
  const response = await call({
    what: 'Getting a token of the managed identity',
    url: `${IDENTITY_ENDPOINT}?${query}`,
    init: { headers: { 'x-identity-header': IDENTITY_HEADER } },
    remainingTime,
  });
  const { access_token: value, expires_on: expires } = (await response.json()) as Record<string, string>;
  return { value, expires: Number(expires) * 1000 };
});
