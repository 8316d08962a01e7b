import * as faas from '../../../../src';
import { fn } from '../../../conformance/cases';
import { arnOf, build } from '../template';

const nightly = faas.Trigger.schedule(faas.Schedule.cron('0 2 * * *', { timeZone: 'Europe/Berlin' }), {
  name: 'nightly',
});
const pulse = faas.Trigger.schedule(faas.Schedule.rate(faas.Duration.minutes(7)));

test('a schedule fires in its time zone, at the minute, into the inbox', () => {
  const built = build((stack) => fn(stack, 'Worker', { triggers: [nightly] }));
  const [inbox, deadLetters] = ['WorkerInboxQueue', 'WorkerInboxDeadLetters'].map((id) => built.idOf('SQS::Queue', id));
  const { Target, ...schedule } = built.one('Scheduler::Schedule');
  expect(schedule).toMatchObject({
    ScheduleExpression: 'cron(0 2 * * ? *)',
    ScheduleExpressionTimezone: 'Europe/Berlin',
    FlexibleTimeWindow: { Mode: 'OFF' },
    State: 'ENABLED',
  });
  expect(Target).toMatchObject({ Arn: arnOf(inbox), DeadLetterConfig: { Arn: arnOf(deadLetters) } });
  expect(JSON.parse(Target.Input)).toEqual({ s: 'nightly', t: '<aws.scheduler.scheduled-time>' });
});

test('a rate is the same in every time zone', () => {
  const schedule = build((stack) => fn(stack, 'Worker', { triggers: [pulse] })).one('Scheduler::Schedule');
  expect(schedule.ScheduleExpression).toBe('rate(7 minutes)');
  expect(schedule.ScheduleExpressionTimezone).toBe('Etc/UTC');
});

test('schedules of one function share the inbox, its mapping and a role', () => {
  const built = build((stack) => fn(stack, 'Worker', { triggers: [nightly, pulse], maxAttempts: 7 }));
  expect(built.all('Scheduler::Schedule')).toHaveLength(2);
  expect(built.all('SQS::Queue')).toHaveLength(2);
  expect(built.one('Lambda::EventSourceMapping').EventSourceArn).toEqual(
    arnOf(built.idOf('SQS::Queue', 'WorkerInboxQueue')),
  );
  const inbox = built.of(built.idOf('SQS::Queue', 'WorkerInboxQueue'));
  expect(inbox.RedrivePolicy).toEqual({
    deadLetterTargetArn: arnOf(built.idOf('SQS::Queue', 'WorkerInboxDeadLetters')),
    maxReceiveCount: 7,
  });
});

test("the scheduler's role may send to the inbox and its dead letters, and do nothing else", () => {
  const built = build((stack) => {
    fn(stack, 'Worker', { triggers: [nightly] });
    fn(stack, 'Other', { triggers: [pulse] });
  });
  const roles = built.ids('IAM::Role').filter((id) => id.startsWith('SchedulerRole'));
  expect(roles).toHaveLength(2);
  const queues = roles.map((role) => {
    expect(built.of(role).ManagedPolicyArns).toBeUndefined();
    const allowed = built.allowed(role);
    expect(allowed.map(({ Action, Effect }) => [Effect, Action])).toEqual(Array(2).fill(['Allow', 'sqs:SendMessage']));
    return allowed.map(({ Resource }) => (Resource as { 'Fn::GetAtt': string[] })['Fn::GetAtt'][0]).sort();
  });
  const of = (owner: string) =>
    ['DeadLetters', 'Queue'].map((part) => built.idOf('SQS::Queue', `${owner}Inbox${part}`));
  expect(queues.sort()).toEqual([of('Other'), of('Worker')]);
});

test('there is no inbox where no event needs one', () => {
  const built = build((stack) => fn(stack, 'Api', { triggers: [faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC })] }));
  expect(built.all('SQS::Queue')).toEqual([]);
});
