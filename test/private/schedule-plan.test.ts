import { exact, features as ids, FeatureTable, unsupported } from '../../src/private/features';
import { Report } from '../../src/private/report';
import { planSchedule } from '../../src/private/schedule-plan';
import type { ScheduleSpec } from '../../src/schedule';

const table = {
  ...(Object.fromEntries(Object.keys(ids).map((id) => [id, exact])) as FeatureTable),
  'schedule.rateUneven': unsupported('Take another one.'),
};

function plan(schedule: ScheduleSpec) {
  const report = new Report('it', table);
  const dialect = {
    cron: () => ({ at: 'cron' }),
    rate: (minutes: number) => (minutes === 7 ? undefined : { at: `every ${minutes}` }),
  };
  const planned = planSchedule({ kind: 'schedule', key: 'tick', warm: 0, schedule }, dialect, report);
  return { planned, problems: report.problems };
}

test('a cron expression and a rate are translated', () => {
  const cron = plan({ kind: 'cron', expression: '0 2 * * *', timeZone: 'UTC' });
  expect(cron).toEqual({ planned: { at: 'cron' }, problems: [] });
  expect(plan({ kind: 'rate', minutes: 5 })).toEqual({ planned: { at: 'every 5' }, problems: [] });
});

test('fails if the cloud has no such rate', () => {
  expect(plan({ kind: 'rate', minutes: 7 })).toEqual({
    planned: undefined,
    problems: ['Trigger.schedule(tick): a rate of 7 minutes is unsupported (schedule.rateUneven). Take another one.'],
  });
});

test.each([0, -5, 1.5])('fails if a rate is %d minutes', (minutes) => {
  expect(plan({ kind: 'rate', minutes })).toEqual({
    planned: undefined,
    problems: [`Trigger.schedule(tick): a rate of ${minutes} minutes is not a whole number of minutes of at least 1.`],
  });
});

test('fails if an expression is none', () => {
  const { planned, problems } = plan({ kind: 'cron', expression: '0 25 * * *', timeZone: 'UTC' });
  expect(planned).toBeUndefined();
  expect(problems).toEqual([expect.stringMatching(/^Trigger\.schedule\(tick\): /)]);
});
