import type { SendOptions } from '../clients';
import type { Caller } from './clients';

/** A message as it leaves. */
export interface Outgoing {
  readonly text: string;
  /** Those of the user, and the trace context. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** Attributes of the user's own: SQS takes ten, two of which are the trace context and a dead letter's note. */
const mostAttributes = 8;

/** Seconds: SQS delays no longer. */
const longestDelay = 900;

/**
 * A message on its way to a queue or topic.
 * @param to `queue 'Jobs'`, for errors
 */
export function outgoing(
  to: string,
  body: unknown,
  attributes: Readonly<Record<string, string>> = {},
  { traceparent, tracestate }: Caller,
): Outgoing {
  const text = JSON.stringify(body) as string | undefined;
  if (text === undefined) throw new Error(`A message to ${to} is ${typeof body}, which JSON cannot hold.`);
  const names = Object.keys(attributes);
  if (names.length > mostAttributes) {
    throw new Error(`A message to ${to} has ${names.length} attributes. At most ${mostAttributes} are possible.`);
  }
  const odd = names.find((name) => typeof attributes[name] !== 'string');
  if (odd !== undefined) throw new Error(`Attribute '${odd}' of a message to ${to} is no text. Attributes are texts.`);
  // A dead letter's note needs its place: what belongs to a trace context may be left out.
  const state = tracestate && names.length < mostAttributes ? { tracestate } : undefined;
  return { text, attributes: { ...(traceparent && { traceparent, ...state }), ...attributes } };
}

/** The key of a message, checked: in a queue without order it would do nothing. */
export function keyOf(to: string, { key }: SendOptions, ordered: 1 | undefined): string | undefined {
  if (key === undefined || ordered) return key;
  throw new Error(
    `A message to ${to} has the key '${key}', and the queue is not ordered. Leave 'key' out, or describe the queue: ` +
      'new Queue(…, { ordered: true }).',
  );
}

/** The delay of a message, checked; undefined where the queue's own stands. */
export function delayOf(to: string, { delay }: SendOptions): number | undefined {
  if (delay === undefined || (Number.isInteger(delay) && delay >= 0 && delay <= longestDelay)) return delay;
  throw new Error(`A message to ${to} has the delay ${delay}. It is whole seconds from 0 to ${longestDelay}.`);
}
