import { mkdtempSync, readFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App as CdkApp, Environment, Stack } from 'aws-cdk-lib';
import { App as TerraformApp } from 'cdktf';
import * as fc from 'fast-check';
import { CloudName, place, quiet, terraformStacks } from './stacks';
import * as faas from '../src';
import { fn } from './conformance/cases';
import { rated as awsRated } from '../src/aws/cost-rate';
import { rated as azureRated } from '../src/azure/cost-rate';
import { rated as googleRated } from '../src/google/cost-rate';

const { AlarmChannel, Budget, BudgetAction } = faas;
const http = faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC });
const clouds = ['aws', 'azure', 'google'] as const;
const team = [AlarmChannel.email('team@example.com')];

/** Resources by type, of a stack that `describe` fills. */
function resources(cloud: CloudName, describe: (stack: any) => void): (type: string) => any[] {
  const { stack, synth } = place(cloud);
  describe(stack);
  const outdir = synth();
  if (cloud === 'aws') {
    const { Resources } = JSON.parse(readFileSync(join(outdir, 'service.template.json'), 'utf8'));
    return (type) =>
      Object.values<any>(Resources).flatMap(({ Type, Properties }) => (Type === type ? [Properties] : []));
  }
  const [folder] = terraformStacks(outdir);
  const { resource } = JSON.parse(readFileSync(join(folder!, 'cdk.tf.json'), 'utf8'));
  return (type) => Object.values<any>(resource[type] ?? {});
}

/** USD an hour above which the fast alarm goes off. */
const hourly: Record<CloudName, (of: (type: string) => any[]) => number> = {
  aws: (of) => {
    const [{ Threshold }] = of('AWS::CloudWatch::Alarm').filter(({ Metrics }) => Metrics);
    return (Threshold * 3600) / awsRated.period;
  },
  azure: (of) =>
    (of('azurerm_monitor_scheduled_query_rules_alert_v2')[0].criteria[0].threshold * 60) / azureRated.window,
  google: (of) => {
    const { query } = of('google_monitoring_alert_policy')[0].conditions[0].condition_prometheus_query_language;
    return (Number(/ > ([\d.e-]+)$/.exec(query)![1]) * 60) / googleRated.window;
  },
};

test.each(clouds)(
  'the fast alarm follows its budget on %s',
  (cloud) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 1, max: 100 }), (amount, hourlyAtPercent) => {
        const budget = Budget.monthlyUsd(amount, { notify: team, hourlyAtPercent });
        const of = resources(cloud, (stack) => void fn(stack, 'Api', { triggers: [http], budget }));
        expect(hourly[cloud](of)).toBeCloseTo((amount * hourlyAtPercent) / 100, 6);
      }),
      { numRuns: 4 },
    );
  },
  120_000,
);

/** A value with the account and the region that a stack is deployed in. */
function deployed(before: string) {
  const parts = [{ Ref: 'AWS::AccountId' }, '/', { Ref: 'AWS::Region' }, '/service'];
  return { 'Fn::Join': ['', before ? [before, ...parts] : parts] };
}

test('on AWS what is below a budget has its tag, and the alarm reads each function', () => {
  const of = resources('aws', (stack) => {
    quiet(stack);
    Budget.set(stack, Budget.monthlyUsd(500, { notify: [...team, AlarmChannel.webhook('https://example.com/a')] }));
    for (let index = 0; index < 6; index++) fn(stack, `Api${index}`, { triggers: [http] });
  });
  const [{ Budget: its, NotificationsWithSubscribers: alerts }] = of('AWS::Budgets::Budget');
  expect(its).toMatchObject({
    BudgetLimit: { Amount: 500, Unit: 'USD' },
    CostFilters: { TagKeyValue: [deployed('user:faasade:budget$')] },
  });
  for (const { Tags } of of('AWS::Lambda::Function')) {
    expect(Tags).toContainEqual({ Key: 'faasade:budget', Value: deployed('') });
  }
  expect(alerts).toHaveLength(4);
  expect(alerts[0].Subscribers.map(({ SubscriptionType: kind }: any) => kind)).toEqual(['EMAIL', 'SNS']);
  const rates = of('AWS::CloudWatch::Alarm');
  // Five functions each.
  expect(rates.map(({ Metrics }) => Metrics.length)).toEqual([11, 3]);
  expect(rates.every(({ AlarmActions }) => AlarmActions.length === 1)).toBe(true);
  expect(
    of('AWS::SNS::Subscription')
      .map(({ Protocol }) => Protocol)
      .sort(),
  ).toEqual(['email', 'https', 'https']);
});

test('on AWS two stacks of one name have tags of their own, by account and region', () => {
  const tagsOf = (where?: Environment) => {
    const stack = new Stack(new CdkApp(), 'shop', { env: where });
    Budget.set(stack, Budget.monthlyUsd(500, { notify: team }));
    fn(stack, 'Api', { triggers: [http], budget: Budget.monthlyUsd(20, { notify: team }) });
    const assembly = (stack.node.root as CdkApp).synth();
    const { Resources } = assembly.getStackByName('shop').template;
    const filters = Object.values<any>(Resources).filter(({ Type }) => Type === 'AWS::Budgets::Budget');
    return {
      filters: filters.map(({ Properties }) => Properties.Budget.CostFilters.TagKeyValue),
      stack: assembly.getStackByName('shop').tags,
    };
  };
  const env = { account: '123456789012', region: 'us-east-1' };
  const [own, whole] = ['shop/Api', 'shop'].map((path) => `123456789012/us-east-1/${path}`);
  expect(tagsOf(env)).toEqual({
    filters: [[whole, own].map((value) => `user:faasade:budget$${value}`), [`user:faasade:budget$${own}`]],
    stack: { 'faasade:budget': whole },
  });
  // A stack's own tags can not be known on deployment only.
  expect(tagsOf().stack).toEqual({});
  expect(tagsOf({ region: 'us-east-1' }).filters[1]).toEqual([
    { 'Fn::Join': ['', ['user:faasade:budget$', { Ref: 'AWS::AccountId' }, '/us-east-1/shop/Api']] },
  ]);
});

test('on Azure the budget is of the apps, and begins in the month of the first plan', () => {
  const of = resources('azure', (stack) => {
    Budget.set(stack, Budget.monthlyUsd(500, { notify: team }));
    fn(stack, 'Api', { triggers: [http] });
    fn(stack, 'Web', { triggers: [http] });
  });
  const [budget] = of('azurerm_consumption_budget_resource_group');
  expect(budget).toMatchObject({
    amount: 500,
    time_period: { start_date: `\${formatdate("YYYY-MM-01'T'00:00:00Z", plantimestamp())}` },
    lifecycle: { ignore_changes: ['time_period'] },
  });
  expect(budget.filter.dimension[0].values).toHaveLength(2);
  const group = /^\$\{azurerm_monitor_action_group\.Cloud_Alarms-\w+_ActionGroup_\w+\.id\}$/;
  expect(budget.notification.map(({ contact_groups: groups }: any) => groups)).toEqual(
    Array(4).fill([expect.stringMatching(group)]),
  );
  expect(of('azurerm_monitor_diagnostic_setting')).toHaveLength(2);
  const [{ action }] = of('azurerm_monitor_scheduled_query_rules_alert_v2');
  expect(action.action_groups).toEqual([expect.stringMatching(group)]);
});

test('on Google both functions of one have the label of each budget above them', () => {
  const of = resources('google', (stack) => {
    Budget.set(stack, Budget.monthlyUsd(500.25, { notify: team }));
    const queue = faas.Trigger.queue(new faas.Queue(stack, 'Jobs'));
    fn(stack, 'Api', { triggers: [http, queue], budget: Budget.monthlyUsd(20, { notify: team }) });
    fn(stack, 'Web', { triggers: [http] });
  });
  const budgets = of('google_billing_budget');
  const [own, whole] = budgets.map(({ budget_filter: { labels } }) => Object.keys(labels)[0]!);
  const labels = of('google_cloudfunctions2_function').map((each) => Object.keys(each.labels).sort());
  expect(labels).toEqual([[own, whole].sort(), [own, whole].sort(), [whole]]);
  expect(budgets[1].amount.specified_amount).toEqual({ currency_code: 'USD', units: '500', nanos: 250_000_000 });
  expect(of('google_monitoring_notification_channel')).toHaveLength(1);
});

test.each(clouds)('what stops on %s is told when all is spent', (cloud) => {
  const budget = Budget.monthlyUsd(20, { onExceeded: BudgetAction.STOP });
  const of = resources(cloud, (stack) => void fn(stack, 'Api', { triggers: [http], budget }));
  const told = {
    aws: () =>
      of('AWS::Budgets::Budget')[0].NotificationsWithSubscribers.map(({ Notification, Subscribers }: any) => [
        Notification.Threshold,
        Subscribers[0].Address.Ref,
      ]),
    azure: () =>
      of('azurerm_consumption_budget_resource_group')[0].notification.map((each: any) => [
        each.threshold,
        each.contact_groups[0],
      ]),
    google: () => {
      const [{ all_updates_rule: rule, threshold_rules: rules }] = of('google_billing_budget');
      return rules.map(({ threshold_percent: part }: any) => [part * 100, rule.pubsub_topic]);
    },
  }[cloud]();
  expect(told).toEqual([[100, expect.stringMatching(/Api_?Stop_?(Notices_?Topic|ActionGroup)/)]]);
});

test('a scope without functions, and a second budget, are errors', () => {
  const { stack, synth } = place('aws');
  Budget.set(stack, Budget.monthlyUsd(20, { notify: team }));
  expect(() => Budget.set(stack, Budget.monthlyUsd(30, { notify: team }))).toThrow(
    new Error("The budget of 'service' can't be watched on AWS:\n  - budget: there is one already."),
  );
  expect(() => synth()).toThrow(
    "The budget of 'service' can't be watched on AWS:\n  - budget: there is no function below it. Set it where some are.",
  );
});

test('what waits must fit into a budget', () => {
  const { stack, synth } = place('aws');
  const capacity = faas.Capacity.warm(50);
  fn(stack, 'Api', { triggers: [http], capacity, budget: Budget.monthlyUsd(20, { notify: team }) });
  expect(() => synth()).toThrow(
    "The budget of 'service/Api' can't be watched on AWS:\n  - budget: instances that are kept ready cost 219.00 USD a month, " +
      'above the 20 USD of the budget. Keep fewer ready, or raise it.',
  );
});

test('on Azure the metrics of an app are written once, for all budgets above it', () => {
  const of = resources('azure', (stack) => {
    Budget.set(stack, Budget.monthlyUsd(500, { notify: team }));
    fn(stack, 'Api', { triggers: [http], budget: Budget.monthlyUsd(20, { notify: team }) });
  });
  expect(of('azurerm_monitor_diagnostic_setting')).toHaveLength(1);
});

test('what such metrics cost on Azure is found in the manifest', () => {
  const { stack, synth } = place('azure');
  fn(stack, 'Api', { triggers: [http], budget: Budget.monthlyUsd(20, { notify: team }) });
  const { functions } = JSON.parse(readFileSync(join(synth(), 'faasade.json'), 'utf8'));
  expect(functions[0].resources.map(({ type }: any) => type)).toContain('azurerm_monitor_diagnostic_setting');
});

test.each(clouds)('the manifest says what %s does otherwise, for who reads no warnings', (cloud) => {
  const { stack, synth } = place(cloud);
  quiet(stack);
  fn(stack, 'Api', { triggers: [http], budget: Budget.monthlyUsd(20, { notify: team }) });
  const { watches } = JSON.parse(readFileSync(join(synth(), 'faasade.json'), 'utf8'));
  expect(watches).toMatchObject([
    { kind: 'budget', path: 'service/Api/Budget', verdicts: [{ id: 'budget.monthly' }, { id: 'budget.rate' }] },
  ]);
});

test('AWS tells one topic', () => {
  const { stack } = place('aws');
  const webhook = AlarmChannel.webhook('https://example.com/a');
  const topics = ['A', 'B'].map((id) => AlarmChannel.topic(new faas.Topic(stack, id)));
  const set = (notify: faas.AlarmChannel[], onExceeded?: faas.BudgetAction) => () =>
    Budget.set(stack, Budget.monthlyUsd(20, { notify, onExceeded }));
  expect(set(topics)).toThrow(
    'budget.notify: AWS Budgets tells one topic, and webhooks have one of their own. Subscribe to the topic instead.',
  );
  expect(set([webhook], BudgetAction.STOP)).toThrow(
    'budget.notify: AWS Budgets tells one topic, and what stops has one of its own. Subscribe to that one: Stop.of(scope).topic.',
  );
});

test('Google has budgets of billing accounts, and the function is not there without one', () => {
  const stack = new faas.google.GoogleStack(new TerraformApp(), 'shop', {
    project: 'acme-prod',
    region: 'europe-west1',
  });
  expect(() => fn(stack, 'Api', { triggers: [http], budget: Budget.monthlyUsd(20, { notify: team }) })).toThrow(
    new Error(
      "The budget of 'shop/Api' can't be watched on Google:\n  - budget: Google's budgets are of a billing account. Name " +
        'it: billingAccount of the GoogleStack or GoogleCloud.',
    ),
  );
  expect(stack.node.tryFindChild('Api')).toBeUndefined();
});

const terraformApp = () => new TerraformApp({ outdir: mkdtempSync(join(tmpdir(), 'faasade-budget-')) });

test.each([
  [
    'aws',
    () => new Stack(new CdkApp(), 'shop', { env: { region: 'us-east-2' } }),
    'AWS: Not all prices of us-east-2 are known: those of us-east-1 stand for the others. A CloudWatch alarm reckons',
  ],
  [
    'aws',
    () => new Stack(new CdkApp(), 'shop'),
    'AWS: The region is known on deployment only: the prices are those of us-east-1. A CloudWatch alarm reckons',
  ],
  ['aws', () => new Stack(new CdkApp(), 'shop', { env: { region: 'eu-west-1' } }), 'AWS: A CloudWatch alarm reckons'],
  [
    'azure',
    () => new faas.azure.AzureStack(terraformApp(), 'shop', { location: 'koreacentral', namespace: 'acme' }),
    'Azure: Not all prices of koreacentral are known: those of eastus2 stand for the others. A log alert reckons',
  ],
  [
    'google',
    () =>
      new faas.google.GoogleStack(terraformApp(), 'shop', {
        project: 'acme-prod',
        region: 'me-west1',
        billingAccount: '012345-6789AB-CDEF01',
      }),
    'Google: Not all prices of me-west1 are known: those of us-central1 stand for the others. An alert policy reckons',
  ],
] as const)('the fast alarm on %s says whose prices it takes', (_cloud, make, warning) => {
  const stack = make();
  fn(stack, 'Api', { triggers: [http], budget: Budget.monthlyUsd(20, { notify: team }) });
  (stack.node.root as unknown as { synth(): void }).synth();
  const [text] = stack.node
    .findAll()
    .flatMap(({ node }) => node.metadata.map(({ data }) => String(data)))
    .filter((data) => data.includes('[budget.rate]'));
  expect(text!.slice(0, warning.length)).toBe(warning);
});

describe('a billing budget of Google', () => {
  const topic = (stack: any, id: string) => AlarmChannel.topic(new faas.Topic(stack, id));
  const webhook = AlarmChannel.webhook('https://example.com/a');
  const told = (notify: (stack: any) => faas.AlarmChannel[], onExceeded?: faas.BudgetAction) => {
    const of = resources('google', (stack) => {
      quiet(stack);
      fn(stack, 'Api', { triggers: [http] });
      Budget.set(stack, Budget.monthlyUsd(20, { notify: notify(stack), onExceeded }));
    });
    const kinds = Object.fromEntries(
      of('google_monitoring_notification_channel').map((each) => [
        `\${google_monitoring_notification_channel.${each['//'].metadata.uniqueId}.id}`,
        each.type,
      ]),
    );
    const kindsOf = (references?: string[]) => references?.map((reference) => kinds[reference]);
    const [{ all_updates_rule: rule }] = of('google_billing_budget');
    const rate = of('google_monitoring_alert_policy').find(({ display_name: name }) => /spend more than/.test(name));
    return {
      budget: kindsOf(rule.monitoring_notification_channels),
      instead: rule.disable_default_iam_recipients,
      topic: rule.pubsub_topic,
      rate: kindsOf(rate.notification_channels),
    };
  };

  test('tells addresses and a topic; the alarm on the rate tells all', () => {
    expect(told((stack) => [...team, webhook, topic(stack, 'News')])).toEqual({
      budget: ['email'],
      instead: true,
      topic: expect.stringMatching(/^\$\{google_pubsub_topic\.News_/),
      rate: ['email', 'webhook_tokenauth', 'pubsub'],
    });
  });

  test('without addresses those who pay are told by Google itself', () => {
    expect(told((stack) => [topic(stack, 'News')])).toMatchObject({ budget: undefined, instead: undefined });
  });

  test('what stops is its topic', () => {
    expect(told(() => team, BudgetAction.STOP).topic).toMatch(/^\$\{google_pubsub_topic\.Stop_Notices_/);
  });

  test('refuses what it could not tell', () => {
    const { stack } = place('google');
    const set = (notify: faas.AlarmChannel[], onExceeded?: faas.BudgetAction) => () =>
      Budget.set(stack, Budget.monthlyUsd(20, { notify, onExceeded }));
    expect(set([webhook])).toThrow(
      'budget.notify: a billing budget tells addresses and a topic, and webhooks hear of the alarm on the rate alone. Name an ' +
        'address too.',
    );
    expect(set([topic(stack, 'A'), topic(stack, 'B')])).toThrow(
      'budget.notify: a billing budget tells one topic, and what stops has one of its own. Subscribe to that one: ' +
        'Stop.of(scope).topic.',
    );
    expect(set([topic(stack, 'C')], BudgetAction.STOP)).toThrow('budget.notify: a billing budget tells one topic');
    expect(set('abcdef'.split('').map((name) => AlarmChannel.email(`${name}@example.com`)))).toThrow(
      'budget.notify: 6 addresses are too many: a billing budget tells 5.',
    );
  });
});
