/** How Cloud Scheduler tries again what failed. */
export interface Retries {
  readonly count: number;
  /** Before the first of them; each wait after it is twice as long. */
  readonly waitSeconds: number;
  /** All waits together. */
  readonly totalSeconds: number;
}

/** The shortest deadline that an attempt over HTTP can have. What it asks for is answered within one or two. */
export const ATTEMPT_SECONDS = 15;

const most = { count: 5, waitSeconds: 20 };
const leastWait = 5;
/** Jobs begin some seconds late. */
const lateSeconds = 10;

/**
 * As many as can be over before something else is to be set: what comes late would undo it. With time enough, 6
 * attempts in 10 minutes, which outlast a deployment that holds the service and an API that has a bad moment.
 *
 * Cloud Scheduler goes on until both the count and the duration are used up, so the duration is exactly that of the
 * waits: a longer one would add attempts.
 * @param seconds at least 60, from an attempt to the next setting
 * @see https://cloud.google.com/scheduler/docs/configuring/retry-jobs
 */
export function retriesWithin(seconds: number): Retries {
  for (let count = most.count; count > 1; count--) {
    const waitSeconds = longestWait(seconds, count);
    if (waitSeconds >= leastWait) return retries(count, waitSeconds);
  }
  return retries(1, longestWait(seconds, 1));
}

function longestWait(seconds: number, count: number): number {
  const left = seconds - lateSeconds - (count + 1) * ATTEMPT_SECONDS;
  return Math.min(Math.floor(left / (2 ** count - 1)), most.waitSeconds);
}

function retries(count: number, waitSeconds: number): Retries {
  return { count, waitSeconds, totalSeconds: waitSeconds * (2 ** count - 1) };
}
