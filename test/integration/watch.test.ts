import { join } from 'path';
import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SNS } from '@aws-sdk/client-sns';
import { BudgetProperties, sendBudget } from './budget';
import { clientOptions, deploy, Deployed, Ministack, startMinistack } from './ministack';
import { panels } from '../../src/private/dashboard';
import { faultsOfDashboard } from '../dashboards/validators';

let cloud: Ministack;
let deployed: Deployed;
let outputs: Record<string, string>;
let watch: CloudWatch;

beforeAll(async () => {
  cloud = await startMinistack();
  deployed = deploy(cloud, join(__dirname, 'watch-app.ts'), {});
  outputs = deployed.outputs.watched!;
  watch = new CloudWatch(clientOptions(cloud));
}, 300_000);
afterAll(() => cloud?.server.stop());

test('alarms are there, and tell the topic', async () => {
  const { MetricAlarms = [] } = await watch.describeAlarms({});
  expect(MetricAlarms.map(({ AlarmDescription, Threshold }) => [AlarmDescription, Threshold]).sort()).toEqual([
    ['watched/Shaky: Events wait for more than 900 s (inbox).', 900],
    ['watched/Shaky: Invocations are refused.', 0],
    ['watched/Shaky: There are dead letters (inbox).', 0],
  ]);
  for (const { AlarmActions, OKActions } of MetricAlarms) {
    expect([AlarmActions, OKActions]).toEqual([[outputs.Topic], [outputs.Topic]]);
  }
});

test('the dashboard has its panels, and logs are kept for as long as was asked', async () => {
  const { DashboardBody } = await watch.getDashboard({ DashboardName: outputs.Shown! });
  const body = JSON.parse(DashboardBody!);
  expect(faultsOfDashboard('aws', body)).toEqual([]);
  const titles = body.widgets.map(({ properties }: any) => properties.title);
  expect(titles).toEqual(Object.values(panels));
  const logs = new CloudWatchLogs(clientOptions(cloud));
  const { logGroups = [] } = await logs.describeLogGroups({ logGroupNamePrefix: outputs.LogGroup });
  expect(logGroups.map(({ retentionInDays }) => retentionInDays)).toEqual([7]);
  const { metricFilters = [] } = await logs.describeMetricFilters({ logGroupName: outputs.LogGroup });
  expect(
    metricFilters.map(({ filterPattern, metricTransformations }) => [filterPattern, metricTransformations]),
  ).toEqual([
    [
      '{ ($.message = "Cold start") && ($.coldStart IS TRUE) }',
      [expect.objectContaining({ metricNamespace: 'faasade/ColdStarts', metricName: outputs.Name, metricValue: '1' })],
    ],
  ]);
});

/** The budget's properties in the template, with the topic's ARN where CloudFormation puts it. */
function budget(): BudgetProperties {
  const { resources } = deployed;
  const [found] = Object.values(resources.watched!).filter(({ Type }) => Type === 'AWS::Budgets::Budget');
  const text = JSON.stringify(found!.Properties).replace(/\{"Ref":"(\w+)"\}/g, (_, id: string) => {
    expect(resources.watched![id]!.Type).toBe('AWS::SNS::Topic');
    return JSON.stringify(outputs.Topic);
  });
  return JSON.parse(text) as BudgetProperties;
}

test('AWS Budgets takes the budget of the template, and keeps all of it', async () => {
  const subscribers = [
    { SubscriptionType: 'EMAIL', Address: 'team@example.com' },
    { SubscriptionType: 'SNS', Address: outputs.Topic },
  ];
  const alert = (NotificationType: string, Threshold: number) => ({
    Notification: { ComparisonOperator: 'GREATER_THAN', NotificationType, Threshold, ThresholdType: 'PERCENTAGE' },
    Subscribers: subscribers,
  });
  const kept = await sendBudget(cloud, budget());
  expect(kept).toEqual(budget());
  expect(kept).toEqual({
    ResourceTags: [{ Key: 'faasade:budget', Value: '123456789012/us-east-1/watched/Shaky' }],
    Budget: {
      BudgetType: 'COST',
      TimeUnit: 'MONTHLY',
      BudgetLimit: { Amount: 49.5, Unit: 'USD' },
      CostFilters: { TagKeyValue: ['user:faasade:budget$123456789012/us-east-1/watched/Shaky'] },
    },
    NotificationsWithSubscribers: [alert('ACTUAL', 80), alert('ACTUAL', 100), alert('FORECASTED', 100)],
  });
});

test('the topic of the budget lets it publish', async () => {
  const { Attributes } = await new SNS(clientOptions(cloud)).getTopicAttributes({ TopicArn: outputs.Topic });
  const { Statement } = JSON.parse(Attributes!.Policy!);
  const its = Statement.filter(({ Principal }: any) => Principal.Service === 'budgets.amazonaws.com');
  expect(its).toEqual([expect.objectContaining({ Effect: 'Allow', Action: 'sns:Publish', Resource: outputs.Topic })]);
});

test.each<[string, (broken: any) => void, RegExp]>([
  ['a kind that there is not', ({ Budget }) => (Budget.BudgetType = 'COSTS'), /BudgetType must be/],
  ['no time', ({ Budget }) => delete Budget.TimeUnit, /TimeUnit must be/],
  ['a filter by another name', ({ Budget }) => (Budget.CostFilter = Budget.CostFilters), /-.*"CostFilter"/],
  ['a limit that is no number', ({ Budget }) => (Budget.BudgetLimit.Amount = '49,5'), /"Amount": "49,5"/],
  ['no threshold', ({ NotificationsWithSubscribers: [its] }) => delete its.Notification.Threshold, /Threshold must be/],
  [
    'a comparison that there is not',
    ({ NotificationsWithSubscribers: [its] }) => (its.Notification.ComparisonOperator = '>'),
    /ComparisonOperator must be/,
  ],
  ['two alerts that are one', ({ NotificationsWithSubscribers: all }) => all.push(all[0]), /Duplicate notification/],
  ['nobody to tell', ({ NotificationsWithSubscribers: [its] }) => (its.Subscribers = []), /non-empty list/],
  [
    'a webhook to tell',
    ({ NotificationsWithSubscribers: [its] }) => (its.Subscribers[0].SubscriptionType = 'HTTPS'),
    /SubscriptionType must be/,
  ],
])('a budget with %s is refused, or does not come back', async (_, change, why) => {
  const broken = budget();
  change(broken);
  await expect(sendBudget(cloud, broken).then((kept) => expect(kept).toEqual(broken))).rejects.toThrow(why);
});

test('what breaks off moves the metric that the alarm on failures reads', async () => {
  const sum = async (MetricName: string) => {
    const { Datapoints = [] } = await watch.getMetricStatistics({
      Namespace: 'AWS/Lambda',
      MetricName,
      Dimensions: [{ Name: 'FunctionName', Value: outputs.Name! }],
      StartTime: new Date(Date.now() - 3_600_000),
      EndTime: new Date(Date.now() + 60_000),
      Period: 900,
      Statistics: ['Sum'],
    });
    return Datapoints.reduce((total, { Sum = 0 }) => total + Sum, 0);
  };
  for (let index = 0; index < 4; index++) await invoke('/');
  expect([await sum('Errors'), await sum('Invocations')]).toEqual([0, 4]);
  for (let index = 0; index < 2; index++) await invoke('/break');
  expect([await sum('Errors'), await sum('Invocations')]).toEqual([2, 6]);
});

/** A request as a function URL passes it on: the emulator measures no requests to function URLs. */
async function invoke(path: string): Promise<void> {
  const request = {
    version: '2.0',
    rawPath: path,
    rawQueryString: '',
    headers: { host: 'shaky.example.com' },
    requestContext: { requestId: path, domainName: 'shaky.example.com', http: { method: 'GET', path } },
    isBase64Encoded: false,
  };
  await new LambdaClient(clientOptions(cloud)).send(
    new InvokeCommand({ FunctionName: outputs.Name, Qualifier: 'live', Payload: JSON.stringify(request) }),
  );
}
