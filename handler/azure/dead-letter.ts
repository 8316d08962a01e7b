import type { InvocationContext } from '@azure/functions';
import { sendToServiceBus } from './service-bus';
import { AzureDelivery, DEAD_LETTER_ATTRIBUTE } from '../../src/private/contract';
import type { Caller } from '../private/clients';
import type { Move } from '../private/dead-letter';
import type { Delivered } from '../private/message';

/**
 * Sends a message to a dead-letter queue, as it came and with the note. Its id stays, so that one that was moved and
 * then delivered again all the same can be told.
 */
export function moveOf({ c }: AzureDelivery, message: Delivered, invocation: InvocationContext, caller: Caller): Move {
  return async (to, note) => {
    const { id, text, attributes } = message;
    const session = invocation.triggerMetadata?.sessionId;
    await sendToServiceBus({
      what: 'Moving a dead letter',
      host: hostOf(c),
      entity: to,
      text,
      attributes: { ...attributes, [DEAD_LETTER_ATTRIBUTE]: note },
      properties: { MessageId: id, ...(typeof session === 'string' && session !== '' && { SessionId: session }) },
      remainingTime: caller.remainingTime,
    });
  };
}

/** The namespace of a connection, which the trigger reads from the same setting. */
function hostOf(connection: string): string {
  const setting = `${connection}__fullyQualifiedNamespace`;
  const host = process.env[setting];
  if (!host) throw new Error(`The setting ${setting} is missing. Deploy the function from its description.`);
  return host;
}
