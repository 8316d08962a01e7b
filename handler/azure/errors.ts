import { failure, FailureKind } from '../private/failure';

const kinds: Readonly<Record<number, FailureKind>> = {
  401: 'AccessDenied',
  403: 'AccessDenied',
  404: 'NotFound',
  429: 'Throttled',
  503: 'Throttled',
};

/** What Service Bus also answers with status 403: a message that is too large, a queue that is full. */
const noMatterOfAccess = /quota|size|large/i;

/** The error that stands for a service's answer, by its status. */
export function failureOf(what: string, status: unknown, reason: string, cause: unknown): Error {
  const kind = status === 403 && noMatterOfAccess.test(reason) ? undefined : kinds[status as number];
  return failure(kind, what, `status ${status} ${reason}`.trim(), cause);
}

/**
 * Runs calls of an SDK.
 * @param what what fails, for the error: `Reading table 'Orders'`
 * @throws NotFound, AccessDenied, Throttled, or Error for what else goes wrong
 */
export async function attempt<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const { statusCode, code, message } = cause as Refusal;
    const status = statusCode ?? (typeof code === 'number' ? code : undefined);
    const reason = firstLine(message);
    throw status === undefined ? failure(undefined, what, reason, cause) : failureOf(what, status, reason, cause);
  }
}

/** What the SDKs throw: storage has `statusCode`, Cosmos DB has the status as `code`. */
interface Refusal {
  readonly statusCode?: number;
  readonly code?: number | string;
  readonly message?: string;
}

function firstLine(text = ''): string {
  return text.trim().split('\n')[0].slice(0, 300);
}
