import type { Context, QueueClient } from '../context';
import { readLinks } from './settings';

/** A message on its way out. */
export interface Outgoing {
  readonly queue: string;
  readonly text: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly remainingTime: () => number;
}

/** Hands a message to the cloud; `link` is what the description says about the queue. */
export type Send = (link: any, message: Outgoing) => Promise<void>;

let links: Readonly<Record<string, unknown>> | undefined;

/** The client of a queue that the description grants to the function. */
export function linkedQueue(id: string, send: Send, context: Context): QueueClient {
  links ??= readLinks<{ q?: Record<string, unknown> }>().q ?? {};
  if (!Object.hasOwn(links, id)) throw new Error(notLinked(id, Object.keys(links)));
  const link = links[id];
  return {
    async send(body, options) {
      const text = JSON.stringify(body);
      if (text === undefined) throw new Error(`A message to queue '${id}' is ${typeof body}, which JSON cannot hold.`);
      const { traceparent, remainingTime } = context;
      const attributes = { ...(traceparent && { traceparent }), ...options?.attributes };
      await send(link, { queue: id, text, attributes, remainingTime });
    },
  };
}

function notLinked(id: string, ids: readonly string[]): string {
  const linked = ids.length > 0 ? `Linked are: ${ids.map((name) => `'${name}'`).join(', ')}.` : 'No queue is linked.';
  return `Queue '${id}' is not linked to this function. Call grantSend(fn) on the queue where it is described. ${linked}`;
}
