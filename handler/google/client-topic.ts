import { encoded, publish } from './pubsub';
import type { CreateClient } from '../private/clients';
import { outgoing } from '../private/outgoing';

/** Publishes to a topic of Pub/Sub: `projects/<project>/topics/<topic>`. */
export const create: CreateClient<'topic', string> = (id, topic, caller) => ({
  async publish(data, attributes) {
    const to = `topic '${id}'`;
    await publish(`Publishing to ${to}`, topic, encoded(outgoing(to, data, attributes, caller)), caller.remainingTime);
  },
});
