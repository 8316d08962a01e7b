import type { Context } from '../context';
import type { Handler } from '../handler';
import { Delivered, Message } from './message';

/**
 * Hands messages to the handler.
 * @returns ids of the messages to deliver again
 * @throws what the handler throws, logged: then all are
 */
export async function consume(
  handler: Handler,
  queue: string,
  delivered: readonly Delivered[],
  context: Context,
): Promise<ReadonlySet<string>> {
  const failed = new Set<string>();
  const messages = delivered.map((message) => new Message(message, failed));
  try {
    await handler.queue!({ queue, messages }, context);
  } catch (error) {
    context.log.error("The handler's queue failed.", { queue, error });
    throw error;
  }
  return failed;
}

/** Hands over the only message of an invocation; throws where it is to be delivered again. */
export async function consumeOne(handler: Handler, queue: string, message: Delivered, context: Context): Promise<void> {
  const failed = await consume(handler, queue, [message], context);
  // Where a cloud delivers one message at a time, an error is how to ask for it again.
  if (failed.size > 0) throw new Error(`The handler asks for message '${message.id}' of queue '${queue}' again.`);
}
