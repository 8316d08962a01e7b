import { Construct, IConstruct } from 'constructs';
import type { Cloud } from '../cloud';
import { implicitCloud, isTerraformStack } from './targets';

const CLOUD = Symbol.for('faasade.cloud');

/** The cloud declared in this very scope. */
export function declaredIn(scope: IConstruct): Cloud | undefined {
  return (scope as { [CLOUD]?: Cloud })[CLOUD];
}

export function declare(scope: Construct, cloud: Cloud): void {
  Object.defineProperty(scope, CLOUD, { value: cloud });
}

/** The nearest declared cloud, else the one that a stack stands for by itself. */
export function findCloud(scope: IConstruct): Cloud {
  const upwards = [...scope.node.scopes].reverse();
  for (const ancestor of upwards) {
    const cloud = declaredIn(ancestor);
    if (cloud) return cloud;
  }
  for (const ancestor of upwards) {
    const cloud = implicitCloud(ancestor as Construct);
    if (cloud) return cloud;
  }
  const stack = upwards.find(isTerraformStack);
  throw new Error(
    stack
      ? `The Terraform stack '${stack.node.path}' declares no cloud. Add new azure.AzureCloud(stack, 'Cloud', {…}) or ` +
          `new google.GoogleCloud(stack, 'Cloud', {…}) before what needs it, or make it an azure.AzureStack or a ` +
          `google.GoogleStack.`
      : `'${scope.node.path}' is in no stack, so it has no cloud. Place it in an aws-cdk-lib Stack, an azure.AzureStack ` +
          `or a google.GoogleStack.`,
  );
}
