import type { Caller } from '../private/clients';
import { failure, FailureKind } from '../private/failure';

/**
 * Calls AWS through its SDK, which signs and tries again, within the time that is left.
 * @param what resource and what is tried: `Sending to queue 'Jobs'`
 * @param failed what is thrown of an error of the SDK
 * @throws NotFound, ConditionFailed, Throttled, AccessDenied or Error, with the SDK's as the cause
 */
export async function calling<T>(
  what: string,
  { remainingTime }: Caller,
  call: (options: { readonly abortSignal: AbortSignal }) => Promise<T>,
  failed = awsFailure,
): Promise<T> {
  const deadline = new Deadline();
  try {
    return await new Promise<T>((resolve, reject) => {
      deadline.set(Math.max(1, remainingTime()), reject);
      call(deadline).then(resolve, reject);
    });
  } catch (cause) {
    throw failed(what, cause);
  } finally {
    deadline.clear();
  }
}

/** Ends a call. */
class Deadline {
  #timer: NodeJS.Timeout | undefined;
  #controller: AbortController | undefined;

  /** Made where it is asked for: it costs as much as all else that is done here. */
  get abortSignal(): AbortSignal {
    return (this.#controller ??= new AbortController()).signal;
  }

  set(milliseconds: number, reject: (cause: unknown) => void): void {
    this.#timer = setTimeout(() => {
      this.#controller?.abort();
      reject(new DOMException('There was no answer in the time that is left.', 'TimeoutError'));
    }, milliseconds);
  }

  clear(): void {
    clearTimeout(this.#timer);
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
  return failure(kindOf(cause as ServiceError), what, reasonOf(cause as ServiceError), cause);
}

/** What AWS says: status, name and text. */
export function reasonOf({ name, message, $metadata }: ServiceError): string {
  const status = $metadata?.httpStatusCode ? `status ${$metadata.httpStatusCode} ` : '';
  return `${status}${name}: ${message}`;
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
