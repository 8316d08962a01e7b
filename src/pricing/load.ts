/** Seconds of a month, as clouds count it: 730 hours. */
export const MONTH = 730 * 3600;

/** What a part of a function has to do, spread evenly over the month. */
export interface Load {
  readonly requests: number;
  /** Seconds that one takes, as they are billed. */
  readonly seconds: number;
}

/** A part of the month, and how many instances are ready then. */
export interface Ready {
  readonly instances: number;
  /** 0 to 1. All of them together are 1. */
  readonly share: number;
}

/** Invocations that are at work at the same time, on average: Little's law. */
export function concurrency({ requests, seconds }: Load): number {
  return (requests * seconds) / MONTH;
}

/**
 * The share of requests that find no ready instance free, where they come at random: what does is served on demand, so
 * that it follows Erlang's loss formula.
 * @see https://en.wikipedia.org/wiki/Erlang_(unit)#Erlang_B_formula
 */
export function spilled(load: Load, ready: readonly Ready[]): number {
  const busy = concurrency(load);
  return ready.reduce((sum, { instances, share }) => sum + share * blocked(instances, busy), 0);
}

/** Instance-seconds in which at least one invocation is at work, where an instance takes several at a time. */
export function activeSeconds(load: Load, each: number): number {
  const busy = concurrency(load);
  // An instance is active once, however much its invocations overlap; and none takes more than its number.
  return Math.max(busy / each, 1 - Math.exp(-busy)) * MONTH;
}

/** The share that finds all of `instances` busy, where so many would be busy without end. */
function blocked(instances: number, busy: number): number {
  let share = 1;
  for (let n = 1; n <= instances; n++) share = (busy * share) / (n + busy * share);
  return share;
}
