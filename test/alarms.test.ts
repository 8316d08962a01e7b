import { readFileSync } from 'fs';
import { join } from 'path';
import { fn } from './conformance/cases';
import { CloudName, place, terraformStacks } from './stacks';
import * as faas from '../src';
import { estimate } from '../src/pricing/estimate';

const { AlarmChannel, AlarmKind, Duration, Observability } = faas;
const http = faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC });
const clouds = ['aws', 'azure', 'google'] as const;
const team = [AlarmChannel.email('team@example.com')];

/** What alarms are called on each cloud, and what else each says. */
function alarms(cloud: CloudName, describe: (stack: any) => void): Record<string, any> {
  const { stack, synth } = place(cloud);
  describe(stack);
  const outdir = synth();
  if (cloud === 'aws') {
    const { Resources } = JSON.parse(readFileSync(join(outdir, 'service.template.json'), 'utf8'));
    const found = Object.values<any>(Resources).filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm');
    return Object.fromEntries(found.map(({ Properties }) => [Properties.AlarmDescription, Properties]));
  }
  const { resource } = JSON.parse(readFileSync(join(terraformStacks(outdir)[0]!, 'cdk.tf.json'), 'utf8'));
  const types = [
    'azurerm_monitor_scheduled_query_rules_alert_v2',
    'azurerm_monitor_metric_alert',
    'google_monitoring_alert_policy',
  ];
  const found = types.flatMap((type) => Object.values<any>(resource[type] ?? {}));
  return Object.fromEntries(found.map((each) => [each.description ?? each.display_name, each]));
}

function service(stack: any): void {
  fn(stack, 'Api', { triggers: [http], capacity: faas.Capacity.warm(1) });
  fn(stack, 'Work', { triggers: [faas.Trigger.queue(new faas.Queue(stack, 'Jobs'))], timeout: Duration.seconds(10) });
}

test.each(clouds)('where nobody is told, alarms show in the console of %s', (cloud) => {
  const found = Object.values(alarms(cloud, service));
  expect(found.length).toBeGreaterThan(5);
  for (const { AlarmActions, action = [], notification_channels: channels = [] } of found) {
    expect([AlarmActions, action, channels]).toEqual([undefined, [], []]);
  }
});

test.each(clouds)('there are none where that was said on %s, but for functions that say whom theirs tell', (cloud) => {
  const without = (stack: any) => {
    Observability.withoutAlarms(stack);
    service(stack);
  };
  expect(alarms(cloud, without)).toEqual({});
  const observability = Observability.standard({ notify: team });
  const told = alarms(cloud, (stack) => {
    without(stack);
    fn(stack, 'Told', { triggers: [http], observability });
    const near = fn(stack, 'Near', { triggers: [http] });
    Observability.notify(near, team);
  });
  expect(JSON.stringify(told)).toMatch(/Told|told/);
  expect(JSON.stringify(told)).toMatch(/Near|near/);
  expect(JSON.stringify(told)).not.toMatch(/Work_App|work-[\da-f]{8}|service\/Work/);
});

test('on AWS each function has its own', () => {
  const found = alarms('aws', (stack) => {
    service(stack);
    Observability.notify(stack, team);
  });
  expect(
    Object.entries(found)
      .map(([what, { Threshold }]) => [what, Threshold])
      .sort(),
  ).toEqual(
    [
      ['service/Api: Invocations are refused.', 0],
      ['service/Api: More than 10 % of invocations wait for a start.', 10],
      ['service/Api: More than 5 % of invocations fail.', 5],
      ['service/Api: More than 10 % of requests find no ready instance.', 10],
      ['service/Api: p99 is above 24000 ms.', 24_000],
      ['service/Work: Events wait for more than 900 s (queue-Jobs).', 900],
      ['service/Work: Invocations are refused.', 0],
      ['service/Work: More than 5 % of invocations fail.', 5],
      ['service/Work: There are dead letters (queue-Jobs).', 0],
      ['service/Work: p99 is above 8000 ms.', 8000],
    ].sort(),
  );
  const topics = new Set(Object.values(found).map(({ AlarmActions }) => JSON.stringify(AlarmActions)));
  expect([...topics]).toEqual([expect.stringMatching(/^\[\{"Ref":"Alarms\w+"\}\]$/)]);
  expect(Object.values(found).every(({ AlarmActions, OKActions }) => OKActions[0].Ref === AlarmActions[0].Ref)).toBe(
    true,
  );
  const reckons = (what: string) => found[`service/${what}.`].Metrics[0].Expression;
  expect(reckons('Work: More than 5 % of invocations fail')).toBe('IF(all>=10,100*(FILL(part0,0))/all,0)');
  expect(reckons('Api: More than 5 % of invocations fail')).toBe(
    'IF(all>=10,100*MAX([FILL(part0,0),FILL(part1,0)])/all,0)',
  );
  expect(reckons('Work: p99 is above 8000 ms')).toBe('IF(all>=10,slow,0)');
});

test('on Azure one rule is of all apps, each with its limit', () => {
  const found = alarms('azure', (stack) => {
    service(stack);
    Observability.notify(stack, team);
  });
  expect(Object.keys(found).sort()).toEqual([
    'Invocations are refused, over 15 minutes.',
    'More than 10 % of invocations wait for a start, over 15 minutes.',
    'More than 1000 events wait.',
    'More than 5 % of invocations fail, over 15 minutes.',
    'There are dead letters.',
    'p99 is above 8000 to 24000 ms, over 15 minutes.',
  ]);
  const app = (id: string) => `'\\$\\{azurerm_function_app_flex_consumption\\.${id}_App_\\w+\\.name\\}'`;
  const query = (what: string) => found[`${what}, over 15 minutes.`].criteria[0].query;
  expect(query('p99 is above 8000 to 24000 ms')).toMatch(
    new RegExp(
      `^let Limits = datatable\\(Name: string, Most: real, Least: long\\) \\[${app('Api')}, 24000, 10, ${app('Work')}, 8000, 10\\]; ` +
        'AppRequests \\| summarize Value = percentile\\(DurationMs, 99\\), All = sum\\(ItemCount\\) by App = ' +
        'tolower\\(AppRoleName\\) \\| join kind=inner \\(Limits \\| extend App = tolower\\(Name\\)\\) on App ' +
        '\\| where Value > Most and All >= Least \\| project App, Value$',
    ),
  );
  expect(query('More than 10 % of invocations wait for a start')).toContain(
    "(AppTraces | where Message has 'Cold start' | extend Line = parse_json(Message) | where Line.message == 'Cold start' " +
      'and tobool(Line.coldStart) | summarize Cold = sum(ItemCount) by App = tolower(AppRoleName)) on App | extend Value = 100.0 * Cold / All',
  );
  expect(found['There are dead letters.'].criteria[0].dimension[0].values).toEqual([
    expect.stringMatching(/^\$\{azurerm_servicebus_queue\.Jobs_QueueDeadLetters_\w+\.name\}$/),
  ]);
});

test('on Google one policy is of all services', () => {
  const found = alarms('google', (stack) => {
    service(stack);
    Observability.notify(stack, team);
  });
  const queries = Object.fromEntries(
    Object.entries(found).map(([what, { conditions }]) => [
      what,
      conditions[0].condition_prometheus_query_language.query.replace(
        /acme-prod-service-([a-z-]+)-[0-9a-f]{8}/g,
        '<$1>',
      ),
    ]),
  );
  const run = 'monitored_resource="cloud_run_revision",service_name=~';
  const counted = (metric: string, names: string, which = '') =>
    `sum by (service_name) (increase(${metric}{${run}"${names}"${which}}[15m]))`;
  const requests = (names: string, which?: string) => counted('run_googleapis_com:request_count', names, which);
  const both = '<api>|<work>-events';
  const cold = 'logging_googleapis_com:user_acme_prod_service_cloud_cold_starts_075cd921';
  expect(queries).toEqual({
    'More than 5 % of invocations fail (service)':
      `(100 * ${requests(both, ',response_code_class="5xx"')} / ${requests(both)} > 5 and on (service_name) ` +
      `${requests(both)} >= 10)`,
    'p99 is above 8000 to 24000 ms (service)': expect.stringMatching(
      / > 24000 and .*\) or \(.* > 8000 and .* >= 10\)$/,
    ),
    'More than 10 % of invocations wait for a start (service)': `(100 * ${counted(cold, '<api>')} / ${requests('<api>')} > 10 and on (service_name) ${requests('<api>')} >= 10)`,
    'Invocations are refused (service)': expect.stringMatching(/response_code="429"\}\[15m\]\)\) > 0$/),
    'There are dead letters (service)': expect.stringMatching(/subscription_id=~"[^"|]+"\}\) > 0$/),
    'Events wait for more than 900 s (service)': expect.stringMatching(/oldest_unacked_message_age\{.* > 900\)$/),
  });
});

test.each(clouds)('a function may tell others, watch otherwise, and leave parts out on %s', (cloud) => {
  const without = [AlarmKind.LATENCY, AlarmKind.THROTTLING, AlarmKind.DEAD_LETTERS, AlarmKind.BACKLOG];
  const observability = Observability.standard({ notify: team, errorRate: 50, without });
  const found = alarms(cloud, (stack) => void fn(stack, 'Api', { triggers: [http], observability }));
  expect(Object.keys(found)).toHaveLength(1);
  expect(JSON.stringify(found)).toContain('50');
});

test('whom alarms tell is said once for a scope, and the nearest one holds', () => {
  const found = alarms('aws', (stack) => {
    const near = fn(stack, 'Api', { triggers: [http] });
    Observability.notify(stack, team);
    Observability.notify(near, [AlarmChannel.topic(new faas.Topic(stack, 'News'))]);
    expect(() => Observability.notify(stack, team)).toThrow(
      new Error(
        "Whom the alarms of 'service' tell can't be said:\n  - notify: it is said already, here, whom they tell or that there are none. Say one of them, once.",
      ),
    );
  });
  const actions = Object.values(found).flatMap(({ AlarmActions }) => AlarmActions);
  expect(new Set(actions.map(({ Ref }: any) => Ref.replace(/[\dA-F]{8}$/, '')))).toEqual(new Set(['NewsTopic']));
  expect(() => Observability.notify(place('aws').stack, [])).toThrow(
    "Whom the alarms of 'service' tell can't be said:\n  - notify: there is nobody to tell. Name a channel such as AlarmChannel.email(…).",
  );
});

test.each(clouds)('the alarms of a stop tell them too on %s', (cloud) => {
  const found = alarms(cloud, (stack) => {
    fn(stack, 'Api', { triggers: [http] });
    faas.Stop.of(stack);
    Observability.notify(stack, team);
  });
  const failed = Object.entries(found).filter(([what]) => /could not be/.test(what));
  expect(failed).toHaveLength(1);
  const [, { AlarmActions, action, notification_channels: channels }] = failed[0]!;
  expect(JSON.stringify(AlarmActions ?? action ?? channels)).toMatch(/Alarms-?\w+/);
});

test.each([
  // Six metrics: that on failures reads three, with those of the function URL, and that on slow ones two.
  ['aws', 0.6],
  ['azure', 4.5],
  ['google', 4.5],
] as const)('what alarms cost on %s is in the estimate', (cloud, usd) => {
  const { stack, synth } = place(cloud);
  Observability.withoutDashboard(stack);
  fn(stack, 'Api', { triggers: [http] });
  const manifest = JSON.parse(readFileSync(join(synth(), 'faasade.json'), 'utf8'));
  const { functions, shared } = estimate(manifest, {
    workload: () => ({ requests: 0, seconds: 1, coldStarts: 0, coldStartSeconds: 0, messageKib: 0, logKib: 0 }),
    freeTier: false,
    regions: {},
  });
  const total = [...functions, ...shared].reduce((sum, each) => sum + each.usd, 0);
  expect(total).toBeCloseTo(usd, 6);
});

test.each(['azure', 'google'] as const)('and so do those of windows on %s', (cloud) => {
  const window = faas.CapacityWindow.cron({ opens: '0 8 * * *', closes: '0 9 * * *', warm: 2 });
  const found = alarms(cloud, (stack) => {
    Observability.notify(stack, team);
    fn(stack, 'Api', { triggers: [http], capacity: faas.Capacity.warm(1, { windows: [window] }) });
  });
  const ofWindows = Object.entries(found).filter(([what]) => /instances were not set/.test(what));
  expect(ofWindows.length).toBeGreaterThan(0);
  for (const [, { action, notification_channels: channels }] of ofWindows) {
    expect(JSON.stringify(action ?? channels)).toMatch(/Alarms-\w+/);
  }
});
