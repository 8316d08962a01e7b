import type { Construct } from 'constructs';
import type { AzureCloud } from './cloud';
import { names } from './names';
import { LogicAppWorkflow, MonitorActionGroup, MonitorMetricAlert } from '../terraform/azurerm';
import { beforeSynthesis } from '../terraform/before-synthesis';
import { nameOf } from '../terraform/naming';

export interface RunAlarm {
  readonly workflow: LogicAppWorkflow;
  /** What has failed, in a sentence. */
  readonly what: string;
  /** Whom it tells; asked at synthesis where it is not known before. */
  readonly told: MonitorActionGroup | undefined | (() => MonitorActionGroup | undefined);
}

/**
 * Fires when a workflow gave up.
 * @param key tells the alarms of a construct apart
 */
export function runAlarm(
  scope: Construct,
  cloud: AzureCloud,
  key: string,
  { workflow, what, told }: RunAlarm,
): MonitorMetricAlert {
  const { resourceGroupName, tags, provider } = cloud._place();
  const alarm = new MonitorMetricAlert(scope, `Alarm-${key}`, {
    resourceGroupName,
    tags,
    provider,
    name: nameOf(cloud, scope, names.alarm, key),
    description: what,
    scopes: [workflow.id],
    criteria: [
      {
        metricNamespace: 'Microsoft.Logic/workflows',
        metricName: 'RunsFailed',
        aggregation: 'Total',
        operator: 'GreaterThan',
        threshold: 0,
      },
    ],
  });
  const tell = (group?: MonitorActionGroup) => group && alarm.putAction([{ actionGroupId: group.id }]);
  if (typeof told === 'function') beforeSynthesis(alarm, () => void tell(told()));
  else tell(told);
  return alarm;
}
