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
  /** Structured log of this invocation: its lines say of which event they are, and hold no secret. */
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
  /** A secret that the function may read; likewise. Once it is read, the log writes its id in place of its value. */
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
 * Writes one JSON object a line: `level`, `message`, `time`, `invocationId`, what the invocation is about, and the given
 * fields, none of which can replace another. What it is about has the same names on every cloud:
 *
 * - `trigger`: its kind and key, such as `queue Jobs`, `topic Orders`, `schedule Nightly`, `objectCreated Uploads`,
 *   `tableChange Stock` or `http GET /orders/{id}`
 * - `eventId`: the id of the event or message; requests have none
 * - `attempt`: which delivery of it this is, 1 for the first; requests have none
 * - `batchSize`: in place of the two above, where several messages came at once; a handler may give these two as fields
 *   then, because it knows which message it works on
 * - `traceId`: the id of the trace, where there is one
 *
 * Errors among the fields are written with name, message, stack and cause. Stacks name the files and lines of the sources,
 * unless the package holds no source map.
 *
 * Values of secrets that `context.secret(id)` has read are written as `[secret <id>]`, wherever they stand: in messages,
 * fields and stacks, in URLs and in JSON too. Of a secret that is a JSON object this goes for its members with names such
 * as `password` as well. It goes for no value of fewer than 6 characters, which could be a part of any text, and for none
 * that was taken apart or encoded otherwise. Fields at any depth whose names are those of secrets, such as `password`,
 * `token`, `apiKey`, `authorization` and `cookie`, are written as `[redacted]`; truth values, and numbers of tokens, stay.
 *
 * What is written otherwise, by `console` or by a library, is written as it is.
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
