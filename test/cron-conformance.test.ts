import { Cron, CronOptions } from 'croner';
import * as fc from 'fast-check';
import { DateTime } from 'luxon';
import { fires, firingOf } from '../handler/cron';
import { awsCron } from '../src/aws/cron';
import { azureCron } from '../src/azure/cron';
import { googleCron } from '../src/google/cron';
import type { ScheduleSettings } from '../src/private/contract';
import { CronSpec, parseCron } from '../src/private/cron';

/*
 * Every accepted expression fires at the same instants on every cloud. croner reads the user's expression and each
 * cloud's, on a clock without changes; luxon says which instants have such a local time.
 */

const zones = [
  'UTC',
  'Africa/Cairo',
  'Africa/Casablanca',
  'America/New_York',
  'America/Santiago',
  'America/Sao_Paulo',
  'America/St_Johns',
  'Antarctica/Troll',
  'Asia/Beirut',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Tehran',
  'Atlantic/Azores',
  'Australia/Lord_Howe',
  'Etc/GMT+12',
  'Europe/Berlin',
  'Europe/Dublin',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
];

const minute = 60_000;
const day = 1440 * minute;

/** An expression as the user writes it, and as croner reads it: croner knows neither `FRI-MON` nor `L-3`. */
interface Sample {
  readonly text: string;
  readonly pattern: string;
  /** Days that croner adds to each. */
  readonly dayOffset?: number;
}

function field(min: number, max: number, ...likely: number[]): fc.Arbitrary<string> {
  const value = fc.oneof(fc.integer({ min, max }), ...(likely.length > 0 ? [fc.constantFrom(...likely)] : []));
  const range = fc.tuple(value, value).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`);
  const step = fc.integer({ min: 1, max: max - min });
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant('*') },
    { weight: 4, arbitrary: value.map(String) },
    { weight: 2, arbitrary: range },
    { weight: 3, arbitrary: fc.array(fc.oneof(value.map(String), range), { minLength: 2, maxLength: 5 }).map(String) },
    { weight: 2, arbitrary: step.map((n) => `*/${n}`) },
    { weight: 1, arbitrary: fc.tuple(value, step).map(([a, n]) => `${a}/${n}`) },
    { weight: 1, arbitrary: fc.tuple(range, step).map(([a, n]) => `${a}/${n}`) },
  );
}

const months = fc.oneof(
  { weight: 4, arbitrary: fc.constant('*') },
  { weight: 2, arbitrary: field(1, 12, 2, 3, 10, 12) },
  { weight: 1, arbitrary: fc.constantFrom('JAN', 'feb', 'Mar-Apr', 'oct,DEC', 'JUN-DEC/2') },
);

const weekday = fc.integer({ min: 0, max: 7 });
const names = ['SUN', 'mon', 'Tue', 'WED', 'thu', 'Fri', 'SAT', 'sun'];
const written = weekday.chain((value) => fc.constantFrom({ value, text: `${value}` }, { value, text: names[value]! }));

/** A list of weekdays, with ranges that run over Sunday. */
const weekdays: fc.Arbitrary<Sample> = fc
  .array(
    fc.oneof(
      written.map(({ value, text }) => ({ text, values: [value] })),
      fc.tuple(written, written, fc.integer({ min: 1, max: 3 })).map(([from, to, step]) => {
        const values = [from.value % 7];
        while (values.at(-1) !== to.value % 7) values.push((values.at(-1)! + 1) % 7);
        // On a circle of seven, 0-7 would be Sunday alone.
        const all = from.value % 7 === 0 && from.text !== '7' && to.text === '7' ? [0, 1, 2, 3, 4, 5, 6] : values;
        const text = `${from.text}-${to.text}`;
        return { text: `${text}${step > 1 ? `/${step}` : ''}`, values: all.filter((_, index) => index % step === 0) };
      }),
      fc
        .integer({ min: 1, max: 7 })
        .map((n) => ({ text: `*/${n}`, values: [0, 1, 2, 3, 4, 5, 6].filter((d) => d % n === 0) })),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((parts) => ({
    text: parts.map(({ text }) => text).join(),
    pattern: parts.flatMap(({ values }) => values).join(),
  }));

const dates: fc.Arbitrary<Sample> = field(1, 31, 1, 28, 29, 30, 31).map((text) => ({ text, pattern: text }));

const specialDates: fc.Arbitrary<Sample> = fc.oneof(
  fc.constantFrom('L', 'l', 'LW').map((text) => ({ text, pattern: text.toUpperCase() })),
  fc.integer({ min: 1, max: 27 }).map((n) => ({ text: `L-${n}`, pattern: 'L', dayOffset: -n })),
  fc
    .oneof(fc.integer({ min: 1, max: 31 }), fc.constantFrom(1, 2, 27, 28, 29))
    .map((n) => ({ text: `${n}W`, pattern: `${n}W` })),
);

const specialWeekdays: fc.Arbitrary<Sample> = fc
  .tuple(written, fc.constantFrom('L', '#1', '#2', '#3', '#4', '#5'))
  .map(([{ value, text }, kind]) => ({ text: `${text}${kind}`, pattern: `${value % 7}${kind}` }));

const any: fc.Arbitrary<Sample> = fc.constantFrom('*', '?').map((text) => ({ text, pattern: '*' }));

const samples: fc.Arbitrary<Sample> = fc
  .tuple(
    field(0, 59, 0, 15, 30, 45),
    field(0, 23, 0, 1, 2, 3, 23),
    months,
    fc.oneof(
      fc.tuple(any, any),
      fc.tuple(fc.oneof(dates, specialDates), any),
      fc.tuple(any, fc.oneof(weekdays, specialWeekdays)),
    ),
  )
  .map(([minutes, hours, month, [date, of]]) => ({
    text: `${minutes} ${hours} ${date.text} ${month} ${of.text}`,
    pattern: `${minutes} ${hours} ${date.pattern} ${month} ${of.pattern}`,
    dayOffset: date.dayOffset,
  }));

/** The changes of a zone's clock from 2025 to 2040. */
function changes(zone: string): number[] {
  const offset = (time: number) => DateTime.fromMillis(time, { zone }).offset;
  const found: number[] = [];
  for (let time = Date.UTC(2025, 0, 1); time < Date.UTC(2041, 0, 1); time += 7 * day) {
    let [before, after] = [time, time + 7 * day];
    if (offset(before) === offset(after)) continue;
    while (after - before > minute) {
      const middle = before + Math.floor((after - before) / minute / 2) * minute;
      if (offset(middle) === offset(before)) before = middle;
      else after = middle;
    }
    found.push(after);
  }
  return found;
}

const starts = zones.map((zone) => {
  const moments = [
    ...changes(zone),
    Date.UTC(2028, 1, 29),
    Date.UTC(2032, 0, 1),
    Date.UTC(2025, 2, 1),
    Date.UTC(2040, 1, 29),
  ];
  return fc.record({
    zone: fc.constant(zone),
    start: fc.oneof(
      fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2040, 11, 31) }),
      fc
        .tuple(fc.constantFrom(...moments), fc.integer({ min: -180, max: 1500 }))
        .map(([time, minutes]) => time - minutes * minute),
    ),
  });
});

/** Times of a pattern on a clock without changes, after `from`. */
function* times(pattern: string, from: number, options: CronOptions = {}): Generator<number> {
  const cron = new Cron(pattern, { utcOffset: 0, paused: true, sloppyRanges: true, ...options });
  for (let next = cron.nextRun(new Date(from)); next; next = cron.nextRun(next)) yield next.getTime();
}

/** Instants at which a zone's clock shows a time: none, one or two. */
function instantsOf(local: number, zone: string): number[] {
  const { year, month, day: date, hour, minute: minutes } = DateTime.fromMillis(local, { zone: 'utc' });
  const time = DateTime.fromObject({ year, month, day: date, hour, minute: minutes }, { zone });
  if (time.hour !== hour || time.minute !== minutes) return [];
  return time
    .getPossibleOffsets()
    .map((possible) => possible.toMillis())
    .sort((a, b) => a - b);
}

interface Window {
  readonly zone: string;
  readonly start: number;
  readonly end: number;
}

/** Instants after `start` and up to `end` of local times. */
function inWindow(
  { zone, start, end }: Window,
  local: (from: number) => Generator<number>,
  once: boolean,
  limit = Infinity,
) {
  const found: number[] = [];
  const last = localOf(end, zone) + moved(end, zone);
  for (const time of local(localOf(start, zone) - moved(start, zone))) {
    if (time > last || found.length >= limit) break;
    const instants = instantsOf(time, zone);
    found.push(...(once ? instants.slice(0, 1) : instants).filter((instant) => instant > start && instant <= end));
  }
  return found.sort((a, b) => a - b);
}

function localOf(time: number, zone: string): number {
  return time + DateTime.fromMillis(time, { zone }).offset * minute;
}

/** How far the clock is moved on the days around an instant. */
function moved(time: number, zone: string): number {
  return Math.abs(localOf(time + day, zone) - localOf(time - day, zone) - 2 * day);
}

const horizon = 12 * 365 * day;

function reference({ pattern, dayOffset }: Sample, zone: string, start: number): number[] {
  return inWindow({ zone, start, end: start + horizon }, (from) => times(pattern, from, { dayOffset }), true, 50);
}

function aws({ expression, timeZone }: { expression: string; timeZone?: string }, window: Window): number[] {
  expect(timeZone).toBe(window.zone);
  expect(expression.length).toBeLessThanOrEqual(256);
  const [, pattern] = /^cron\((.*) \*\)$/.exec(expression)!;
  return inWindow(window, (from) => times(pattern!, from, { alternativeWeekdays: true }), true);
}

function google(
  { expression, timeZone, filter }: { expression: string; timeZone: string; filter?: ScheduleSettings },
  window: Window,
) {
  expect(timeZone).toBe(window.zone);
  const instants = inWindow(window, (from) => times(expression, from), false);
  // The adapter knows when Cloud Scheduler published, which is a little later.
  return filter
    ? instants.flatMap((instant) => firingOf(filter, new Date(instant + 20_000))?.getTime() ?? [])
    : instants;
}

function azure(
  { expression, filter }: { expression: string; filter?: ScheduleSettings },
  { start, end }: Window,
): number[] {
  const found: number[] = [];
  for (const time of times(expression, start, { domAndDow: true, mode: '6-part' })) {
    if (time > end) break;
    found.push(time);
  }
  return filtered(found, filter);
}

function filtered(instants: readonly number[], filter?: ScheduleSettings): number[] {
  return instants.filter((instant) => !filter || fires(filter, new Date(instant)));
}

const iso = (instants: readonly number[]) => instants.map((instant) => new Date(instant).toISOString());

function specOf({ text, pattern, dayOffset }: Sample, zone: string): CronSpec | undefined {
  const parsed = parseCron(text, zone);
  if ('spec' in parsed) return parsed.spec;
  expect(parsed.problems).toEqual([`cron expression '${text}' never fires: its months have no such day.`]);
  expect(times(pattern, Date.UTC(2025, 0, 1), { dayOffset }).next().value).toBeUndefined();
  return undefined;
}

/** What EventBridge Scheduler's documentation leaves open. */
const notOnAws = /^(L-\d+|LW|1W|28W|29W|30W|31W)$/;

test('every expression fires at the same instants on every cloud', () => {
  fc.assert(
    fc.property(samples, fc.oneof(...starts), (sample, { zone, start }) => {
      const spec = specOf(sample, zone);
      if (!spec) return;
      const expected = reference(sample, zone, start);
      const window = { zone, start, end: expected.length < 50 ? start + horizon : expected.at(-1)! };
      const onAws = awsCron(spec);
      expect('problems' in onAws).toBe(notOnAws.test(spec.special ?? ''));
      if (!('problems' in onAws)) expect(iso(aws(onAws, window))).toEqual(iso(expected));
      expect(iso(google(googleCron(spec), window))).toEqual(iso(expected));
      expect(iso(azure(azureCron(spec), window))).toEqual(iso(expected));
    }),
    { numRuns: 300 },
  );
}, 120_000);
