import type { Context, Log, Native } from '../context';
import { linked } from './clients';
import { takeColdStart } from './cold-start';
import { createLog, Sink } from './log';
import { traceId } from './trace';

/** What a cloud tells about an invocation. */
export interface Origin {
  readonly invocationId: string;
  readonly traceparent: string | undefined;
  readonly native: Native;
  readonly remainingTime: () => number;
  readonly sink: Sink;
}

/** The context that every cloud hands to the handler. */
export class Invocation implements Context {
  readonly invocationId: string;
  readonly coldStart = takeColdStart();
  /** Becomes that of the invocation's span, where there is one. */
  traceparent: string | undefined;
  tracestate?: string;
  readonly native: Native;
  readonly remainingTime: () => number;
  readonly #sink: Sink;
  #log: Log | undefined;

  constructor(origin: Origin) {
    this.invocationId = origin.invocationId;
    this.traceparent = origin.traceparent;
    this.native = origin.native;
    this.remainingTime = origin.remainingTime;
    this.#sink = origin.sink;
  }

  get log(): Log {
    const { invocationId } = this;
    return (this.#log ??= createLog({ invocationId, traceId: traceId(this.traceparent) }, this.#sink));
  }

  // Getters cost an invocation that uses none of them nothing.
  get queue(): Context['queue'] {
    return (id) => linked('queue', id, this);
  }

  get topic(): Context['topic'] {
    return (id) => linked('topic', id, this);
  }

  get bucket(): Context['bucket'] {
    return (id) => linked('bucket', id, this);
  }

  get table(): Context['table'] {
    return (id) => linked('table', id, this);
  }

  get secret(): Context['secret'] {
    return (id) => linked('secret', id, this);
  }

  get function(): Context['function'] {
    return (id) => linked('function', id, this);
  }
}

/** Counts down from now, where the cloud itself does not tell. */
export function countdown(seconds: number): () => number {
  const end = Date.now() + seconds * 1000;
  return () => Math.max(0, end - Date.now());
}
