import { report } from './data';
import * as faas from '../../src';
import { BudgetSpec, resolveBudget } from '../../src/private/budget';

const { Budget, BudgetAction } = faas;
const notify = [faas.AlarmChannel.email('team@example.com')];

function resolve(budget: faas.Budget): { spec: BudgetSpec; problems: readonly string[] } {
  const found = report();
  return { spec: resolveBudget(budget, found), problems: found.problems };
}

test('tells at half, at four fifths, at all, and where all is forecast; and spends 2 % an hour at most', () => {
  expect(resolve(Budget.monthlyUsd(200, { notify }))).toEqual({
    spec: {
      amount: 200,
      alerts: [
        { percent: 50, of: 'actual' },
        { percent: 80, of: 'actual' },
        { percent: 100, of: 'actual' },
        { percent: 100, of: 'forecast' },
      ],
      hourlyUsd: 4,
      stops: false,
      channels: [{ kind: 'email', address: 'team@example.com' }],
    },
    problems: [],
  });
});

test('what stops is told that all is spent, and tells nobody else what it was not given', () => {
  const { spec, problems } = resolve(Budget.monthlyUsd(10, { onExceeded: BudgetAction.STOP }));
  expect(problems).toEqual([]);
  expect(spec).toMatchObject({ stops: true, alerts: [{ percent: 100, of: 'actual' }], channels: [] });
});

test('takes alerts and channels once, least first', () => {
  const given = { alertAtPercent: [100, 10, 100], forecastAtPercent: [], notify: [...notify, ...notify] };
  const { spec, problems } = resolve(Budget.monthlyUsd(10, given));
  expect(problems).toEqual([]);
  expect([spec.alerts.map(({ percent }) => percent), spec.channels.length]).toEqual([[10, 100], 1]);
});

test.each<[string, faas.Budget, string[]]>([
  ['a number', 200 as never, ['budget: 200 is no Budget. Write one such as Budget.monthlyUsd(200).']],
  ['nothing', Budget.monthlyUsd(0, { notify }), ['budget: 0 USD is no amount above 0.']],
  [
    'one that tells nobody',
    Budget.monthlyUsd(10),
    ['budget.notify: there is nobody to tell. Name a channel such as AlarmChannel.email(…).'],
  ],
  [
    'one that never tells',
    Budget.monthlyUsd(10, { notify, alertAtPercent: [], forecastAtPercent: [] }),
    ['budget.alertAtPercent: it would never tell anything: with forecasts and what stops, there are 1 to 5.'],
  ],
  [
    'too many alerts',
    Budget.monthlyUsd(10, { notify, alertAtPercent: [10, 20, 30, 40, 50] }),
    ['budget.alertAtPercent: 6 alerts are too many: with forecasts and what stops, there are 1 to 5.'],
  ],
  [
    'percents that are none',
    Budget.monthlyUsd(10, { notify, alertAtPercent: [0.5], forecastAtPercent: [2000], hourlyAtPercent: 0 }),
    [
      'budget.hourlyAtPercent: 0 is not a percentage above 0 and up to 100.',
      'budget.alertAtPercent: 0.5 is not a percentage from 1 to 1000.',
      'budget.forecastAtPercent: 2000 is not a percentage from 1 to 1000.',
    ],
  ],
  [
    'channels that are none',
    Budget.monthlyUsd(10, {
      notify: ['a@b.c' as never, faas.AlarmChannel.email('team'), faas.AlarmChannel.webhook('http://example.com')],
    }),
    [
      'budget.notify[0]: "a@b.c" is no channel. Write one such as AlarmChannel.email(…).',
      "budget.notify[1]: 'team' is no address such as team@example.com.",
      "budget.notify[2]: 'http://example.com' is no https URL.",
    ],
  ],
])('refuses %s', (_, budget, problems) => {
  expect(resolve(budget).problems).toEqual(problems);
});
