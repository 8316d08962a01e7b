import { randomUUID } from 'node:crypto';
import { textAttributes } from './message-attributes';
import { sendMessage } from './sqs';
import type { AwsLinks } from '../../src/private/contract';
import type { SendOptions } from '../clients';
import type { CreateClient } from '../private/clients';
import { delayOf, keyOf, outgoing } from '../private/outgoing';

type QueueLink = NonNullable<AwsLinks['q']>[string];

/** Sends to SQS. */
export const create: CreateClient<'queue', QueueLink> = (id, [url, fifo], caller) => ({
  async send(body, options = {}) {
    const to = `queue '${id}'`;
    const key = keyOf(to, options, fifo);
    const { text, attributes } = outgoing(to, body, options.attributes, caller);
    await sendMessage(`Sending to ${to}`, caller, {
      QueueUrl: url,
      MessageBody: text,
      MessageAttributes: textAttributes(attributes),
      ...(fifo ? ordered(id, key, options) : { DelaySeconds: delayOf(to, options) }),
    });
  },
});

/** In a FIFO queue every message has a group; one of its own is in no order with others. */
function ordered(id: string, key: string | undefined, { delay }: SendOptions) {
  if (delay !== undefined) {
    throw new Error(
      `Queue '${id}' is ordered: on AWS its messages have no delay but the queue's own. Leave 'delay' out.`,
    );
  }
  return { MessageGroupId: key ?? randomUUID(), MessageDeduplicationId: randomUUID() };
}
