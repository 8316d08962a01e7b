import type { Handler } from '../handler';
import type { Work } from './push';
import { dispatch, published } from '../private/arrived';

/** Hands a message of a topic to the handler. */
export function topicWork(handler: Handler, topic: string): Work {
  return (delivered, context) => dispatch(handler, delivered, context, (message) => published(topic, message));
}
