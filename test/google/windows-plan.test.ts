import { report } from './model';
import { planWindows } from '../../src/google/windows-plan';
import type { WindowSpec } from '../../src/private/capacity';

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
