import { Construct } from 'constructs';
import { channelsOf } from './alarm-channels';
import { coldStarts, errorRate, latency, Limited, throttling, undelivered, waiting } from './alarm-queries';
import { enableApi } from './apis';
import type { GoogleCloud } from './cloud';
import { coldStartMetric } from './cold-starts';
import { GoogleFunction } from './function';
import { deadLetterNames, pushedNames, serviceNames } from './watched-names';
import type { ChannelSpec } from '../alarm-channel';
import type { Cloud } from '../cloud';
import type { Function } from '../function';
import { alarmTexts } from '../private/alarm-texts';
import { coldStartLimit } from '../private/alarms';
import { watchId } from '../private/channels';
import type { FunctionModel } from '../private/model';
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
  const place = new Construct(cloud, watchId(channels));
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

/** What is watched of a function. */
type Names = (fn: GoogleFunction) => readonly string[];

/** A function's limit; none where it is not watched. */
type Most = (model: FunctionModel) => number | undefined;

class CloudAlarms {
  constructor(
    private readonly place: Construct,
    private readonly cloud: GoogleCloud,
    private readonly functions: readonly WatchedFunction[],
    private readonly channels: readonly MonitoringNotificationChannel[],
  ) {}

  public build(): void {
    this.policy('ErrorRate', alarmTexts.errorRate, errorRate, serviceNames, ({ spec }) => spec.alarms.errorRate);
    for (const percentile of [95, 99] as const) {
      const what = (limits: readonly number[]) => alarmTexts.latency(percentile, limits);
      const query = (limits: readonly Limited[]) => latency(percentile, limits);
      this.policy(`Latency-p${percentile}`, what, query, serviceNames, ({ spec }) => spec.alarms[`p${percentile}`]);
    }
    const cold = (limits: readonly Limited[]) => coldStarts(coldStartMetric(this.cloud), limits);
    this.policy('ColdStarts', alarmTexts.coldStarts, cold, serviceNames, coldStartLimit);
    const refusing = ({ spec }: FunctionModel) => (spec.alarms.throttling ? 0 : undefined);
    this.policy('Throttling', () => alarmTexts.throttling, throttling, serviceNames, refusing);
    const dead = ({ spec }: FunctionModel) => (spec.alarms.deadLetters ? 0 : undefined);
    this.policy('DeadLetters', () => alarmTexts.deadLetters, undelivered, deadLetterNames, dead);
    const backlog = ({ spec }: FunctionModel) => spec.alarms.backlog?.seconds;
    this.policy('Backlog', alarmTexts.waitingFor, waiting, pushedNames, backlog);
  }

  /** What is watched with the same limit, together. */
  private limited(names: Names, most: Most): Limited[] {
    const groups = new Map<string, Limited>();
    for (const { fn, alarms } of this.functions) {
      const limit = most(fn._core.model);
      if (limit === undefined) continue;
      const key = `${limit} ${alarms.minInvocations}`;
      const others = groups.get(key)?.names ?? [];
      const found = [...new Set([...others, ...names(GoogleFunction.of(fn))])];
      groups.set(key, { names: found, most: limit, least: alarms.minInvocations });
    }
    return [...groups.values()].filter(({ names: found }) => found.length > 0);
  }

  private policy(
    id: string,
    what: (limits: readonly number[]) => string,
    query: (limits: readonly Limited[]) => string,
    names: Names,
    most: Most,
  ): void {
    const limits = this.limited(names, most);
    if (limits.length === 0) return;
    const said = what(limits.map((each) => each.most));
    new MonitoringAlertPolicy(this.place, id, {
      ...this.cloud._at,
      displayName: `${said} (${this.cloud.node.scope!.node.path})`,
      userLabels: this.cloud.labels,
      combiner: 'OR',
      severity: 'ERROR',
      conditions: [
        {
          displayName: said,
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
