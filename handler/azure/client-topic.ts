import { sendToServiceBus } from './service-bus';
import type { AzureLinks } from '../../src/private/contract';
import type { CreateClient } from '../private/clients';
import { outgoing } from '../private/outgoing';

type TopicLink = NonNullable<AzureLinks['t']>[string];

/** Publishes to a Service Bus topic. */
export const create: CreateClient<'topic', TopicLink> = (id, [host, entity], caller) => ({
  async publish(data, attributes) {
    const to = `topic '${id}'`;
    await sendToServiceBus({
      what: `Publishing to ${to}`,
      host,
      entity,
      ...outgoing(to, data, attributes, caller),
      remainingTime: caller.remainingTime,
    });
  },
});
