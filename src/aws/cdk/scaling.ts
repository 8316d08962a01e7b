import { CfnResource, Lazy } from 'aws-cdk-lib';
import { CfnScalableTarget, CfnScalingPolicy } from 'aws-cdk-lib/aws-applicationautoscaling';
import type { IConstruct } from 'constructs';
import type { AwsFunction } from './function';
import { ready } from './ready';
import { bounds, EdgePlan } from '../scaling';

/**
 * Has Application Auto Scaling provision the alias, through its service-linked role, which AWS makes with the first such
 * target of an account. The alias itself then provisions nothing: CloudFormation would look for what a window has taken
 * away, and fail.
 * @see https://docs.aws.amazon.com/autoscaling/application/userguide/services-that-can-integrate-lambda.html
 */
export function scale(fn: AwsFunction, edges: readonly EdgePlan[]): IConstruct[] {
  const { _scope: scope, _model: model, lambdaFunction, alias } = fn;
  const target = new CfnScalableTarget(scope, 'Scaling', {
    serviceNamespace: 'lambda',
    scalableDimension: 'lambda:function:ProvisionedConcurrency',
    resourceId: `function:${lambdaFunction.functionName}:${alias.aliasName}`,
    ...capacity(fn, model.spec.capacity.warm),
    scheduledActions:
      edges.length > 0
        ? edges.map(({ key, warm, expression, timeZone }) => ({
            scheduledActionName: key,
            schedule: expression,
            timezone: timeZone,
            scalableTargetAction: capacity(fn, warm),
          }))
        : undefined,
  });
  // What is left of another policy goes first, and with the last one everything, once the target is gone.
  const set = ready(fn, edges);
  target.node.addDependency(set);
  const { scaling } = model.spec.capacity;
  return [set, target, ...(scaling ? [follow(fn, target, scaling.targetUtilization)] : [])];
}

/** Has the number follow the use, between the bounds of the time. */
function follow({ _scope: scope }: AwsFunction, target: CfnScalableTarget, targetValue: number): CfnResource {
  return new CfnScalingPolicy(scope, 'ScalingPolicy', {
    policyName: 'utilization',
    policyType: 'TargetTrackingScaling',
    scalingTargetId: target.ref,
    targetTrackingScalingPolicyConfiguration: {
      predefinedMetricSpecification: { predefinedMetricType: 'LambdaProvisionedConcurrencyUtilization' },
      targetValue,
    },
  });
}

/** Triggers may add to it later. */
function capacity({ _model: model }: AwsFunction, warm: number) {
  return {
    minCapacity: Lazy.number({ produce: () => bounds(model, warm).min }),
    maxCapacity: Lazy.number({ produce: () => bounds(model, warm).max }),
  };
}
