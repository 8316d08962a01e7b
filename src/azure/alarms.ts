import { Construct } from 'constructs';
import { actionGroupOf } from './alarm-channels';
import { AppLimit, coldStarts, errorRate, latency, throttling, watched as looks } from './alarm-queries';
import type { AzureCloud } from './cloud';
import { AzureFunction } from './function';
import { names } from './names';
import type { ChannelSpec } from '../alarm-channel';
import type { Function } from '../function';
import { alarmTexts } from '../private/alarm-texts';
import { AlarmSpec, coldStartLimit } from '../private/alarms';
import { watchId } from '../private/channels';
import type { FunctionModel } from '../private/model';
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
  const place = new Construct(cloud, watchId(channels));
  const notify = channelRecords(channels);
  markWatch(place, { kind: 'alarms', scope: cloud.node.scope!, described: { notify }, target: cloud._target });
  new CloudAlarms(place, cloud, functions, actionGroupOf(cloud, channels)).build();
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
    private readonly group?: MonitorActionGroup,
  ) {}

  public build(): void {
    this.logAlert('error-rate', alarmTexts.errorRate, errorRate, ({ spec }) => spec.alarms.errorRate);
    for (const percentile of [95, 99] as const) {
      const what = (limits: readonly number[]) => alarmTexts.latency(percentile, limits);
      const query = (limits: readonly AppLimit[]) => latency(percentile, limits);
      this.logAlert(`latency-p${percentile}`, what, query, ({ spec }) => spec.alarms[`p${percentile}`]);
    }
    this.logAlert('cold-starts', alarmTexts.coldStarts, coldStarts, coldStartLimit);
    const refusing = ({ spec }: FunctionModel) => (spec.alarms.throttling ? 0 : undefined);
    this.logAlert('throttling', () => alarmTexts.throttling, throttling, refusing);
    const dead = this.queues(({ deadLetters }) => deadLetters).map(({ deadLetters }) => deadLetters);
    if (dead.length > 0) this.queueAlert('dead-letters', alarmTexts.deadLetters, dead, 'Maximum', 0);
    const waiting = this.queues(({ backlog }) => backlog !== undefined).map(({ queue }) => queue);
    const most = this.functions.find(({ alarms }) => alarms.backlog)?.alarms.backlog?.messages ?? 0;
    if (waiting.length > 0) this.queueAlert('backlog', alarmTexts.waiting([most]), waiting, 'Minimum', most);
  }

  private limits(most: (model: FunctionModel) => number | undefined): AppLimit[] {
    return this.functions.flatMap(({ fn, alarms: { minInvocations: least } }) => {
      const limit = most(fn._core.model);
      return limit === undefined ? [] : [{ app: AzureFunction.of(fn).app.name, most: limit, least }];
    });
  }

  private queues(watches: (alarms: AlarmSpec) => boolean) {
    return this.functions.flatMap(({ fn, alarms }) =>
      watches(alarms) ? AzureFunction.of(fn)._deliveries.ownNames() : [],
    );
  }

  /** Goes off for each app that the query has a row of. */
  private logAlert(
    part: string,
    what: (limits: readonly number[]) => string,
    query: (limits: readonly AppLimit[]) => string,
    most: (model: FunctionModel) => number | undefined,
  ): void {
    const limits = this.limits(most);
    if (limits.length === 0) return;
    new MonitorScheduledQueryRulesAlertV2(this.place, part, {
      ...this.cloud._place(),
      name: nameOf(this.cloud, this.place, names.alarm, part),
      description: `${what(limits.map((each) => each.most))}, over ${looks.window} minutes.`,
      severity: 2,
      scopes: [this.cloud.logWorkspace.id],
      evaluationFrequency: `PT${looks.frequency}M`,
      windowDuration: `PT${looks.window}M`,
      autoMitigationEnabled: true,
      // Requests have a table only once the first of them was written.
      skipQueryValidation: true,
      criteria: [
        {
          query: query(limits),
          timeAggregationMethod: 'Count',
          operator: 'GreaterThan',
          threshold: 0,
          dimension: [{ name: 'App', operator: 'Include', values: ['*'] }],
          failingPeriods: { minimumFailingPeriodsToTriggerAlert: 1, numberOfEvaluationPeriods: 1 },
        },
      ],
      action: this.group && { actionGroups: [this.group.id] },
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
      action: this.group && [{ actionGroupId: this.group.id }],
    });
  }
}
