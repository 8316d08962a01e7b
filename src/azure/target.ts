import { buildAlarms, watchable } from './alarms';
import { AzureBucket } from './bucket';
import { buildBudget } from './budget';
import type { AzureCloud } from './cloud';
import { buildDashboard } from './dashboard';
import { checkExistingId } from './existing-id';
import { features } from './features';
import { AzureFunction } from './function';
import { limits } from './limits';
import { packageFiles } from './package';
import { FunctionPlan, planFunction, planWhole } from './plan';
import { planBucket, planQueue, planSecret, planTable, planTopic } from './plan-resources';
import { planStop } from './plan-stop';
import { AzureQueue } from './queue';
import { AzureSecret } from './secret';
import { AzureStop, stoppable } from './stop';
import { AzureTable } from './table';
import { AzureTopic } from './topic';
import { planners } from './triggers';
import { Bucket } from '../bucket';
import type { Package } from '../bundle';
import type { Report } from '../private/report';
import type { ResourceKind } from '../private/resource-spec';
import type { ResourceTable, Target } from '../private/target';
import { Queue } from '../queue';
import { Secret } from '../secret';
import { Table } from '../table';
import { beforeSynthesis } from '../terraform/before-synthesis';
import { TerraformStack } from '../terraform/engine';
import { attachManifest } from '../terraform/manifest';
import { versionConstraint } from '../terraform/providers';
import { recordOf } from '../terraform/record-of';
import { untraced } from '../terraform/traces';
import { admits } from '../terraform/versions';
import { warn } from '../terraform/warn';
import { Topic } from '../topic';

/** Azure through Terraform, for what is placed below one cloud. */
export function azureTarget(cloud: AzureCloud): Target {
  let takesFewInstances: boolean | undefined;
  const plans = planners({
    entraApplication: cloud._entraApplication !== undefined,
    reaches: (topic) => reaches(cloud, topic),
  });
  return {
    cloud: 'azure',
    title: 'Azure',
    engine: 'terraform',
    features,
    planFunction,
    planTrigger: (model, trigger, report) => plans[trigger.kind](model, trigger as never, report),
    planWhole: (model, report) => {
      takesFewInstances ??= admitsFewInstances(cloud);
      planWhole(model, { logRetentionDays: cloud._keptLogDays(), takesFewInstances }, report);
    },
    resources: resources(cloud),
    bundleTarget: packageFiles,
    buildFunction: (fn, model, plan, code) =>
      untraced(() => AzureFunction._build(cloud, fn, model, plan as FunctionPlan, code as Package)),
    buildAlarms: (_cloud, functions, channels) => untraced(() => buildAlarms(cloud, functions, channels)),
    watchable,
    buildDashboard: (...parts) => untraced(() => buildDashboard(cloud, ...parts)),
    // What Azure has room for, every budget has: see `private/budget.ts`.
    planBudget: () => undefined,
    buildBudget: (parts) => buildBudget(cloud, parts),
    planStop: (functions, report) => planStop(functions.map(stoppable), report),
    buildStop: (stop) => untraced(() => AzureStop._build(stop)),
    beforeSynthesis,
    warn,
    recordOf,
    attachManifest,
    stackOf: (scope) => TerraformStack.of(scope),
    regionOf: () => cloud.location,
  };
}

function resources(cloud: AzureCloud): ResourceTable {
  const parts = {
    encryptionIdentity: cloud._encryptionIdentity !== undefined,
    givenCosmosAccount: cloud._tables.given !== undefined,
  };
  return {
    queue: {
      plan: planQueue,
      planExisting: existing('queue'),
      build: (queue, spec) => untraced(() => AzureQueue._build(cloud, queue as Queue, spec)),
    },
    topic: {
      plan: planTopic,
      planExisting: existing('topic'),
      build: (topic, spec) => untraced(() => AzureTopic._build(cloud, topic as Topic, spec)),
    },
    bucket: {
      plan: (spec, report) => planBucket(spec, parts, report),
      planExisting: existing('bucket'),
      build: (bucket, spec) => untraced(() => AzureBucket._build(cloud, bucket as Bucket, spec)),
    },
    table: {
      plan: (spec, report) => planTable(spec, parts, report),
      planExisting: existing('table'),
      planGrants: (grants, report) => {
        if (!grants.includes('read')) report.approximate('table.writeOnly');
      },
      build: (table, spec) => untraced(() => AzureTable._build(cloud, table as Table, spec)),
    },
    secret: {
      plan: planSecret,
      planExisting: existing('secret'),
      build: (secret, spec) => untraced(() => AzureSecret._build(cloud, secret as Secret, spec)),
    },
  };
}

function existing(kind: ResourceKind) {
  return (spec: { readonly existing?: string }, report: Report) => checkExistingId(kind, spec.existing!, report);
}

/** Where a namespace was given, a topic that exists already can only be meant to be in it: ids may be known later. */
function reaches(cloud: AzureCloud, topic: Topic): boolean {
  const { spec, target, backend } = topic._core;
  // Another cloud's is a problem of its own.
  if (target.cloud !== 'azure') return true;
  if (spec.existing !== undefined) return cloud._givenServiceBus;
  return cloud._sharesServiceBus((backend as AzureTopic)._cloud);
}

/** Walks the stack, so it is asked once. */
function admitsFewInstances(cloud: AzureCloud): boolean {
  const constraint = versionConstraint(TerraformStack.of(cloud), 'azurerm');
  return constraint === undefined || admits(constraint, limits.maxInstancesBefore.version);
}
