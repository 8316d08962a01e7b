import { setTimeout as sleep } from 'node:timers/promises';

/** One call of a cloud's REST interface. */
export interface Call {
  /** What fails, for the error: `Sending to queue 'Jobs'`. */
  readonly what: string;
  readonly url: string;
  readonly init?: RequestInit;
  /** Milliseconds that are left for the call and its retries. */
  readonly remainingTime: () => number;
}

/** A call that failed: the service refused it, or it was not reached. */
export class RestError extends Error {
  constructor(
    message: string,
    /** Undefined where the service was not reached. */
    readonly status: number | undefined,
    /** The beginning of the service's answer. */
    readonly body: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const attempts = 5;

/**
 * Calls, and tries again with growing pauses where the service is busy or unreachable.
 * @throws RestError where the service refuses, or time or attempts run out
 */
export async function call({ what, url, init, remainingTime }: Call): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const signal = AbortSignal.timeout(Math.max(1, Math.min(10_000, remainingTime())));
    let status: number | undefined;
    let body = '';
    let cause: unknown;
    let passing = true;
    try {
      const response = await fetch(url, { ...init, signal });
      if (response.ok) return response;
      ({ status } = response);
      passing = status === 429 || status >= 500;
      body = (await response.text()).slice(0, 4000);
    } catch (error) {
      cause = error;
    }
    const pause = 100 * 2 ** attempt * (0.5 + Math.random() / 2);
    if (!passing || attempt === attempts || pause >= remainingTime()) {
      const failure = cause ? (cause as Error).message : `status ${status} ${body.slice(0, 300)}`.trim();
      throw new RestError(`${what} failed: ${failure}`, status, body, { cause });
    }
    await sleep(pause);
  }
}

/** What a service refused, also where a clearer error was made of it. */
export function refusalOf(error: unknown): RestError | undefined {
  return [error, (error as Error).cause].find((each): each is RestError => each instanceof RestError);
}

/** Takes an error of this status for an answer. */
export function unless(expected: number) {
  return (error: unknown): undefined => {
    if (refusalOf(error)?.status !== expected) throw error;
    return undefined;
  };
}

/** An access token and when it ends, in milliseconds since 1970. */
export interface Token {
  readonly value: string;
  readonly expires: number;
}

/** Keeps a token until shortly before it ends; concurrent callers share one request. */
export function cachedToken(request: (remainingTime: () => number) => Promise<Token>) {
  let token: Token | undefined;
  let pending: Promise<Token> | undefined;
  return async (remainingTime: () => number): Promise<string> => {
    if (token && token.expires - 60_000 > Date.now()) return token.value;
    pending ??= request(remainingTime).finally(() => (pending = undefined));
    token = await pending;
    return token.value;
  };
}
