import type { Construct, IConstruct } from 'constructs';
import type { Cloud } from '../cloud';

const CDK_STACK = Symbol.for('@aws-cdk/core.Stack');
const TERRAFORM_STACKS = [Symbol.for('cdktf/TerraformStack'), Symbol.for('cdktn/TerraformStack')];

export function isTerraformStack(scope: IConstruct): boolean {
  return TERRAFORM_STACKS.some((symbol) => symbol in scope);
}

/** The cloud that a scope stands for without a declaration. The one place that knows targets; loaded when needed. */
export function implicitCloud(scope: Construct): Cloud | undefined {
  if (!(CDK_STACK in scope)) return undefined;
  const { AwsCloud } = require('../aws') as typeof import('../aws');
  return new AwsCloud(scope, 'Faasade');
}
