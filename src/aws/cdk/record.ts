import { CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { ResourceRecord } from '../../private/target';

/** A resource by its logical id: its name is made on deployment. */
export function record(construct: IConstruct): ResourceRecord {
  const resource = (construct.node.defaultChild ?? construct) as CfnResource;
  return { type: resource.cfnResourceType, name: Stack.of(resource).resolve(resource.logicalId) };
}
