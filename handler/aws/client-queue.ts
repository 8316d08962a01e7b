import { randomUUID } from 'node:crypto';
import { textAttributes } from './message-attributes';
import { sendMessage } from './sqs';
import type { AwsLinks } from '../../src/private/contract';
import type { SendOptions } from '../clients';
import type { CreateClient } from '../private/clients';
import { delayOf, outgoing } from '../private/outgoing';

type QueueLink = NonNullable<AwsLinks['q']>[string];

/** Sends to SQS. */
export const create: CreateClient<'queue', QueueLink> = (id, [url, fifo], caller) => ({
  async send(body, options = {}) {
    const { text, attributes } = outgoing(`queue '${id}'`, body, options.attributes, caller);
    await sendMessage(`Sending to queue '${id}'`, caller, {
      QueueUrl: url,
      MessageBody: text,
      MessageAttributes: textAttributes(attributes),
      ...(fifo ? ordered(id, options) : unordered(id, options)),
    });
  },
});

/** In a FIFO queue every message has a group; one of its own is in no order with others. */
function ordered(id: string, { key, delay }: SendOptions) {
  if (delay !== undefined) {
    throw new Error(
      `Queue '${id}' is ordered: on AWS its messages have no delay but the queue's own. Leave 'delay' out.`,
    );
  }
  return { MessageGroupId: key ?? randomUUID(), MessageDeduplicationId: randomUUID() };
}

function unordered(id: string, options: SendOptions) {
  if (options.key !== undefined) {
    throw new Error(
      `Queue '${id}' is not ordered, and so takes no 'key'. Describe it: new Queue(…, { ordered: true }).`,
    );
  }
  return { DelaySeconds: delayOf(`queue '${id}'`, options) };
}
