import * as cdk from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Target } from '../../private/target';
import { features } from '../features';
import { packageFiles } from '../package';
import { FunctionPlan, planFunction, planWhole } from '../plan';
import { planBucket, planExistingBucket } from '../plan-bucket';
import { planBudget } from '../plan-budget';
import { planExistingQueue, planQueue } from '../plan-queue';
import { planExistingSecret, planSecret } from '../plan-secret';
import { planStop } from '../plan-stop';
import { planExistingTable, planTable } from '../plan-table';
import { planExistingTopic, planTopic } from '../plan-topic';
import { planners } from '../triggers';
import { buildAlarms, watchable } from './alarms';
import { beforeSynthesis } from './before-synthesis';
import { AwsBucket } from './bucket';
import { buildBudget } from './budget';
import { buildDashboard } from './dashboard';
import { AwsFunction } from './function';
import { attachManifest } from './manifest';
import { AwsQueue } from './queue';
import { recordOf } from './record';
import { AwsSecret } from './secret';
import { buildStop } from './stop';
import { AwsTable } from './table';
import { AwsTopic } from './topic';

export const target: Target = {
  cloud: 'aws',
  title: 'AWS',
  engine: 'aws-cdk',
  features,
  planFunction,
  planTrigger: (model, trigger, report) => planners[trigger.kind](model, trigger as never, report),
  planWhole,
  resources: {
    queue: { plan: planQueue, planExisting: planExistingQueue, build: AwsQueue._build },
    topic: { plan: planTopic, planExisting: planExistingTopic, build: AwsTopic._build },
    bucket: { plan: planBucket, planExisting: planExistingBucket, build: AwsBucket._build },
    table: {
      plan: planTable,
      planExisting: planExistingTable,
      planGrants: (grants, report) => {
        if (!grants.includes('read')) report.approximate('table.writeOnly');
      },
      build: AwsTable._build,
    },
    secret: { plan: planSecret, planExisting: planExistingSecret, build: AwsSecret._build },
  },
  bundleTarget: packageFiles,
  buildFunction: (fn, model, plan, code) => AwsFunction._build(fn, model, plan as FunctionPlan, code),
  planStop,
  buildAlarms,
  watchable,
  buildDashboard,
  planBudget,
  buildBudget,
  buildStop,
  beforeSynthesis,
  warn: (scope, id, message) => cdk.Annotations.of(scope).addWarningV2(`faasade:${id}`, message),
  recordOf,
  attachManifest,
  stackOf: (scope: IConstruct) => cdk.Stack.of(scope),
  regionOf: (scope: IConstruct) => cdk.Stack.of(scope).region,
};
