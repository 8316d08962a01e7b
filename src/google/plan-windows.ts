import { GoogleCron, unfilteredCron } from './cron';
import { Retries, retriesWithin } from './retries';
import { windowHours } from './window-hours';
import { CapacitySpec, cronOf } from '../private/capacity';
import { firings, Interval, intervals } from '../private/capacity-windows';
import type { Report } from '../private/report';

/** A job that sets how many instances are kept ready. */
export interface WindowJob {
  /** Tells the jobs of a function apart. */
  readonly key: string;
  readonly at: GoogleCron;
  /** Instances from then on; those of triggers come on top. */
  readonly warm: number;
  readonly retries: Retries;
}

/**
 * What opens, repeats and closes windows. A deployment sets a function's own minimum again, so within a window its
 * minimum is set once an hour, by the job that opens the window wherever one expression says both.
 */
export function planWindows(capacity: CapacitySpec, report: Report): WindowJob[] {
  const all = intervals(capacity.windows);
  return capacity.windows.flatMap((window, index) => {
    const prop = `capacity.windows[${index}]`;
    const [opens, closes] = [cronOf(window, 'opens'), cronOf(window, 'closes')];
    const opening = exactly(unfilteredCron(opens), `${prop}.opens`, window.opens, report);
    const closing = exactly(unfilteredCron(closes), `${prop}.closes`, window.closes, report);
    if (!opening || !closing) return [];
    const hours = windowHours(opens, closes);
    if (!hours.whole) {
      report.approximate(
        'capacity.windows',
        `${prop} is set again in some of its hours only, because no expression of Cloud Scheduler names the days of the others.`,
      );
    }
    const repeated = hours.crons.map((cron) => unfilteredCron(cron)!);
    // Also those while it is open, where the opening has a job of its own.
    const openings = hours.opens ? [] : firings(window, 'opens');
    const opened = retriesWithin(untilClosed(all, index, openings));
    return [
      ...(hours.opens ? repeated : [opening, ...repeated]).map((at, job) => ({
        key: `window-${index}-open${job === 0 ? 's' : `-${job + 1}`}`,
        at,
        warm: window.warm,
        retries: opened,
      })),
      {
        key: `window-${index}-closes`,
        at: closing,
        warm: capacity.warm,
        retries: retriesWithin(untilNext(all, firings(window, 'closes'))),
      },
    ];
  });
}

function exactly(
  cron: GoogleCron | undefined,
  prop: string,
  expression: string,
  report: Report,
): GoogleCron | undefined {
  if (!cron) {
    report.problem(
      prop,
      `Cloud Scheduler has no expression for the days of '${expression}', and nothing could filter what fires too ` +
        'often. Name weekdays, or dates that every one of its months has.',
    );
  }
  return cron;
}

const second = 1000;
/** Changes of the clock are multiples of it, so that what follows an hour's job is never nearer than what is left over. */
const halfHour = 1800;

/** The least number of seconds from a setting within a window to its closing. */
function untilClosed(all: readonly Interval[], index: number, openings: readonly number[]): number {
  const own = all.filter(({ window }) => window === index);
  const repeated = own.map(({ from, to }) => ((to - from) / second) % halfHour || halfHour);
  return least([...repeated, ...gaps(openings, own, 'to')]);
}

/** The least number of seconds from a closing to the next opening, of whichever window. */
function untilNext(all: readonly Interval[], closings: readonly number[]): number {
  return least(gaps(closings, all, 'from'));
}

/** Seconds from each time to the next start, or end, of an interval. Both are sorted. */
function gaps(times: readonly number[], all: readonly Interval[], edge: 'from' | 'to'): number[] {
  let next = 0;
  return times.map((time) => {
    while (next < all.length && all[next]![edge] <= time) next++;
    return ((all[next]?.[edge] ?? Infinity) - time) / second;
  });
}

/** The last window of the years has no known end. */
function least(seconds: readonly number[]): number {
  return seconds.filter((gap) => gap > 0).reduce((smallest, gap) => Math.min(smallest, gap), halfHour);
}
