import { CfnResource, Stack } from 'aws-cdk-lib';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { IConstruct } from 'constructs';
import type { ResourceRecord } from '../../private/target';

/** A resource by its logical id: its name is made on deployment. */
export function record(construct: IConstruct): ResourceRecord {
  const resource = (construct.node.defaultChild ?? construct) as CfnResource;
  const units = resource instanceof CfnAlarm ? metricsOf(resource) : 1;
  return {
    type: resource.cfnResourceType,
    name: Stack.of(resource).resolve(resource.logicalId),
    ...(units > 1 && { units }),
  };
}

/** A resource itself, none of what holds one. */
export function recordOf(construct: IConstruct): ResourceRecord | undefined {
  return CfnResource.isCfnResource(construct) ? record(construct) : undefined;
}

/** An alarm that reckons is paid for each metric that it reads. */
function metricsOf(alarm: CfnAlarm): number {
  const metrics = Stack.of(alarm).resolve(alarm.metrics) as readonly { readonly metricStat?: object }[] | undefined;
  return metrics?.filter(({ metricStat }) => metricStat !== undefined).length ?? 1;
}
