import * as cdk from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Target } from '../../private/target';
import { features } from '../features';
import { packageFiles } from '../package';
import { FunctionPlan, planFunction, planQueue, planWhole } from '../plan';
import { planners } from '../triggers';
import { AwsFunction } from './function';
import { attachManifest } from './manifest';
import { AwsQueue } from './queue';

export const target: Target = {
  cloud: 'aws',
  title: 'AWS',
  engine: 'aws-cdk',
  features,
  planFunction,
  planTrigger: (model, trigger, report) => planners[trigger.kind](model, trigger as never, report),
  planWhole,
  planQueue,
  planUnconsumed: () => undefined,
  bundleTarget: packageFiles,
  buildFunction: (fn, model, plan, code) => AwsFunction._build(fn, model, plan as FunctionPlan, code),
  buildQueue: AwsQueue._build,
  warn: (scope, id, message) => cdk.Annotations.of(scope).addWarningV2(`faasade:${id}`, message),
  attachManifest,
  stackOf: (scope: IConstruct) => cdk.Stack.of(scope),
};
