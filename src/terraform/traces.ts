/**
 * Builds without the stack traces that the engine takes of every value it may resolve later: whole ones, which cost
 * more the deeper a library calls, and more than the building itself. Errors have theirs as ever.
 */
export function untraced<T>(build: () => T): T {
  const { captureStackTrace } = Error;
  Error.captureStackTrace = () => undefined;
  try {
    return build();
  } finally {
    Error.captureStackTrace = captureStackTrace;
  }
}
