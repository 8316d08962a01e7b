import type { Handler } from '../handler';
import type { Work } from './push';
import { consumeOne } from '../private/batch';

/** Hands a message of a queue to the handler. */
export function queueWork(handler: Handler, queue: string): Work {
  return (message, context) => consumeOne(handler, queue, message, context);
}
