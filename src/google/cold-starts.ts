import { enableApi } from './apis';
import type { GoogleCloud } from './cloud';
import { metricRule } from './names';
import { COLD_START } from '../private/contract';
import { LoggingMetric } from '../terraform/google';
import { nameOf } from '../terraform/naming';

/**
 * The name of the metric that counts what adapters log of invocations that waited for a start, made once in a cloud.
 * Google has one of instances that start, of which many do before anybody calls.
 * @see https://cloud.google.com/logging/docs/logs-based-metrics
 */
export function coldStartMetric(cloud: GoogleCloud): string {
  const id = 'ColdStarts';
  const found = cloud.node.tryFindChild(id) as LoggingMetric | undefined;
  if (found) return found.nameInput!;
  const name = nameOf(cloud, cloud, metricRule, 'cold-starts');
  new LoggingMetric(cloud, id, {
    ...cloud._at,
    name,
    description: 'Invocations that waited for an instance to start',
    filter: `resource.type="cloud_run_revision" AND jsonPayload.message="${COLD_START}" AND jsonPayload.coldStart=true`,
    metricDescriptor: { metricKind: 'DELTA', valueType: 'INT64', unit: '1' },
    dependsOn: [enableApi(cloud, 'logging')],
  });
  return name;
}
