import { awsCron, awsRate } from '../../src/aws/cron';
import { parseCron } from '../../src/private/cron';

function translate(expression: string, timeZone = 'UTC') {
  const parsed = parseCron(expression, timeZone);
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'));
  return awsCron(parsed.spec);
}

test.each([
  ['0 2 * * *', 'cron(0 2 * * ? *)'],
  ['* * * * *', 'cron(* * * * ? *)'],
  ['*/5 * * * *', 'cron(0/5 * * * ? *)'],
  ['5/10 8-18 * * *', 'cron(5/10 8-18 * * ? *)'],
  ['0,30 9,17 1,15 * *', 'cron(0,30 9,17 1,15 * ? *)'],
  ['0 0 1-7 JAN-MAR *', 'cron(0 0 1-7 1-3 ? *)'],
  ['0 9 * * 1-5', 'cron(0 9 ? * MON-FRI *)'],
  ['0 9 ? * 0', 'cron(0 9 ? * SUN *)'],
  ['0 9 * * FRI-MON', 'cron(0 9 ? * SUN,MON,FRI,SAT *)'],
  ['0 9 * 6 SUN-SAT', 'cron(0 9 * 6 ? *)'],
  ['0 9 L * *', 'cron(0 9 L * ? *)'],
  ['0 9 15W * *', 'cron(0 9 15W * ? *)'],
  ['0 9 * * 5L', 'cron(0 9 ? * 6L *)'],
  ['0 9 * * SUN#1', 'cron(0 9 ? * 1#1 *)'],
])('%s is %s', (expression, expected) => {
  expect(translate(expression, 'Europe/Berlin')).toEqual({ expression: expected, timeZone: 'Europe/Berlin' });
});

test.each([
  ['L-3', 'use L, or a date'],
  ['LW', 'use L, or a date'],
  ['1W', 'use 2W to 27W, or a date'],
  ['28W', 'use 2W to 27W, or a date'],
])('fails for %s, which the documentation leaves open', (day, wayOut) => {
  expect(translate(`0 9 ${day} * *`)).toEqual({
    problems: [
      `day of month '${day}' is not documented for EventBridge Scheduler: ${wayOut}, or run daily and check in the handler.`,
    ],
  });
});

test.each([
  [1, 'rate(1 minute)'],
  [5, 'rate(5 minutes)'],
  [90, 'rate(90 minutes)'],
  [60, 'rate(1 hour)'],
  [120, 'rate(2 hours)'],
  [1440, 'rate(1 day)'],
  [10080, 'rate(7 days)'],
  [1500, 'rate(25 hours)'],
])('%d minutes are %s', (minutes, expression) => {
  expect(awsRate(minutes)).toEqual({ expression });
});
