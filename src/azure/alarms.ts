import { Construct } from 'constructs';
import { actionGroupOf } from './alarm-channels';
import { errorRate, latency, throttling, watched as looks } from './alarm-queries';
import type { AzureCloud } from './cloud';
import { AzureFunction } from './function';
import { names } from './names';
import type { ChannelSpec } from '../alarm-channel';
import type { Function } from '../function';
import type { AlarmSpec } from '../private/alarms';
import { channelsKey } from '../private/channels';
import type { Watchable, WatchedFunction } from '../private/target';
import { channelRecords } from '../private/watch-records';
import { markWatch } from '../private/watches';
import { MonitorActionGroup, MonitorMetricAlert, MonitorScheduledQueryRulesAlertV2 } from '../terraform/azurerm';
import { nameOf } from '../terraform/naming';

/** Alarms of all functions together: Azure's cost by the rule, and one query serves many apps. */
export function buildAlarms(
  cloud: AzureCloud,
  functions: readonly WatchedFunction[],
  channels: readonly ChannelSpec[],
): void {
  const key = channelsKey(channels);
  const place = new Construct(cloud, `Watch-${key}`);
  const notify = channelRecords(channels);
  markWatch(place, { kind: 'alarms', scope: cloud.node.scope!, described: { notify }, target: cloud._target });
  new CloudAlarms(place, cloud, functions, actionGroupOf(cloud, channels)!).build();
}

/** Service Bus tells how many messages wait, and Azure not which requests found no ready instance. */
export function watchable(fn: Function): Watchable {
  const some = AzureFunction.of(fn)._deliveries.ownNames().length > 0;
  return { deadLetters: some, ...(some && { backlog: 'messages' }), spillover: false };
}

class CloudAlarms {
  constructor(
    private readonly place: Construct,
    private readonly cloud: AzureCloud,
    private readonly functions: readonly WatchedFunction[],
    private readonly group: MonitorActionGroup,
  ) {}

  public build(): void {
    const failing = this.limits(({ errorRate: most }) => most);
    if (failing.length > 0) this.logAlert('error-rate', 'Too many invocations fail', errorRate(failing));
    for (const percentile of [95, 99] as const) {
      const slow = this.limits((alarms) => alarms[`p${percentile}`]);
      const what = `The slowest ${100 - percentile} % of invocations are too slow`;
      if (slow.length > 0) this.logAlert(`latency-p${percentile}`, what, latency(percentile, slow));
    }
    const refusing = this.limits(({ throttling: watches }) => (watches ? 0 : undefined)).map(({ app }) => app);
    if (refusing.length > 0) this.logAlert('throttling', 'Requests are refused', throttling(refusing));
    const dead = this.queues(({ deadLetters }) => deadLetters).map(({ deadLetters }) => deadLetters);
    if (dead.length > 0) this.queueAlert('dead-letters', 'There are dead letters', dead, 'Maximum', 0);
    const waiting = this.queues(({ backlog }) => backlog !== undefined).map(({ queue }) => queue);
    const most = this.functions.find(({ alarms }) => alarms.backlog)?.alarms.backlog?.messages ?? 0;
    if (waiting.length > 0) this.queueAlert('backlog', `More than ${most} events wait`, waiting, 'Minimum', most);
  }

  private limits(most: (alarms: AlarmSpec) => number | undefined) {
    return this.functions.flatMap(({ fn, alarms }) => {
      const limit = most(alarms);
      return limit === undefined ? [] : [{ app: AzureFunction.of(fn).app.name, most: limit }];
    });
  }

  private queues(watches: (alarms: AlarmSpec) => boolean) {
    return this.functions.flatMap(({ fn, alarms }) =>
      watches(alarms) ? AzureFunction.of(fn)._deliveries.ownNames() : [],
    );
  }

  /** Goes off for each app that the query has a row of. */
  private logAlert(part: string, what: string, query: string): void {
    new MonitorScheduledQueryRulesAlertV2(this.place, part, {
      ...this.cloud._place(),
      name: nameOf(this.cloud, this.place, names.alarm, part),
      description: `${what}, over ${looks.window} minutes.`,
      severity: 2,
      scopes: [this.cloud.logWorkspace.id],
      evaluationFrequency: `PT${looks.frequency}M`,
      windowDuration: `PT${looks.window}M`,
      autoMitigationEnabled: true,
      // Requests have a table only once the first of them was written.
      skipQueryValidation: true,
      criteria: [
        {
          query,
          timeAggregationMethod: 'Count',
          operator: 'GreaterThan',
          threshold: 0,
          dimension: [{ name: 'App', operator: 'Include', values: ['*'] }],
          failingPeriods: { minimumFailingPeriodsToTriggerAlert: 1, numberOfEvaluationPeriods: 1 },
        },
      ],
      action: { actionGroups: [this.group.id] },
    });
  }

  private queueAlert(part: string, what: string, queues: readonly string[], aggregation: string, most: number): void {
    const { resourceGroupName, tags, provider } = this.cloud._place();
    new MonitorMetricAlert(this.place, part, {
      resourceGroupName,
      tags,
      provider,
      name: nameOf(this.cloud, this.place, names.alarm, part),
      description: `${what}.`,
      severity: 2,
      scopes: [this.cloud.serviceBusNamespace.id],
      frequency: `PT${looks.frequency}M`,
      windowSize: `PT${looks.window}M`,
      criteria: [
        {
          metricNamespace: 'Microsoft.ServiceBus/namespaces',
          metricName: 'ActiveMessages',
          aggregation,
          operator: 'GreaterThan',
          threshold: most,
          dimension: [{ name: 'EntityName', operator: 'Include', values: [...new Set(queues)] }],
        },
      ],
      action: [{ actionGroupId: this.group.id }],
    });
  }
}
