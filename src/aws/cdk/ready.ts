import { CustomResource, Duration, Lazy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { AwsFunction } from './function';
import { statement } from './grants';
import { functionRole } from './role';
import type { AwsFunctionOptions } from '../../function-options';
import { controllerFolder } from '../../private/adapter';
import type { ReadyPolicy } from '../../private/ready-contract';
import { bounds, EdgePlan } from '../scaling';

/**
 * Sets ready instances anew when what decides on them changes, and takes them away when nothing does any longer. The
 * alias can't: what Application Auto Scaling has set, no template holds.
 * @see https://github.com/aws/aws-cdk/issues/30503
 */
export function ready(fn: AwsFunction, edges: readonly EdgePlan[]): CustomResource {
  const { _scope: scope, _model: model, lambdaFunction, alias } = fn;
  const setter = setterOf(fn);
  // A policy for each function: it is there until the function's ready instances were taken away.
  const policy = new iam.Policy(scope, 'ReadyPolicy', { roles: [setter.role!], statements: rights(fn) });
  const properties: ReadyPolicy = {
    FunctionName: lambdaFunction.functionName,
    Alias: alias.aliasName,
    Min: Lazy.number({ produce: () => bounds(model).min }),
    Max: Lazy.number({ produce: () => bounds(model).max }),
    Windows: edges.map(({ expression, timeZone, warm }) => `${expression} ${timeZone} ${warm}`).join(', '),
  };
  const set = new CustomResource(scope, 'Ready', {
    resourceType: 'Custom::ReadyInstances',
    serviceToken: setter.functionArn,
    serviceTimeout: Duration.minutes(6),
    properties,
  });
  set.node.addDependency(policy, alias.node.defaultChild!);
  return set;
}

function rights({ lambdaFunction, alias }: AwsFunction): iam.PolicyStatement[] {
  return [
    statement(['lambda:GetAlias'], [lambdaFunction.functionArn]),
    statement(
      [
        'lambda:GetProvisionedConcurrencyConfig',
        'lambda:PutProvisionedConcurrencyConfig',
        'lambda:DeleteProvisionedConcurrencyConfig',
      ],
      [alias.functionArn],
    ),
  ];
}

const setters = new WeakMap<Stack, lambda.Function>();

/** What CloudFormation asks to do it: one for all functions of a stack. */
function setterOf({ _scope: scope, _model: { spec } }: AwsFunction): lambda.Function {
  const stack = Stack.of(scope);
  const setter = setters.get(stack) ?? build(new Construct(stack, 'FaasadeReadyInstances'), spec.aws);
  setters.set(stack, setter);
  return setter;
}

function build(place: Construct, { permissionsBoundary }: AwsFunctionOptions): lambda.Function {
  const logGroup = new logs.LogGroup(place, 'Logs', { retention: logs.RetentionDays.ONE_MONTH });
  return new lambda.Function(place, 'Function', {
    description: 'Sets the ready instances of aliases on deployments',
    code: lambda.Code.fromAsset(controllerFolder('aws', 'ready')),
    handler: 'index.handler',
    runtime: lambda.Runtime.NODEJS_22_X,
    architecture: lambda.Architecture.ARM_64,
    memorySize: 256,
    // Until what else is being done to the alias has ended.
    timeout: Duration.minutes(5),
    role: functionRole(place, logGroup, { permissionsBoundary }),
    logGroup,
  });
}
