import { App, Stack } from 'aws-cdk-lib';
import { arnOf, build, ref, resourcesOf } from './template';
import * as faas from '../../../src';
import { fn } from '../../conformance/cases';

const http = faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC });
const pinged = (capacity: faas.Capacity) => build((stack) => fn(stack, 'Api', { triggers: [http], capacity }));

test('a schedule invokes the alias, and nobody tries again what was missed', () => {
  const built = pinged(faas.Capacity.ping(1));
  const { ScheduleExpression, FlexibleTimeWindow, State, Target } = built.one('Scheduler::Schedule');
  expect({ ScheduleExpression, FlexibleTimeWindow, State }).toEqual({
    ScheduleExpression: 'rate(5 minutes)',
    FlexibleTimeWindow: { Mode: 'OFF' },
    State: 'ENABLED',
  });
  expect(Target).toEqual({
    Arn: ref(built.id('Lambda::Alias')),
    Input: '{"faasadePing":1}',
    RetryPolicy: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 },
    RoleArn: arnOf(built.idOf('IAM::Role', 'ApiPingRole')),
  });
  // The alias by its ARN's end, which has CloudFormation make the alias first.
  const alias = { 'Fn::Select': [7, { 'Fn::Split': [':', ref(built.id('Lambda::Alias'))] }] };
  expect(built.one('Lambda::EventInvokeConfig')).toEqual({
    FunctionName: ref(built.id('Lambda::Function')),
    MaximumRetryAttempts: 0,
    MaximumEventAgeInSeconds: 60,
    Qualifier: alias,
  });
});

test('the number of instances and the time between pings are those asked for', () => {
  const built = pinged(faas.Capacity.ping(3, { every: faas.Duration.minutes(1) }));
  const { ScheduleExpression, Target } = built.one('Scheduler::Schedule');
  const alias = ref(built.id('Lambda::Alias'));
  expect(ScheduleExpression).toBe('rate(1 minute)');
  expect(Target.Input).toEqual({ 'Fn::Join': ['', ['{"faasadePing":3,"alias":"', alias, '"}']] });
});

test('the schedule may invoke the alias and do nothing else, for schedules of this account alone', () => {
  const built = pinged(faas.Capacity.ping(3));
  const role = built.idOf('IAM::Role', 'ApiPingRole');
  expect(built.allowed(role)).toEqual([
    { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: ref(built.id('Lambda::Alias')) },
  ]);
  expect(built.of(role).AssumeRolePolicyDocument.Statement).toEqual([
    {
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { Service: 'scheduler.amazonaws.com' },
      Condition: {
        StringEquals: {
          'aws:SourceAccount': { Ref: 'AWS::AccountId' },
          'aws:SourceArn': { 'Fn::Join': ['', expect.arrayContaining([':schedule-group/default'])] },
        },
      },
    },
  ]);
});

test('a function that has others pinged may invoke its own alias, by a policy that it does not wait for', () => {
  const own = (instances: number) => {
    const built = pinged(faas.Capacity.ping(instances));
    const invoking = built
      .allowed(built.idOf('IAM::Role', 'ApiRole'))
      .filter(({ Action }) => Action === 'lambda:InvokeFunction');
    return { built, invoking };
  };
  expect(own(1).invoking).toEqual([]);
  const { built, invoking } = own(2);
  expect(invoking).toEqual([
    { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: ref(built.id('Lambda::Alias')) },
  ]);
  const [{ DependsOn }] = built.all('Lambda::Function');
  expect(DependsOn).not.toContain(built.idOf('IAM::Policy', 'ApiPingPolicy'));
});

test('without pings there is nothing of them', () => {
  const built = pinged(faas.Capacity.onDemand());
  expect([built.ids('Scheduler::Schedule'), built.ids('Lambda::EventInvokeConfig')]).toEqual([[], []]);
  expect(built.ids('IAM::Role')).toEqual([built.idOf('IAM::Role', 'ApiRole')]);
});

test('the manifest has the schedule', () => {
  const stack = new Stack(new App(), 'service');
  const api = fn(stack, 'Api', { capacity: faas.Capacity.ping(2) });
  const built = resourcesOf(stack);
  const { resources } = api._core.backend._record();
  expect(resources).toContainEqual({ type: 'AWS::Scheduler::Schedule', name: built.id('Scheduler::Schedule') });
});
