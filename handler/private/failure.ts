import { AccessDenied, ConditionFailed, NotFound, ResourceError, Throttled } from '../errors';

/** The errors that callers tell apart; the rest is an `Error`. */
const typed = { NotFound, ConditionFailed, Throttled, AccessDenied } as const;

export type FailureKind = keyof typeof typed;

/**
 * The error of a call that failed.
 * @param what resource and what was tried, for the message: `Sending to queue 'Jobs'`
 * @param reason what the cloud said: status, name and text
 */
export function failure(kind: FailureKind | undefined, what: string, reason: string, cause: unknown): Error {
  if (cause instanceof ResourceError) return cause;
  const message = `${what} failed: ${reason}`;
  return kind ? new typed[kind](message, { cause }) : new Error(message, { cause });
}
