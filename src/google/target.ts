import { buildAlarms, watchable } from './alarms';
import { GoogleBucket } from './bucket';
import { buildBudget } from './budget';
import type { GoogleCloud } from './cloud';
import { buildDashboard } from './dashboard';
import { checkExisting } from './existing';
import { features } from './features';
import { GoogleFunction } from './function';
import { packageFiles } from './package';
import { FunctionPlan, planFunction, planWhole } from './plan';
import { planBudget } from './plan-budget';
import { planBucket, planQueue, planSecret, planTable, planTopic } from './plan-resources';
import { GoogleQueue } from './queue';
import { GoogleSecret } from './secret';
import { GoogleStop } from './stop';
import { GoogleTable } from './table';
import { GoogleTopic } from './topic';
import { planTrigger } from './triggers';
import type { Package } from '../bundle';
import { findCloud } from '../private/placement';
import type { Report } from '../private/report';
import type { Access } from '../private/resource-spec';
import type { ResourceTable, Target } from '../private/target';
import { beforeSynthesis } from '../terraform/before-synthesis';
import { TerraformStack } from '../terraform/engine';
import { attachManifest } from '../terraform/manifest';
import { recordOf } from '../terraform/record-of';
import { untraced } from '../terraform/traces';
import { warn } from '../terraform/warn';

const resources: ResourceTable = {
  queue: {
    plan: planQueue,
    planExisting: checkExisting('queue'),
    planUnconsumed: (report) => report.approximate('queue.unconsumed'),
    build: (queue, spec) => untraced(() => GoogleQueue._build(queue, spec)),
  },
  topic: {
    plan: planTopic,
    planExisting: checkExisting('topic'),
    build: (topic, spec) => untraced(() => GoogleTopic._build(topic, spec)),
  },
  bucket: {
    plan: planBucket,
    planExisting: checkExisting('bucket'),
    planGrants: writeOnly('bucket.writeOnly'),
    build: (bucket, spec) => untraced(() => GoogleBucket._build(bucket, spec)),
  },
  table: {
    plan: planTable,
    planExisting: checkExisting('table'),
    planGrants: writeOnly('table.writeOnly'),
    build: (table, spec) => untraced(() => GoogleTable._build(table, spec)),
  },
  secret: {
    plan: planSecret,
    planExisting: checkExisting('secret'),
    build: (secret, spec) => untraced(() => GoogleSecret._build(secret, spec)),
  },
};

/** Warns where a function may write and not read, because the cloud can't tell the two apart. */
function writeOnly(feature: 'bucket.writeOnly' | 'table.writeOnly') {
  return (grants: readonly Access[], report: Report) => {
    if (!grants.includes('read')) report.approximate(feature);
  };
}

export const target: Target = {
  cloud: 'google',
  title: 'Google',
  engine: 'terraform',
  features,
  planFunction,
  planTrigger,
  planWhole,
  resources,
  bundleTarget: packageFiles,
  buildFunction: (fn, model, plan, code) =>
    untraced(() => GoogleFunction._build(fn, model, plan as FunctionPlan, code as Package)),
  buildAlarms: (cloud, functions, channels) => untraced(() => buildAlarms(cloud, functions, channels)),
  watchable,
  buildDashboard: (...parts) => untraced(() => buildDashboard(...parts)),
  planBudget,
  buildBudget,
  buildStop: (stop) => untraced(() => GoogleStop._build(stop)),
  beforeSynthesis,
  warn,
  recordOf,
  attachManifest,
  stackOf: (scope) => TerraformStack.of(scope),
  regionOf: (scope) => (findCloud(scope) as GoogleCloud).region,
};
