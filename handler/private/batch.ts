import type { Handler } from '../handler';
import type { About, Telling } from './invocation';
import { Delivered, Message } from './message';
import { tracing } from './tracing';

/** What `retry()` stands for where a reason is asked for. It has no name: its text is the whole reason. */
const again = Object.assign(new Error('The handler asked for it again.'), { name: '' });

/** Why messages failed, by their ids. */
export type Failures = ReadonlyMap<string, unknown>;

/**
 * Hands messages to the handler. What it throws is logged, and the reason why all have failed.
 * @returns the messages to deliver again
 */
export async function consume(
  handler: Handler,
  queue: string,
  delivered: readonly Delivered[],
  context: Telling,
): Promise<Failures> {
  context.about?.(() => aboutMessages(queue, delivered));
  const failed = new Map<string, unknown>();
  const messages = delivered.map((message) => new Message(message, () => failed.set(message.id, again)));
  try {
    const work = () => handler.queue!({ queue, messages }, context);
    await (tracing ? tracing.messages(context, queue, delivered, failed, work) : work());
  } catch (error) {
    context.log.error("The handler's queue failed.", { queue, ...idsOf(delivered), error });
    for (const { id } of delivered) failed.set(id, error);
  }
  return failed;
}

/** Hands over the only message of an invocation; throws where it is to be delivered again. */
export async function consumeOne(handler: Handler, queue: string, message: Delivered, context: Telling): Promise<void> {
  const failed = await consume(handler, queue, [message], context);
  // Where a cloud delivers one message at a time, an error is how to ask for it again.
  if (failed.size > 0) throw failed.get(message.id);
}

function aboutMessages(queue: string, delivered: readonly Delivered[]): About {
  const trigger = `queue ${queue}`;
  if (delivered.length !== 1) return { trigger, batchSize: delivered.length };
  const [{ id, attempt }] = delivered;
  return { eventId: id, trigger, attempt };
}

/** Which messages a larger batch had; the cloud cuts or drops long lines. */
function idsOf(delivered: readonly Delivered[]): { readonly eventIds?: string[] } {
  return delivered.length > 1 ? { eventIds: delivered.slice(0, 100).map(({ id }) => id) } : {};
}
