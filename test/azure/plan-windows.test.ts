import { report } from './model';
import { planWindows } from '../../src/azure/plan-windows';
import type { WindowSpec } from '../../src/private/capacity';

function plan(...windows: Partial<WindowSpec>[]) {
  const found = report();
  const office = { opens: '30 7 * * MON-FRI', closes: '0 18 * * MON-FRI', timeZone: 'UTC', warm: 4 };
  const edges = planWindows({ warm: 1, windows: windows.map((window) => ({ ...office, ...window })) }, found);
  return { edges, problems: found.problems };
}

test('a window opens with its number, and closes with that outside of it', () => {
  const { edges, problems } = plan({}, { opens: '0 20 * * *', closes: '0 21 * * *', warm: 2 });
  expect(problems).toEqual([]);
  expect(
    edges.map(({ key, warm, recurrence: { frequency, schedule } }) => ({ key, warm, frequency, ...schedule })),
  ).toEqual([
    { key: 'window-0-opens', warm: 4, frequency: 'Week', minutes: [30], hours: [7], weekDays: expect.any(Array) },
    { key: 'window-0-closes', warm: 1, frequency: 'Week', minutes: [0], hours: [18], weekDays: expect.any(Array) },
    { key: 'window-1-opens', warm: 2, frequency: 'Day', minutes: [0], hours: [20] },
    { key: 'window-1-closes', warm: 1, frequency: 'Day', minutes: [0], hours: [21] },
  ]);
});

test('no windows, no edges', () => {
  expect(plan()).toEqual({ edges: [], problems: [] });
});

test.each([
  ['a quarter of an hour at most', [{}], 15],
  ['no longer than a window is open', [{ opens: '50 17 * * *' }], 10],
  [
    'no longer than until another opens, after closing what did not open',
    [{ closes: '0 18 * * *' }, { opens: '5 18 * * SAT', closes: '0 20 * * SAT' }],
    5,
  ],
  ['no longer than until it closes, after opening once more', [{ opens: '0 8,9 * * *', closes: '5 9 * * *' }], 5],
  ['no longer than none is', [{}, { opens: '7 18 * * *', closes: '0 20 * * *' }], 7],
])('a workflow tries %s', (_, windows, attempts) => {
  expect(new Set(plan(...windows).edges.map((edge) => edge.attempts))).toEqual(new Set([attempts]));
});

test('names the edge that no workflow can keep', () => {
  const { edges, problems } = plan({}, { opens: '0 20 1 * *', closes: '0 21 * 12 *', timeZone: 'Antarctica/Troll' });
  const only =
    'and a workflow on Azure recurs by days of the week only. Leave them open, restrict days of the week ' +
    "instead, such as '30 7 * * MON-FRI', or keep a fixed number ready.";
  const zone =
    "time zone 'Antarctica/Troll' has no name on Windows, which workflows on Azure take. Write the times in a " +
    "zone that has one, such as 'UTC'.";
  expect(problems).toEqual([
    `capacity.windows[1].opens: names days of the month, ${only}`,
    `capacity.windows[1].opens: ${zone}`,
    `capacity.windows[1].closes: names months, ${only}`,
    `capacity.windows[1].closes: ${zone}`,
  ]);
  expect(edges.map(({ key }) => key)).toEqual(['window-0-opens', 'window-0-closes']);
});
