import type { Construct } from 'constructs';
import { actionGroupOf } from './alarm-channels';
import type { AzureCloud } from './cloud';
import { names } from './names';
import { notifiedAbove } from '../private/notified';
import { LogicAppWorkflow, MonitorMetricAlert } from '../terraform/azurerm';
import { beforeSynthesis } from '../terraform/before-synthesis';
import { nameOf } from '../terraform/naming';

export interface RunAlarm {
  readonly workflow: LogicAppWorkflow;
  /** What has failed, in a sentence. */
  readonly what: string;
}

/**
 * Fires when a workflow gave up.
 * @param key tells the alarms of a construct apart
 */
export function runAlarm(
  scope: Construct,
  cloud: AzureCloud,
  key: string,
  { workflow, what }: RunAlarm,
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
  // At synthesis, when it is known whom alarms tell here.
  beforeSynthesis(alarm, () => {
    const group = actionGroupOf(cloud, notifiedAbove(scope));
    if (group) alarm.putAction([{ actionGroupId: group.id }]);
  });
  return alarm;
}
