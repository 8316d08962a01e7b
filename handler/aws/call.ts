import type { Caller } from '../private/clients';
import { failure, FailureKind } from '../private/failure';

/**
 * Calls AWS through its SDK, which signs and tries again, within the time that is left.
 * @param what resource and what is tried: `Sending to queue 'Jobs'`
 * @throws NotFound, ConditionFailed, Throttled, AccessDenied or Error, with the SDK's as the cause
 */
export async function calling<T>(
  what: string,
  { remainingTime }: Caller,
  call: (options: { readonly abortSignal: AbortSignal }) => Promise<T>,
): Promise<T> {
  try {
    return await call({ abortSignal: AbortSignal.timeout(Math.max(1, remainingTime())) });
  } catch (cause) {
    throw awsFailure(what, cause);
  }
}

/** As much of the SDK's errors as is the same for every service. */
interface ServiceError {
  readonly name?: string;
  readonly message?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $retryable?: { readonly throttling?: boolean };
}

/** An error of the SDK as one of the few that every cloud has. */
export function awsFailure(what: string, cause: unknown): Error {
  const { name, message, $metadata } = cause as ServiceError;
  const status = $metadata?.httpStatusCode ? `status ${$metadata.httpStatusCode} ` : '';
  return failure(kindOf(cause as ServiceError), what, `${status}${name}: ${message}`, cause);
}

function kindOf({ name = '', $metadata, $retryable }: ServiceError): FailureKind | undefined {
  if (name === 'ConditionalCheckFailedException') return 'ConditionFailed';
  if (/^(NoSuchKey|NotFound|NotFoundException|ResourceNotFoundException|QueueDoesNotExist)$/.test(name)) {
    return 'NotFound';
  }
  if (/AccessDenied|^AuthorizationError|^Forbidden$|^UnauthorizedOperation$/.test(name)) return 'AccessDenied';
  const busy = /Throttl|ThroughputExceeded|RequestLimitExceeded|TooManyRequests|SlowDown/;
  return busy.test(name) || $retryable?.throttling || $metadata?.httpStatusCode === 429 ? 'Throttled' : undefined;
}
