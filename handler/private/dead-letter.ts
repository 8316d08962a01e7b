import type { DeadLetterNote } from '../../src/private/contract';
import type { Context } from '../context';
import { redact } from './redaction';

/** What a cloud's settings say of what delivers to the function: attempts, and where dead letters go. */
export interface Delivery {
  readonly a?: number;
  readonly d?: string;
}

/**
 * Sends the message at hand, body and attributes as they came, to where dead letters go; `note` is the value of one
 * attribute more, `DEAD_LETTER_ATTRIBUTE`.
 */
export type Move = (to: string, note: string) => Promise<void>;

/**
 * After a failure: moves the message where that was its last attempt.
 * @returns whether it was moved, and so is done with; else the cloud delivers it again or moves it itself
 */
export async function movedAway(
  { a: attempts, d: to }: Delivery,
  attempt: number,
  error: unknown,
  { log }: Pick<Context, 'log'>,
  move: Move,
): Promise<boolean> {
  if (attempts === undefined || to === undefined || !(attempt >= attempts)) return false;
  try {
    await move(to, noteOf(error, attempt, new Date()));
    return true;
  } catch (failure) {
    log.error('A dead letter could not be moved: the cloud moves it, without a reason.', { error: failure });
    return false;
  }
}

/**
 * Works on one message that the cloud delivers by itself; after the last attempt it is moved.
 * @throws what `work` throws, where the cloud is to deliver the message again or to move it itself
 */
export async function attempting(
  delivery: Delivery,
  attempt: number,
  context: Context,
  move: Move,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(await movedAway(delivery, attempt, error, context, move))) throw error;
  }
}

/** Bytes that an attribute may hold on every cloud. */
const most = 1024;

/** The note on a dead letter: text that every cloud takes as an attribute, the reason cut to fit. */
export function noteOf(error: unknown, attempts: number, at: Date): string {
  // XML, in which SQS answers, has no such characters.
  const reason = reasonOf(error).replace(/[\uFFFE\uFFFF]/g, '');
  for (let length = 500; ; length -= 20) {
    const note: DeadLetterNote = { reason: reason.slice(0, length), attempts, at: at.toISOString() };
    const text = JSON.stringify(note);
    if (Buffer.byteLength(text) <= most) return text;
  }
}

/** Name and message, no stack and no secret; handlers throw anything. */
function reasonOf(error: unknown): string {
  try {
    return redact(String(error));
  } catch {
    return 'What was thrown has no text.';
  }
}
