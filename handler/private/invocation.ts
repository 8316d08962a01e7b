import { linked } from './clients';
import { takeColdStart } from './cold-start';
import { createLog, Sink } from './log';
import { COLD_START } from '../../src/private/contract';
import type { Context, Log, Native } from '../context';
import { traceId } from './trace';

/** What a cloud tells about an invocation. */
export interface Origin {
  readonly invocationId: string;
  readonly traceparent: string | undefined;
  readonly native: Native;
  readonly remainingTime: () => number;
  readonly sink: Sink;
}

/** What log lines say of the event that an invocation works on. */
export interface About {
  readonly eventId?: string;
  /** Its kind and key: `queue Jobs`. */
  readonly trigger?: string;
  readonly attempt?: number;
  /** Messages at once, where these are several. */
  readonly batchSize?: number;
}

/** A context that can be told what it is about, once this is known. */
export interface Telling extends Context {
  about?(event: () => About): void;
}

/** The context that every cloud hands to the handler. */
export class Invocation implements Telling {
  readonly invocationId: string;
  readonly coldStart = takeColdStart();
  /** Becomes that of the invocation's span, where there is one. */
  traceparent: string | undefined;
  tracestate?: string;
  readonly native: Native;
  readonly remainingTime: () => number;
  readonly #sink: Sink;
  #about: (() => About) | undefined;
  #log: Log | undefined;
  #toldColdStart = false;

  constructor(origin: Origin) {
    this.invocationId = origin.invocationId;
    this.traceparent = origin.traceparent;
    this.native = origin.native;
    this.remainingTime = origin.remainingTime;
    this.#sink = origin.sink;
  }

  get log(): Log {
    return (this.#log ??= this.logAbout());
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

  /** A log whose lines are about one of several events. */
  logAbout(event?: About): Log {
    const { invocationId, traceparent } = this;
    return createLog({ invocationId, ...this.#about?.(), ...event, traceId: traceId(traceparent) }, this.#sink);
  }

  /** Asked only when something is logged, which a cold start is. */
  about(event: () => About): void {
    this.#about = event;
    this.#log = undefined;
    // Alarms count these lines, the same on each cloud.
    if (this.coldStart && !this.#toldColdStart) this.log.info(COLD_START, { coldStart: true });
    this.#toldColdStart = true;
  }
}

/** Counts down from now, where the cloud itself does not tell. */
export function countdown(seconds: number): () => number {
  const end = Date.now() + seconds * 1000;
  return () => Math.max(0, end - Date.now());
}
