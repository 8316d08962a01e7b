/**
 * The clients that a handler finds in its context. Each lies in a file of its own, which is in a package only where the
 * handler uses it.
 */
export enum Client {
  /** `context.queue(…)`. */
  QUEUE = 'queue',
  /** `context.topic(…)`. */
  TOPIC = 'topic',
  /** `context.bucket(…)`. */
  BUCKET = 'bucket',
  /** `context.table(…)`. */
  TABLE = 'table',
  /** `context.secret(…)`. */
  SECRET = 'secret',
  /** `context.function(…)`. */
  FUNCTION = 'function',
}
