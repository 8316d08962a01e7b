import { cronOf, WindowSpec } from './capacity';
import type { CronSpec } from './cron';
import { daysOf } from './cron-calendar';
import { Open, openTimes } from './open-times';
import type { Report } from './report';
import { instantsOf } from './zone-changes';

/** When a window is open: from the first instant on, up to the second. */
export interface Interval extends Open {
  readonly window: number;
}

/** Refuses windows whose edges are not clear on every day, or that overlap. */
export function checkWindows(windows: readonly WindowSpec[], report: Report): void {
  const edges = windows.map(edgesOf);
  const clear = edges.flatMap((window, index) =>
    (['opens', 'closes'] as const).map((edge) => checkTimes(window[edge], `capacity.windows[${index}]`, edge, report)),
  );
  if (!clear.every(Boolean)) return;
  const open = edges.flatMap(openOf).sort(byStart);
  if (checkOverlaps(edges, open, report)) checkClosings(edges, open, report);
}

/** All times in 28 years, after which the calendar repeats, at which windows are open; sorted. */
export function intervals(windows: readonly WindowSpec[]): Interval[] {
  return windows.map(edgesOf).flatMap(openOf).sort(byStart);
}

/** When an edge fires in those years, also where its window is open, or closed, already; sorted. */
export function firings(window: WindowSpec, edge: keyof Edges): number[] {
  return edgesOf(window)[edge].all.map(({ instants }) => instants[0]!);
}

/** Every time that an expression names in those years. */
interface Times {
  readonly timeZone: string;
  readonly all: readonly { readonly local: number; readonly instants: readonly number[] }[];
}

type Edges = Readonly<Record<'opens' | 'closes', Times>>;

function edgesOf(window: WindowSpec): Edges {
  return { opens: timesOf(cronOf(window, 'opens')), closes: timesOf(cronOf(window, 'closes')) };
}

function timesOf({ timeZone, minutes, hours, ...days }: CronSpec): Times {
  const inDay = hours.flatMap((hour) => minutes.map((minute) => (hour * 60 + minute) * 60_000));
  const locals = daysOf(days).flatMap((day) => inDay.map((time) => day.getTime() + time));
  return { timeZone, all: locals.map((local) => ({ local, instants: instantsOf(timeZone, local) })) };
}

function openOf({ opens, closes }: Edges, window: number): Interval[] {
  const [openings, closings] = [opens, closes].map(({ all }) => all.map(({ instants }) => instants[0]!));
  return openTimes(openings!, closings!).map((open) => ({ window, ...open }));
}

function checkTimes({ timeZone, all }: Times, prop: string, edge: 'opens' | 'closes', report: Report): boolean {
  const wrong = all.find(({ instants }) => instants.length !== 1);
  if (!wrong) return true;
  const [date, time] = new Date(wrong.local).toISOString().split(/[T.]/) as [string, string];
  const what = wrong.instants.length === 0 ? 'skips' : 'has twice';
  report.problem(
    `${prop}.${edge}`,
    `a window that ${edge} at ${time.slice(0, 5)} is not clear: ${timeZone} ${what} that time on ${date}. Choose ` +
      'a time that every day has once.',
  );
  return false;
}

function checkOverlaps(edges: readonly Edges[], open: readonly Interval[], report: Report): boolean {
  const index = open.findIndex(({ from }, at) => at > 0 && from <= open[at - 1]!.to);
  if (index < 0) return true;
  const [before, after] = [open[index - 1]!, open[index]!];
  const at = localTime(after.from, edges[after.window]!.opens);
  report.problem(
    `capacity.windows[${after.window}]`,
    before.to === after.from
      ? `opens in the minute in which ${before.window === after.window ? 'it' : `windows[${before.window}]`} closes, ${at}, and which of both a cloud does first is ` +
          'not known. Leave a minute between them, or make them one.'
      : `opens on ${at}, when windows[${before.window}] is still open. Windows of a function may not overlap.`,
  );
  return false;
}

/** A closing sets what there is outside of windows, also where its own window is not open. */
function checkClosings(edges: readonly Edges[], open: readonly Interval[], report: Report): void {
  const closings = edges
    .flatMap(({ closes }, window) => closes.all.map(({ instants }) => ({ window, at: instants[0]! })))
    .sort((a, b) => a.at - b.at);
  let next = 0;
  for (const { window, at } of closings) {
    while (next < open.length && open[next]!.to <= at) next++;
    const other = open[next];
    if (!other || at < other.from) continue;
    const when = localTime(at, edges[window]!.closes);
    report.problem(
      `capacity.windows[${window}].closes`,
      // Its own window ends there otherwise.
      other.window === window
        ? `fires on ${when}, when the window opens, and which of both a cloud does first is not known. Leave a ` +
            'minute between them.'
        : `fires on ${when}, when windows[${other.window}] is open, and would end it. Name only days on which ` +
            'it has opened.',
    );
    return;
  }
}

/** As people read it where the window is: `Fri 2026-03-27 08:00 in Europe/Berlin`. */
function localTime(instant: number, { timeZone }: Times): string {
  const date = new Date(instant);
  const weekday = date.toLocaleDateString('en', { timeZone, weekday: 'short' });
  return `${weekday} ${date.toLocaleString('sv', { timeZone }).slice(0, 16)} in ${timeZone}`;
}

function byStart(a: Interval, b: Interval): number {
  return a.from - b.from;
}
