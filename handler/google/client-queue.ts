import { encoded, publish } from './pubsub';
import type { GoogleLinks } from '../../src/private/contract';
import type { CreateClient } from '../private/clients';
import { keyOf, outgoing } from '../private/outgoing';

type QueueLink = NonNullable<GoogleLinks['q']>[string];

/** Sends to a queue: publishes to its topic of Pub/Sub. */
export const create: CreateClient<'queue', QueueLink> = (id, [topic, ordered], caller) => ({
  async send(body, options = {}) {
    const to = `queue '${id}'`;
    const { attributes, delay } = options;
    const key = keyOf(to, options, ordered);
    if (delay) {
      throw new Error(
        `A message to ${to} has the delay ${delay}. Pub/Sub has none: send it without, ` +
          'or keep what is due later in a table that a schedule works through.',
      );
    }
    const message = { ...encoded(outgoing(to, body, attributes, caller)), ...(key && { orderingKey: key }) };
    await publish(`Sending to ${to}`, topic, message, caller.remainingTime);
  },
});
