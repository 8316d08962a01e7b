import { readFileSync } from 'fs';
import { join } from 'path';
import { CfnParameter, Stack } from 'aws-cdk-lib';
import { TerraformVariable } from 'cdktf';
import * as faas from '../../src';
import type { Manifest } from '../../src/private/manifest';
import { fn } from '../conformance/cases';
import { clouds, CloudName, place } from '../stacks';

const { AlarmChannel, AlarmKind, Budget, Duration, Observability } = faas;
const http = faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC });
const email = { kind: 'email', address: 'team@example.com' };
const team = [AlarmChannel.email('team@example.com')];

/** A value that is known on deployment only. */
function unknown(stack: any): string {
  if (stack instanceof Stack) return new CfnParameter(stack, 'Value').valueAsString;
  return new TerraformVariable(stack, 'Value', { type: 'string' }).stringValue;
}

function manifest(cloud: CloudName, describe: (stack: any) => void): Manifest {
  const { stack, synth } = place(cloud);
  describe(stack);
  return JSON.parse(readFileSync(join(synth(), 'faasade.json'), 'utf8'));
}

function alarms(cloud: CloudName, describe: (stack: any) => void): unknown {
  return manifest(cloud, describe).functions.map((each) => each.alarms);
}

describe.each(clouds)('on %s', (cloud) => {
  test('where nobody is told alarms tell nobody, and without tracing there are no spans', () => {
    const [told] = manifest(cloud, (stack) => fn(stack, 'Api', { triggers: [http] })).functions;
    expect(told!.alarms).toMatchObject({ errorRatePercent: 5, notify: [] });
    const [api] = manifest(cloud, (stack) => {
      Observability.withoutAlarms(stack);
      fn(stack, 'Api', { triggers: [http] });
    }).functions;
    expect(api).not.toHaveProperty('alarms');
    expect(api).not.toHaveProperty('tracing');
  });

  test('alarms are what the cloud watches of what was asked for', () => {
    const found = alarms(cloud, (stack) => {
      Observability.notify(stack, team);
      const observability = Observability.standard({ p95: Duration.seconds(1), errorRate: 2 });
      fn(stack, 'Api', { triggers: [http], capacity: faas.Capacity.warm(1), observability });
      fn(stack, 'Work', { triggers: [faas.Trigger.queue(new faas.Queue(stack, 'Jobs'))] });
    });
    const waits = cloud === 'azure' ? { backlogMessages: 1000 } : { backlogSeconds: 900 };
    expect(found).toEqual([
      {
        errorRatePercent: 2,
        p95Milliseconds: 1000,
        p99Milliseconds: 24_000,
        throttling: true,
        deadLetters: false,
        spillover: cloud === 'aws',
        coldStartsPercent: 10,
        notify: [email],
      },
      {
        errorRatePercent: 5,
        p99Milliseconds: 24_000,
        throttling: true,
        deadLetters: true,
        ...waits,
        spillover: false,
        notify: [email],
      },
    ]);
  });

  test('what was left out is not watched', () => {
    const observability = Observability.standard({ notify: team, without: Object.values(AlarmKind) });
    const triggers = [faas.Trigger.schedule(faas.Schedule.rate(Duration.minutes(5)))];
    expect(alarms(cloud, (stack) => fn(stack, 'Api', { triggers, observability }))).toEqual([
      { throttling: false, deadLetters: false, spillover: false, notify: [email] },
    ]);
  });

  test('channels keep what may be secret, and what is not known yet', () => {
    const found = manifest(cloud, (stack) => {
      const token = unknown(stack);
      const notify = [
        AlarmChannel.webhook('https://user:s3cret@hooks.example.com:8443/T0/s3cret?key=s3cret'),
        AlarmChannel.webhook(`https://hooks.example.com/${token}`),
        AlarmChannel.webhook(token),
        AlarmChannel.email(token),
        AlarmChannel.topic(new faas.Topic(stack, 'Paid')),
      ];
      fn(stack, 'Api', { triggers: [http], observability: Observability.standard({ notify }) });
      Budget.set(stack, Budget.monthlyUsd(1000, { notify: [...notify.slice(0, 1), ...team] }));
    });
    expect(found.functions.map((each) => each.alarms)).toMatchObject([
      {
        notify: [
          { kind: 'webhook', host: 'hooks.example.com:8443' },
          { kind: 'webhook', host: 'hooks.example.com' },
          { kind: 'webhook' },
          { kind: 'email' },
          { kind: 'topic', path: 'service/Paid' },
        ],
      },
    ]);
    expect(JSON.stringify(found)).not.toMatch(/s3cret|Token/);
  });

  test('traces say where they go by the host alone', () => {
    const found = manifest(cloud, (stack) => {
      const headers = new faas.Secret(stack, 'Collector');
      const traced = (id: string, options: faas.OtlpOptions) =>
        fn(stack, id, {
          triggers: [http],
          observability: Observability.standard({ tracing: faas.Tracing.otlp(options) }),
        });
      traced('A', { endpoint: 'https://otlp.example.com:4318/receiver/s3cret', sampleRatio: 0.1, headers });
      traced('B', { endpoint: unknown(stack) });
    });
    expect(found.functions.map(({ tracing }) => tracing)).toEqual([
      { endpoint: 'https://otlp.example.com:4318', sampleRatio: 0.1, headers: 'service/Collector' },
      {},
    ]);
    expect(JSON.stringify(found)).not.toMatch(/s3cret|Token/);
  });

  test('stops, budgets and dashboards say what they are of', () => {
    const { stops, watches: all } = manifest(cloud, (stack) => {
      fn(stack, 'Api', { triggers: [http], budget: Budget.monthlyUsd(200, { notify: team, hourlyAtPercent: 5 }) });
      Observability.notify(stack, team);
      Budget.set(stack, Budget.monthlyUsd(1000, { onExceeded: faas.BudgetAction.STOP }));
      Observability.dashboard(stack);
    });
    expect(stops).toMatchObject([{ path: 'service/Stop', scope: 'service', notify: [email] }]);
    const watches = all.filter(({ kind }) => kind !== 'alarms');
    expect(watches.map(({ kind, path, scope, described }) => ({ kind, path, scope, described }))).toEqual([
      {
        kind: 'budget',
        path: 'service/Api/Budget',
        scope: 'service/Api',
        described: {
          monthlyUsd: 200,
          hourlyUsd: 10,
          alertAtPercent: [50, 80, 100],
          forecastAtPercent: [100],
          onExceeded: 'NOTIFY',
          notify: [email],
        },
      },
      {
        kind: 'budget',
        path: 'service/Budget',
        scope: 'service',
        described: {
          monthlyUsd: 1000,
          hourlyUsd: 20,
          alertAtPercent: [100],
          forecastAtPercent: [],
          onExceeded: 'STOP',
          notify: [],
        },
      },
      { kind: 'dashboard', path: 'service/Dashboard', scope: 'service', described: {} },
    ]);
  });
});

test.each(['azure', 'google'] as const)('alarms that functions share on %s say whom they tell', (cloud) => {
  const { watches } = manifest(cloud, (stack) => {
    Observability.notify(stack, team);
    Observability.withoutDashboard(stack);
    fn(stack, 'Api', { triggers: [http] });
  });
  expect(watches).toMatchObject([{ kind: 'alarms', scope: 'service', described: { notify: [email] } }]);
});
