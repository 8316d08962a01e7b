import { randomUUID } from 'node:crypto';
import { sendToServiceBus } from './service-bus';
import type { AzureLinks } from '../../src/private/contract';
import type { CreateClient } from '../private/clients';
import { delayOf, outgoing } from '../private/outgoing';

type QueueLink = NonNullable<AzureLinks['q']>[string];

/** Sends to a Service Bus queue. */
export const create: CreateClient<'queue', QueueLink> = (id, [host, entity, usual = 0], caller) => ({
  async send(body, options = {}) {
    const to = `queue '${id}'`;
    const delay = delayOf(to, options) ?? usual;
    await sendToServiceBus({
      what: `Sending to ${to}`,
      host,
      entity,
      ...outgoing(to, body, options.attributes, caller),
      properties: {
        // A queue that keeps order takes no message without a session; another does not mind one.
        SessionId: options.key ?? randomUUID(),
        ...(delay > 0 && { ScheduledEnqueueTimeUtc: new Date(Date.now() + delay * 1000).toUTCString() }),
      },
      remainingTime: caller.remainingTime,
    });
  },
});
