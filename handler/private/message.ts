import type { QueueMessage } from '../queue';

/** A message as a cloud delivers it. */
export interface Delivered {
  readonly id: string;
  readonly text: string;
  readonly attempt: number;
  /** When the queue accepted it: what `Date` takes. */
  readonly sent: string | number;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A message as the handler sees it; the time, costly to write out, is made when it is read. */
export class Message implements QueueMessage {
  readonly id: string;
  readonly body: unknown;
  readonly text: string;
  readonly attempt: number;
  readonly attributes: Readonly<Record<string, string>>;
  readonly retry: () => void;
  readonly #sent: string | number;

  constructor({ id, text, attempt, sent, attributes }: Delivered, retry: () => void) {
    this.id = id;
    this.body = parse(text);
    this.text = text;
    this.attempt = attempt;
    this.attributes = attributes;
    this.retry = retry;
    this.#sent = sent;
  }

  get time(): string {
    return new Date(this.#sent).toISOString();
  }

  /** For logs, where a getter would be left out. */
  toJSON(): Omit<QueueMessage, 'retry'> {
    const { id, body, text, attempt, time, attributes } = this;
    return { id, body, text, attempt, time, attributes };
  }
}

/** The value of a JSON text, or the text itself where it is not JSON. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
