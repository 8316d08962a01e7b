import type { BucketClient, FunctionClient, QueueClient, SecretClient, TableClient, TopicClient } from './clients';

/** What a function knows about one invocation. */
export interface Context {
  /** The cloud's own id of the invocation; it stands in every log line. */
  readonly invocationId: string;
  /** Whether this is the first invocation of its instance, and neither a ping nor the cloud had started it before. */
  readonly coldStart: boolean;
  /**
   * The W3C trace context that the caller sent along or the cloud began; of a function that is traced, that of the
   * invocation's own span.
   * @default - undefined, where there is none
   * @see https://www.w3.org/TR/trace-context/#traceparent-header
   */
  readonly traceparent: string | undefined;
  /** The cloud's own event and context: what is read from here runs on that cloud only. */
  readonly native: Native;
  /** Structured log of this invocation. */
  readonly log: Log;
  /** Milliseconds until the cloud stops the invocation. */
  remainingTime(): number;
  /**
   * A queue that the function may send to.
   * @param id the queue's construct id
   * @throws Error where the queue is not linked to the function; it lists those that are
   */
  queue(id: string): QueueClient;
  /** A topic that the function may publish to; likewise. */
  topic(id: string): TopicClient;
  /** A bucket that the function may read or write; likewise. */
  bucket(id: string): BucketClient;
  /** A table that the function may read or write; likewise. */
  table(id: string): TableClient;
  /** A secret that the function may read; likewise. */
  secret(id: string): SecretClient;
  /** A function that this one may call; likewise. */
  function(id: string): FunctionClient;
}

/** The cloud's own objects behind an invocation. */
export interface Native {
  /** AWS: the event. Azure: the trigger's input. Google: the request of the Functions Framework. */
  readonly event: unknown;
  /** AWS: the Lambda context. Azure: the `InvocationContext`. Google: undefined. */
  readonly context: unknown;
}

/**
 * Writes one JSON object a line, with `level`, `message`, `time`, `invocationId`, `traceId` and the given fields.
 * Errors among the fields are written with name, message, stack and cause. A field cannot replace one of the names above.
 */
export interface Log {
  /** For the one who looks for a fault. */
  debug(message: string, fields?: Readonly<Record<string, unknown>>): void;
  /** The normal course of things. */
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  /** Something to look at, though the invocation goes on. */
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  /** Something that failed. */
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}
