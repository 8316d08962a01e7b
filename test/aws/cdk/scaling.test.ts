import { App, Stack } from 'aws-cdk-lib';
import { arnOf, build, ref, resourcesOf } from './template';
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
const READY = 'Custom::ReadyInstances';
const POLICY = 'ApplicationAutoScaling::ScalingPolicy';

const action = (name: string, schedule: string, min: number, max: number) => ({
  ScheduledActionName: name,
  Schedule: schedule,
  Timezone: 'Europe/Berlin',
  ScalableTargetAction: { MinCapacity: min, MaxCapacity: max },
});

test('a number that does not change stays on the alias', () => {
  const built = build((stack) => fn(stack, 'Api', { triggers: [http], capacity: Capacity.warm(2) }));
  expect(built.one('Lambda::Alias')).toMatchObject({
    ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 3 },
    Description: 'Its number of ready instances is fixed',
  });
  expect(built.ids(SCALABLE)).toEqual([]);
  expect(built.all(READY)).toEqual([]);
});

test('windows set both bounds at each edge, and the alias provisions nothing that a deployment could miss', () => {
  const built = build((stack) => {
    // The trigger comes after what its instances add to.
    fn(stack, 'Api', { capacity: Capacity.warm(0, { windows: [office] }) }).addTrigger(http);
  });
  const alias = built.id('Lambda::Alias');
  expect(built.of(alias).ProvisionedConcurrencyConfig).toBeUndefined();
  // In words of its own: a description that is left out stays as it was.
  expect(built.of(alias).Description).toBe('Its number of ready instances varies');
  expect(built.all(SCALABLE)).toEqual([
    {
      Type: `AWS::${SCALABLE}`,
      DependsOn: [built.idOf(READY, 'Api')],
      Properties: {
        ServiceNamespace: 'lambda',
        ScalableDimension: 'lambda:function:ProvisionedConcurrency',
        ResourceId: { 'Fn::Join': ['', ['function:', ref(built.idOf('Lambda::Function', 'Api')), ':live']] },
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

describe('a change of policy leaves nothing behind', () => {
  const both = build((stack) => {
    fn(stack, 'Api', { capacity: Capacity.warm(0, { windows: [office] }) }).addTrigger(http);
    fn(stack, 'Shop', { capacity: Capacity.warm(2, { max: 20 }) });
    fn(stack, 'Idle', {});
  });
  const set = (id: string) => both.of(both.idOf(READY, id));

  test('a deployment sets what is ready whenever bounds or windows are others', () => {
    expect(set('Api')).toMatchObject({
      FunctionName: ref(both.idOf('Lambda::Function', 'Api')),
      Alias: 'live',
      Min: 1,
      Max: 1,
      Windows: 'cron(30 7 ? * MON-FRI *) Europe/Berlin 10, cron(0 18 ? * MON-FRI *) Europe/Berlin 0',
    });
    expect(set('Shop')).toMatchObject({ Min: 2, Max: 20, Windows: '' });
    expect(both.ids(READY)).toHaveLength(2);
  });

  test('one function of the stack does it for all, as long as anything is to be taken away', () => {
    const setter = both.idOf('Lambda::Function', 'FaasadeReady');
    for (const id of ['Api', 'Shop']) {
      expect(set(id).ServiceToken).toEqual(arnOf(setter));
      const { DependsOn } = both.all(READY).find(({ Properties }) => Properties.FunctionName.Ref.startsWith(id))!;
      // Each has a policy of its own: the others' stay as they are, and its own goes last.
      expect(DependsOn).toEqual([both.idOf('Lambda::Alias', id), both.idOf('IAM::Policy', `${id}ReadyPolicy`)]);
    }
  });

  test('it may do that and no more', () => {
    const log = {
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: arnOf(both.idOf('Logs::LogGroup', 'FaasadeReady')),
    };
    const actions = ['Get', 'Put', 'Delete'].map((verb) => `lambda:${verb}ProvisionedConcurrencyConfig`);
    const ofFunctions = ['Api', 'Shop'].flatMap((id) => [
      { Action: 'lambda:GetAlias', Resource: arnOf(both.idOf('Lambda::Function', id)) },
      { Action: actions, Resource: ref(both.idOf('Lambda::Alias', id)) },
    ]);
    const allowed = both.allowed(both.idOf('IAM::Role', 'FaasadeReady'));
    expect(allowed).toHaveLength(5);
    expect(allowed).toEqual(
      expect.arrayContaining([log, ...ofFunctions].map((statement) => ({ Effect: 'Allow', ...statement }))),
    );
  });

  test("a function of the user's of such a name is not taken for it", () => {
    const named = build((stack) => {
      fn(stack, 'ReadyInstances', {});
      fn(stack, 'Api', { capacity: Capacity.warm(1, { max: 3 }) });
    });
    const [ready] = named.all(READY);
    expect(ready!.Properties.ServiceToken['Fn::GetAtt'][0]).toMatch(/^FaasadeReadyInstances/);
  });

  test('it has the boundary that the functions of the stack have', () => {
    const permissionsBoundary = 'arn:aws:iam::123456789012:policy/boundary';
    const bounded = build((stack) =>
      fn(stack, 'Api', { capacity: Capacity.warm(1, { max: 3 }), aws: { permissionsBoundary } }),
    );
    const boundaries = bounded.all('IAM::Role').map(({ Properties }) => Properties.PermissionsBoundary);
    expect(boundaries).toEqual([permissionsBoundary, permissionsBoundary]);
  });
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
