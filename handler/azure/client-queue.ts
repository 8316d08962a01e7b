import { randomUUID } from 'node:crypto';
import { sendToServiceBus } from './service-bus';
import type { AzureLinks } from '../../src/private/contract';
import type { CreateClient } from '../private/clients';
import { delayOf, keyOf, outgoing } from '../private/outgoing';

type QueueLink = NonNullable<AzureLinks['q']>[string];

/** Sends to a Service Bus queue. */
export const create: CreateClient<'queue', QueueLink> = (id, [host, entity, usual = 0, ordered], caller) => ({
  async send(body, options = {}) {
    const to = `queue '${id}'`;
    const key = keyOf(to, options, ordered);
    const delay = delayOf(to, options) ?? usual;
    await sendToServiceBus({
      what: `Sending to ${to}`,
      host,
      entity,
      ...outgoing(to, body, options.attributes, caller),
      properties: {
        // A queue that keeps order takes no message without a session.
        ...(ordered && { SessionId: key ?? randomUUID() }),
        ...(delay > 0 && { ScheduledEnqueueTimeUtc: new Date(Date.now() + delay * 1000).toUTCString() }),
      },
      remainingTime: caller.remainingTime,
    });
  },
});
