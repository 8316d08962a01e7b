import type { Context, Log, Native, QueueClient } from '../context';
import { createLog, Sink } from './log';
import { linkedQueue, Send } from './send';
import { traceId } from './trace';

/** What a cloud tells about an invocation. */
export interface Origin {
  readonly invocationId: string;
  readonly traceparent: string | undefined;
  readonly native: Native;
  readonly remainingTime: () => number;
  readonly sink: Sink;
  readonly send: Send;
}

let coldStart = true;

/** The context that every cloud hands to the handler. */
export class Invocation implements Context {
  readonly invocationId: string;
  readonly coldStart = coldStart;
  readonly traceparent: string | undefined;
  readonly native: Native;
  readonly remainingTime: () => number;
  readonly queue: (id: string) => QueueClient;
  readonly #sink: Sink;
  #log: Log | undefined;

  constructor(origin: Origin) {
    coldStart = false;
    this.invocationId = origin.invocationId;
    this.traceparent = origin.traceparent;
    this.native = origin.native;
    this.remainingTime = origin.remainingTime;
    this.queue = (id) => linkedQueue(id, origin.send, this);
    this.#sink = origin.sink;
  }

  get log(): Log {
    const { invocationId } = this;
    return (this.#log ??= createLog({ invocationId, traceId: traceId(this.traceparent) }, this.#sink));
  }
}

/** Counts down from now, where the cloud itself does not tell. */
export function countdown(seconds: number): () => number {
  const end = Date.now() + seconds * 1000;
  return () => Math.max(0, end - Date.now());
}
