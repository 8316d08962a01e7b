/* How a zone's local time and UTC belong together, over all years that windows are checked for. */

const first = Date.UTC(2024, 0, 1);
/** Exclusive: the calendar repeats after 28 years. */
const last = Date.UTC(2052, 0, 1);
const minute = 60_000;
/** Shorter than the shortest period between two changes: Morocco's pause in Ramadan. */
const step = 6 * 86_400_000;

/** From an instant on, how far the zone's local time is ahead of UTC; both in milliseconds. */
interface Period {
  readonly from: number;
  readonly offset: number;
}

const known = new Map<string, readonly Period[]>();

/**
 * The instants at which a zone's clocks show a local time: none where a change skips it, two where one repeats it.
 * @param local milliseconds, as if the local time were UTC
 */
export function instantsOf(timeZone: string, local: number): number[] {
  const periods = periodsOf(timeZone);
  const instants: number[] = [];
  // Asked for each time of 28 years: only the periods around it are tried.
  const after = periods.findIndex(({ from }) => from >= local + step);
  const latest = (after < 0 ? periods.length : after) - 1;
  for (let index = latest; index >= 0 && (index === latest || periods[index + 1]!.from > local - step); index--) {
    const { from, offset } = periods[index]!;
    const instant = local - offset;
    if (instant >= from && instant < (periods[index + 1]?.from ?? Infinity)) instants.unshift(instant);
  }
  return instants;
}

function periodsOf(timeZone: string): readonly Period[] {
  const found = known.get(timeZone) ?? findPeriods(timeZone);
  known.set(timeZone, found);
  return found;
}

function findPeriods(timeZone: string): Period[] {
  const offset = offsetIn(timeZone);
  const periods: Period[] = [{ from: -Infinity, offset: offset(first - 2 * step) }];
  for (let time = first - 2 * step; time < last + 2 * step; time += step) {
    if (offset(time + step) === offset(time)) continue;
    const from = changeBetween(time, time + step, offset);
    periods.push({ from, offset: offset(from) });
  }
  return periods;
}

/** Halves until the minute of the change is found. */
function changeBetween(before: number, after: number, offset: (time: number) => number): number {
  if (after - before <= minute) return after;
  const middle = before + Math.floor((after - before) / 2 / minute) * minute;
  return offset(middle) === offset(before)
    ? changeBetween(middle, after, offset)
    : changeBetween(before, middle, offset);
}

function offsetIn(timeZone: string): (time: number) => number {
  const options = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
  const format = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', ...options });
  return (time) => {
    const parts = format.formatToParts(time).filter(({ type }) => type !== 'literal');
    const [month, day, year, hour, minutes] = parts.map(({ value }) => Number(value));
    return Date.UTC(year!, month! - 1, day, hour, minutes) - time;
  };
}
