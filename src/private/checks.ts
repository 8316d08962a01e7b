import type { Report } from './report';
import { holdsToken } from './tokens';

/**
 * A whole number in a range. Tokens can't be checked or rounded, so they are refused.
 * @param why what the range comes from, and the way out, where the range alone does not tell
 */
export function whole(
  prop: string,
  value: number,
  least: number,
  most: number,
  report: Report,
  unit = '',
  why = '',
): number {
  const range = most === Infinity ? `of at least ${least}` : `from ${least} to ${most}`;
  if (isToken(value)) {
    report.problem(prop, 'a value known on deployment only can not be checked. Give a literal number.');
  } else if (!Number.isInteger(value) || value < least || value > most) {
    report.problem(
      prop,
      `${typeof value === 'string' ? JSON.stringify(value) : value}${unit} is not a whole number ${range}.${why}`,
    );
  }
  return value;
}

/** Engines write numbers that they do not know yet as very negative ones, as text, or as objects of their own. */
function isToken(value: unknown): boolean {
  if (typeof value === 'string') return holdsToken(value);
  return typeof value === 'number' ? value < -1e100 : typeof (value as { resolve?: unknown })?.resolve === 'function';
}

/** The number in a Size or Duration, by its shape; from JavaScript a bare number may come instead. */
export function amount<M extends string>(
  prop: string,
  value: { readonly [K in M]: () => number } | undefined,
  method: M,
  example: string,
  report: Report,
): number | undefined {
  if (value === undefined || typeof value?.[method] === 'function') return value?.[method]();
  report.problem(prop, `${JSON.stringify(value)} has no unit. Write one such as ${example}.`);
  return undefined;
}

/** A Duration in whole units of so many milliseconds, if it is there. */
export function duration(
  prop: string,
  value: { readonly toMilliseconds: () => number } | undefined,
  unit: { readonly name: 'seconds' | 'days'; readonly millis: number },
  [least, most]: readonly [number, number],
  report: Report,
): number | undefined {
  const millis = amount(prop, value, 'toMilliseconds', `Duration.${unit.name}(30)`, report);
  return millis === undefined ? undefined : whole(prop, millis / unit.millis, least, most, report, ` ${unit.name}`);
}

export const seconds = { name: 'seconds', millis: 1000 } as const;
export const days = { name: 'days', millis: 86_400_000 } as const;

const attempts = { least: 5, most: 100, default: 5 };

/** What Pub/Sub takes holds everywhere, so that a description means the same on each cloud. */
const whyAttempts =
  " Google's Pub/Sub takes no others, and a number means the same on every cloud. Take one of them; a handler that is to " +
  "give up sooner looks at the event's `attempt`, and returns.";

export function maxAttempts(value: number | undefined, report: Report): number {
  const { least, most } = attempts;
  return whole('maxAttempts', value ?? attempts.default, least, most, report, '', whyAttempts);
}
