import { Construct } from 'constructs';
import { channelsOf } from './alarm-channels';
import { errorRate, latency, Limited, throttling, undelivered, waiting, watched as looks } from './alarm-queries';
import { enableApi } from './apis';
import type { GoogleCloud } from './cloud';
import { GoogleFunction } from './function';
import { deadLetterNames, pushedNames, serviceNames } from './watched-names';
import type { ChannelSpec } from '../alarm-channel';
import type { Cloud } from '../cloud';
import type { Function } from '../function';
import type { AlarmSpec } from '../private/alarms';
import { channelsKey } from '../private/channels';
import type { Watchable, WatchedFunction } from '../private/target';
import { channelRecords } from '../private/watch-records';
import { markWatch } from '../private/watches';
import { MonitoringAlertPolicy, MonitoringNotificationChannel } from '../terraform/google';

/** Alarms of all functions together: Google's cost by the condition, and one serves many services. */
export function buildAlarms(
  cloud: Cloud,
  functions: readonly WatchedFunction[],
  channels: readonly ChannelSpec[],
): void {
  const key = channelsKey(channels);
  const place = new Construct(cloud, `Watch-${key}`);
  const notify = channelRecords(channels);
  markWatch(place, { kind: 'alarms', scope: cloud.node.scope!, described: { notify }, target: cloud._target });
  const told = channelsOf(cloud as GoogleCloud, channels);
  new CloudAlarms(place, cloud as GoogleCloud, functions, told).build();
}

/** Google does not tell which requests found no ready instance. */
export function watchable(fn: Function): Watchable {
  const built = GoogleFunction.of(fn);
  return {
    deadLetters: deadLetterNames(built).length > 0,
    ...(pushedNames(built).length > 0 && { backlog: 'seconds' }),
    spillover: false,
  };
}

class CloudAlarms {
  constructor(
    private readonly place: Construct,
    private readonly cloud: GoogleCloud,
    private readonly functions: readonly WatchedFunction[],
    private readonly channels: readonly MonitoringNotificationChannel[],
  ) {}

  public build(): void {
    const failing = this.limited(serviceNames, ({ errorRate: most }) => most);
    this.policy('ErrorRate', 'Too many invocations fail', failing, errorRate);
    for (const percentile of [95, 99] as const) {
      const what = `The slowest ${100 - percentile} % of invocations are too slow`;
      const slow = this.limited(serviceNames, (alarms) => alarms[`p${percentile}`]);
      this.policy(`Latency-p${percentile}`, what, slow, (limits) => latency(percentile, limits));
    }
    const refusing = this.limited(serviceNames, ({ throttling: watches }) => (watches ? 0 : undefined));
    this.policy('Throttling', 'Invocations are refused', refusing, (limits) => throttling(namesOf(limits)));
    const dead = this.limited(deadLetterNames, ({ deadLetters: watches }) => (watches ? 0 : undefined));
    this.policy('DeadLetters', 'There are dead letters', dead, (limits) => undelivered(namesOf(limits)));
    const backlog = this.limited(pushedNames, ({ backlog: most }) => most?.seconds);
    this.policy('Backlog', 'Events wait for too long', backlog, waiting);
  }

  /** What is watched with the same limit, together. */
  private limited(
    names: (fn: GoogleFunction) => readonly string[],
    most: (alarms: AlarmSpec) => number | undefined,
  ): Limited[] {
    const groups = new Map<number, string[]>();
    for (const { fn, alarms } of this.functions) {
      const limit = most(alarms);
      const found = names(GoogleFunction.of(fn));
      if (limit !== undefined && found.length > 0) groups.set(limit, [...(groups.get(limit) ?? []), ...found]);
    }
    return [...groups].map(([limit, found]) => ({ names: [...new Set(found)], most: limit }));
  }

  private policy(id: string, what: string, limits: readonly Limited[], query: (limits: readonly Limited[]) => string) {
    if (limits.length === 0) return;
    new MonitoringAlertPolicy(this.place, id, {
      ...this.cloud._at,
      displayName: `${what} (${this.cloud.node.scope!.node.path})`,
      userLabels: this.cloud.labels,
      combiner: 'OR',
      severity: 'ERROR',
      conditions: [
        {
          displayName: `${what}, over ${looks.window} minutes`,
          conditionPrometheusQueryLanguage: {
            query: query(limits),
            duration: '0s',
            evaluationInterval: '60s',
            // Metrics exist only once the first of them was written.
            disableMetricValidation: true,
          },
        },
      ],
      notificationChannels: this.channels.map(({ id: channel }) => channel),
      dependsOn: [enableApi(this.cloud, 'monitoring')],
    });
  }
}

function namesOf(limits: readonly Limited[]): string[] {
  return limits.flatMap(({ names }) => names);
}
