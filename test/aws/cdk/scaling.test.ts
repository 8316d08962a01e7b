import { App, Stack } from 'aws-cdk-lib';
import { build, ref, resourcesOf } from './template';
import * as faas from '../../../src';
import { fn } from '../../conformance/cases';

const { Capacity, CapacityWindow } = faas;
const http = faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC, warm: 1 });
const office = CapacityWindow.cron({
  opens: '30 7 * * MON-FRI',
  closes: '0 18 * * MON-FRI',
  timeZone: 'Europe/Berlin',
  warm: 10,
});
const SCALABLE = 'ApplicationAutoScaling::ScalableTarget';
const POLICY = 'ApplicationAutoScaling::ScalingPolicy';

const action = (name: string, schedule: string, min: number, max: number) => ({
  ScheduledActionName: name,
  Schedule: schedule,
  Timezone: 'Europe/Berlin',
  ScalableTargetAction: { MinCapacity: min, MaxCapacity: max },
});

test('a number that does not change stays on the alias', () => {
  const built = build((stack) => fn(stack, 'Api', { triggers: [http], capacity: Capacity.warm(2) }));
  expect(built.one('Lambda::Alias').ProvisionedConcurrencyConfig).toEqual({ ProvisionedConcurrentExecutions: 3 });
  expect(built.ids(SCALABLE)).toEqual([]);
});

test('windows set both bounds at each edge, and the alias provisions nothing that a deployment could miss', () => {
  const built = build((stack) => {
    // The trigger comes after what its instances add to.
    fn(stack, 'Api', { capacity: Capacity.warm(0, { windows: [office] }) }).addTrigger(http);
  });
  const alias = built.id('Lambda::Alias');
  expect(built.of(alias).ProvisionedConcurrencyConfig).toBeUndefined();
  expect(built.all(SCALABLE)).toEqual([
    {
      Type: `AWS::${SCALABLE}`,
      DependsOn: [alias],
      Properties: {
        ServiceNamespace: 'lambda',
        ScalableDimension: 'lambda:function:ProvisionedConcurrency',
        ResourceId: { 'Fn::Join': ['', ['function:', ref(built.id('Lambda::Function')), ':live']] },
        MinCapacity: 1,
        MaxCapacity: 1,
        ScheduledActions: [
          action('window-0-opens', 'cron(30 7 ? * MON-FRI *)', 11, 11),
          action('window-0-closes', 'cron(0 18 ? * MON-FRI *)', 1, 1),
        ],
      },
    },
  ]);
  expect(built.ids(POLICY)).toEqual([]);
  expect(built.id(SCALABLE)).toMatch(/^ApiScaling/);
});

test('a window may have more ready while none is outside of it', () => {
  const built = build((stack) => fn(stack, 'Api', { capacity: Capacity.warm(0, { windows: [office] }) }));
  const { MinCapacity, MaxCapacity, ScheduledActions } = built.one(SCALABLE);
  expect([MinCapacity, MaxCapacity]).toEqual([0, 0]);
  expect(ScheduledActions[1]).toEqual(action('window-0-closes', 'cron(0 18 ? * MON-FRI *)', 0, 0));
});

test('the number follows the use up to its maximum', () => {
  const capacity = Capacity.warm(2, { max: 20, targetUtilization: 0.5 });
  const built = build((stack) => fn(stack, 'Api', { triggers: [http], capacity }));
  expect(built.one('Lambda::Alias').ProvisionedConcurrencyConfig).toBeUndefined();
  const { MinCapacity, MaxCapacity, ScheduledActions } = built.one(SCALABLE);
  expect([MinCapacity, MaxCapacity, ScheduledActions]).toEqual([3, 21, undefined]);
  expect(built.one(POLICY)).toEqual({
    PolicyName: 'utilization',
    PolicyType: 'TargetTrackingScaling',
    ScalingTargetId: ref(built.id(SCALABLE)),
    TargetTrackingScalingPolicyConfiguration: {
      PredefinedMetricSpecification: { PredefinedMetricType: 'LambdaProvisionedConcurrencyUtilization' },
      TargetValue: 0.5,
    },
  });
});

test('with both, windows raise the lower bound', () => {
  const capacity = Capacity.warm(2, { max: 20, windows: [office] });
  const { MinCapacity, MaxCapacity, ScheduledActions } = build((stack) =>
    fn(stack, 'Api', { triggers: [http], capacity }),
  ).one(SCALABLE);
  expect([MinCapacity, MaxCapacity]).toEqual([3, 21]);
  expect(ScheduledActions).toEqual([
    action('window-0-opens', 'cron(30 7 ? * MON-FRI *)', 11, 21),
    action('window-0-closes', 'cron(0 18 ? * MON-FRI *)', 3, 21),
  ]);
});

test('AWS makes its own role for scaling', () => {
  const roles = (capacity: faas.Capacity) => build((stack) => fn(stack, 'Api', { capacity })).ids('IAM::Role');
  expect(roles(Capacity.warm(1, { max: 5, windows: [] }))).toEqual(roles(Capacity.warm(1)));
});

test('the manifest has the number outside of windows, and what sets it', () => {
  const stack = new Stack(new App(), 'service');
  const api = fn(stack, 'Api', { capacity: Capacity.warm(2, { max: 20, windows: [office] }) });
  const built = resourcesOf(stack);
  const { scaling, resources } = api._core.backend._record();
  expect(scaling).toEqual([{ part: 'live', warm: 2 }]);
  expect(resources).toEqual(
    expect.arrayContaining([SCALABLE, POLICY].map((type) => ({ type: `AWS::${type}`, name: built.id(type) }))),
  );
});

test('other numbers change neither the version nor any name', () => {
  const ids = (capacity: faas.Capacity) => {
    const built = build((stack) => fn(stack, 'Api', { capacity }));
    return ['Lambda::Version', SCALABLE, POLICY].map((type) => built.id(type));
  };
  expect(ids(Capacity.warm(1, { max: 5 }))).toEqual(ids(Capacity.warm(2, { max: 19, windows: [office] })));
});
