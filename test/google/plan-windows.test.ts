import * as fc from 'fast-check';
import { report } from './model';
import { planWindows, WindowJob } from '../../src/google/plan-windows';
import { ATTEMPT_SECONDS } from '../../src/google/retries';
import type { WindowSpec } from '../../src/private/capacity';
import { checkWindows } from '../../src/private/capacity-windows';
import { parseCron } from '../../src/private/cron';
import { daysOf } from '../../src/private/cron-calendar';
import { instantsOf } from '../../src/private/zone-changes';

function plan(...windows: Partial<WindowSpec>[]) {
  const to = report();
  const base = { opens: '30 7 * * MON-FRI', closes: '0 18 * * MON-FRI', timeZone: 'Europe/Berlin', warm: 5 };
  const jobs = planWindows({ warm: 1, windows: windows.map((window) => ({ ...base, ...window })) }, to);
  return { jobs, problems: to.problems, approximations: to.approximations };
}

const patient = { count: 5, waitSeconds: 20, totalSeconds: 620 };

test('one job opens and repeats, one closes', () => {
  expect(plan({})).toEqual({
    jobs: [
      {
        key: 'window-0-opens',
        at: { expression: '30 7-17 * * MON-FRI', timeZone: 'Europe/Berlin' },
        warm: 5,
        retries: patient,
      },
      {
        key: 'window-0-closes',
        at: { expression: '0 18 * * MON-FRI', timeZone: 'Europe/Berlin' },
        warm: 1,
        retries: patient,
      },
    ],
    problems: [],
    approximations: [],
  });
});

test('over midnight, two jobs open and repeat', () => {
  const { jobs } = plan({ opens: '0 22 * * FRI', closes: '0 6 * * SAT' });
  expect(jobs.map(({ key, at }) => [key, at.expression])).toEqual([
    ['window-0-opens', '0 22,23 * * FRI'],
    ['window-0-open-2', '0 0-5 * * SAT'],
    ['window-0-closes', '0 6 * * SAT'],
  ]);
});

test('what can be repeated in no hour is opened, and the difference is told', () => {
  const { jobs, approximations } = plan({ opens: '0 8 25 11 *', closes: '0 10 3 1 *' });
  expect(jobs.map(({ at }) => at.expression)).toEqual(['0 8 25 11 *', '0 10 3 1 *']);
  expect(approximations).toEqual([
    {
      feature: 'capacity.windows',
      message:
        'capacity.windows[0] is set again in some of its hours only, because no expression of Cloud Scheduler names ' +
        'the days of the others. Jobs set them at each edge and once an hour in between, and may write the ' +
        'configuration of this one service: after a deploy within a window they may be missing for an hour.',
    },
  ]);
});

test('where edges are near each other, retries are few', () => {
  const { jobs } = plan(
    { opens: '0 7 * * *', closes: '0 9 * * *', timeZone: 'UTC' },
    { opens: '1 9 * * *', closes: '3 10 * * *', timeZone: 'UTC' },
  );
  expect(jobs.map(({ key, retries }) => [key, retries.count])).toEqual([
    ['window-0-opens', 5],
    // A minute later the second one opens.
    ['window-0-closes', 1],
    // At 10:01 it is set again, two minutes before it closes.
    ['window-1-opens', 3],
    ['window-1-closes', 5],
  ]);
});

test('a closing that fires on days without its window leaves the next one alone', () => {
  const { jobs, problems } = plan(
    { opens: '0 22 * * MON-FRI', closes: '0 6 * * *' },
    { opens: '1 6 * * SUN', closes: '0 9 * * SUN' },
  );
  expect(problems).toEqual([]);
  expect(jobs.find(({ key }) => key === 'window-0-closes')!.retries.count).toBe(1);
});

test('an opening that fires while its window is open leaves the closing alone', () => {
  const { jobs } = plan({ opens: '0,55 8 25 1,11 *', closes: '58 8 25 1 *' });
  expect(jobs[0]).toMatchObject({ at: { expression: '0,55 8 25 1,11 *' }, retries: { count: 4 } });
});

/** Seconds at which a job begins, in all the years. */
function begins({ at: { expression, timeZone } }: WindowJob): number[] {
  const parsed = parseCron(expression, timeZone);
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'));
  const { minutes, hours, ...days } = parsed.spec;
  return daysOf(days).flatMap((date) =>
    hours.flatMap((hour) =>
      minutes.flatMap((minute) =>
        instantsOf(timeZone, date.getTime() + (hour * 60 + minute) * 60_000).map((instant) => instant / 1000),
      ),
    ),
  );
}

/** Jobs whose last attempt may end when something else has been set. */
function stale(jobs: readonly WindowJob[]): string[] {
  const all = jobs.flatMap((job) => begins(job).map((at) => ({ at, job }))).sort((a, b) => a.at - b.at);
  const late = new Set<string>();
  let next = Infinity;
  for (let index = all.length - 2; index >= 0; index--) {
    const { at, job } = all[index]!;
    if (all[index + 1]!.job.warm !== job.warm) next = all[index + 1]!.at;
    const { count, totalSeconds } = job.retries;
    if (at + totalSeconds + (count + 1) * ATTEMPT_SECONDS >= next) late.add(job.key);
  }
  return [...late];
}

const days = fc.constantFrom('* * *', '* * MON-FRI', '* * SUN', '* * SAT,SUN', '1,15 * *', '25 1,11 *', '25 11 *');
const minutes = fc.constantFrom('0', '1', '30', '58', '0,55', '0,30');
const hours = fc.constantFrom('6', '7', '9', '22', '7,9', '6-8');
const edgeTime = fc.tuple(minutes, hours, days).map((fields) => fields.join(' '));
const timeZone = fc.constantFrom('UTC', 'Europe/Berlin', 'Australia/Lord_Howe');

test('no attempt is late enough to undo what is set next', () => {
  let planned = 0;
  fc.assert(
    fc.property(fc.array(fc.tuple(edgeTime, edgeTime), { minLength: 1, maxLength: 2 }), timeZone, (edges, zone) => {
      const windows = edges.map(([opens, closes], index) => ({ opens, closes, timeZone: zone, warm: 5 + index }));
      const to = report();
      checkWindows(windows, to);
      const { jobs, problems } = plan(...windows);
      fc.pre(to.problems.length + problems.length === 0);
      planned++;
      expect(stale(jobs)).toEqual([]);
    }),
    { numRuns: 20 },
  );
  expect(planned).toBeGreaterThan(0);
});

test('a zone with summer time needs no filter, at times that each day has once', () => {
  expect(plan({ timeZone: 'America/New_York' }).problems).toEqual([]);
});

test.each([
  ['opens', { opens: '0 8 L * *' }, '0 8 L * *'],
  ['closes', { closes: '0 18 * * FRI#2' }, '0 18 * * FRI#2'],
])('fails if days for %s have no expression', (edge, window, expression) => {
  expect(plan({}, window)).toMatchObject({
    problems: [
      `capacity.windows[1].${edge}: Cloud Scheduler has no expression for the days of '${expression}', and nothing ` +
        'could filter what fires too often. Name weekdays, or dates that every one of its months has.',
    ],
  });
});
