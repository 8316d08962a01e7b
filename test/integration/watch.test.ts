import { join } from 'path';
import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { clientOptions, deploy, Ministack, startMinistack } from './ministack';
import { panels } from '../../src/private/dashboard';

let cloud: Ministack;
let outputs: Record<string, string>;
let watch: CloudWatch;

beforeAll(async () => {
  cloud = await startMinistack();
  outputs = deploy(cloud, join(__dirname, 'watch-app.ts'), {}).outputs.watched!;
  watch = new CloudWatch(clientOptions(cloud));
}, 300_000);
afterAll(() => cloud?.server.stop());

test('alarms are there, and tell the topic', async () => {
  const { MetricAlarms = [] } = await watch.describeAlarms({});
  expect(MetricAlarms.map(({ AlarmDescription, Threshold }) => [AlarmDescription, Threshold]).sort()).toEqual([
    ['watched/Shaky: Events wait for more than 900 s (inbox).', 900],
    ['watched/Shaky: Invocations are refused.', 0],
    ['watched/Shaky: There are dead letters (inbox).', 0],
    ['watched/Shaky: p99 is above 24000 ms.', 24_000],
  ]);
  expect(new Set(MetricAlarms.flatMap(({ AlarmActions = [] }) => AlarmActions))).toEqual(new Set([outputs.Topic]));
});

test('the dashboard has its panels, and logs are kept for as long as was asked', async () => {
  const { DashboardBody } = await watch.getDashboard({ DashboardName: outputs.Shown! });
  const titles = JSON.parse(DashboardBody!).widgets.map(({ properties }: any) => properties.title);
  expect(titles).toEqual(Object.values(panels));
  const logs = new CloudWatchLogs(clientOptions(cloud));
  const { logGroups = [] } = await logs.describeLogGroups({ logGroupNamePrefix: outputs.LogGroup });
  expect(logGroups.map(({ retentionInDays }) => retentionInDays)).toEqual([7]);
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
