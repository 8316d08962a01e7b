/**
 * Tells whether a date (midnight UTC or later) is the special day of its month. At synthesis and, bundled, in the
 * adapters.
 *
 * Each names one day of a month, if the month has it:
 * - `L`, `L-3`: the last day, or so many days before it
 * - `15W`: the weekday (Monday to Friday) nearest to a date, in the same month; `LW`: the last weekday
 * - `5L`: the last Friday; 0 is Sunday
 * - `5#2`: the second Friday
 */
export function specialDay(special: string): (date: Date) => boolean {
  const [, first, kind, second] = /^(\d*)(LW|L|W|#)-?(\d*)$/.exec(special)!;
  const [number, other] = [Number(first), Number(second)];
  if (kind === '#') return (date) => date.getUTCDay() === number && Math.ceil(date.getUTCDate() / 7) === other;
  if (kind === 'W') return (date) => number <= lastOf(date) && date.getUTCDate() === nearestWorkday(date, number);
  if (kind === 'LW') return (date) => date.getUTCDate() === nearestWorkday(date, lastOf(date));
  if (first === '') return (date) => date.getUTCDate() === lastOf(date) - other;
  return (date) => date.getUTCDay() === number && date.getUTCDate() > lastOf(date) - 7;
}

/** The last day of a date's month. */
function lastOf(date: Date): number {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
}

/** The Monday to Friday nearest to a day of a date's month, without leaving the month. */
function nearestWorkday(date: Date, day: number): number {
  const weekday = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), day)).getUTCDay();
  if (weekday === 6) return day === 1 ? 3 : day - 1;
  if (weekday === 0) return day === lastOf(date) ? day - 2 : day + 1;
  return day;
}
