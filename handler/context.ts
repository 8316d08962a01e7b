/** What a function knows about one invocation. */
export interface Context {
  /** The cloud's own id of the invocation; it stands in every log line. */
  readonly invocationId: string;
  /** Whether this is the first invocation of its instance. */
  readonly coldStart: boolean;
  /**
   * The W3C trace context that the caller sent along or the cloud began.
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

/** Sends to a queue. */
export interface QueueClient {
  /**
   * Sends one message; the invocation's trace context travels with it.
   * @param body any value that JSON can hold; it arrives as `message.body`
   * @throws Error where the cloud refuses the message, or does not accept it in the time that is left
   */
  send(body: unknown, options?: SendOptions): Promise<void>;
}

/** Options of a message. */
export interface SendOptions {
  /**
   * Text attributes beside the body, up to 9.
   * @default - none
   */
  readonly attributes?: Readonly<Record<string, string>>;
}
