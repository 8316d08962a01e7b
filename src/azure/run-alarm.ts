import type { Construct } from 'constructs';
import type { AzureCloud } from './cloud';
import { names } from './names';
import { LogicAppWorkflow, MonitorMetricAlert } from '../terraform/azurerm';
import { nameOf } from '../terraform/naming';

export interface RunAlarm {
  readonly workflow: LogicAppWorkflow;
  /** What has failed, in a sentence. */
  readonly what: string;
}

/**
 * Fires when a workflow gave up; whom it tells is not set here.
 * @param key tells the alarms of a construct apart
 */
export function runAlarm(
  scope: Construct,
  cloud: AzureCloud,
  key: string,
  { workflow, what }: RunAlarm,
): MonitorMetricAlert {
  const { resourceGroupName, tags, provider } = cloud._place();
  return new MonitorMetricAlert(scope, `Alarm-${key}`, {
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
}
