import { GoogleBucket } from './bucket';
import { checkExisting } from './existing';
import { features } from './features';
import { GoogleFunction } from './function';
import { packageFiles } from './package';
import { FunctionPlan, planFunction, planWhole } from './plan';
import { GoogleQueue } from './queue';
import { planBucket, planQueue, planSecret, planTable, planTopic } from './resource-plan';
import { GoogleSecret } from './secret';
import { GoogleTable } from './table';
import { GoogleTopic } from './topic';
import { planners } from './triggers';
import type { Package } from '../bundle';
import type { ResourceTable, Target } from '../private/target';
import { TerraformStack } from '../terraform/engine';
import { attachManifest } from '../terraform/manifest';
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
    build: (bucket, spec) => untraced(() => GoogleBucket._build(bucket, spec)),
  },
  table: {
    plan: planTable,
    planExisting: checkExisting('table'),
    build: (table, spec) => untraced(() => GoogleTable._build(table, spec)),
  },
  secret: {
    plan: planSecret,
    planExisting: checkExisting('secret'),
    build: (secret, spec) => untraced(() => GoogleSecret._build(secret, spec)),
  },
};

export const target: Target = {
  cloud: 'google',
  title: 'Google',
  engine: 'terraform',
  features,
  planFunction,
  planTrigger: (model, trigger, report) => planners[trigger.kind](model, trigger as never, report),
  planWhole,
  resources,
  bundleTarget: packageFiles,
  buildFunction: (fn, model, plan, code) =>
    untraced(() => GoogleFunction._build(fn, model, plan as FunctionPlan, code as Package)),
  warn,
  attachManifest,
  stackOf: (scope) => TerraformStack.of(scope),
};
