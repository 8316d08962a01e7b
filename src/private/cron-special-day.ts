/**
 * Whether a date is the special day of its month. Used at synthesis and, bundled, by the adapters.
 *
 * Each names one day of a month, if the month has it:
 * - `L`, `L-3`: the last day, or so many days before it
 * - `15W`: the weekday (Monday to Friday) nearest to a date, in the same month; `LW`: the last weekday
 * - `5L`: the last Friday; 0 is Sunday
 * - `5#2`: the second Friday
 * @param date midnight UTC
 */
export function isSpecialDay(special: string, date: Date): boolean {
  const [, first, kind, second] = /^(\d*)(LW|L|W|#)-?(\d*)$/.exec(special)!;
  const day = date.getUTCDate();
  const isWeekday = date.getUTCDay() === Number(first);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  switch (kind) {
    case 'L':
      return first === '' ? day === last - Number(second) : isWeekday && day > last - 7;
    case 'LW':
      return day === nearestWorkday(date, last, last);
    case 'W':
      return Number(first) <= last && day === nearestWorkday(date, Number(first), last);
    default:
      return isWeekday && Math.ceil(day / 7) === Number(second);
  }
}

/** The Monday to Friday nearest to a day, without leaving the month. */
function nearestWorkday(month: Date, day: number, last: number): number {
  const weekday = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth(), day)).getUTCDay();
  if (weekday === 6) return day === 1 ? 3 : day - 1;
  if (weekday === 0) return day === last ? day - 2 : day + 1;
  return day;
}
