import { features } from './features';
import { GoogleFunction } from './function';
import { packageFiles } from './package';
import { FunctionPlan, planFunction, planQueue, planWhole } from './plan';
import { GoogleQueue } from './queue';
import { planners } from './triggers';
import type { Target } from '../private/target';
import { TerraformStack } from '../terraform/engine';
import { attachManifest } from '../terraform/manifest';
import { untraced } from '../terraform/traces';
import { warn } from '../terraform/warn';

export const target: Target = {
  cloud: 'google',
  title: 'Google',
  engine: 'terraform',
  features,
  planFunction,
  planTrigger: (model, trigger, report) => planners[trigger.kind](model, trigger as never, report),
  planWhole,
  planQueue,
  planUnconsumed: (report) => report.approximate('queue.unconsumed'),
  bundleTarget: packageFiles,
  buildFunction: (fn, model, plan, code) =>
    untraced(() => GoogleFunction._build(fn, model, plan as FunctionPlan, code)),
  buildQueue: (queue, spec) => untraced(() => GoogleQueue._build(queue, spec)),
  warn,
  attachManifest,
  stackOf: (scope) => TerraformStack.of(scope),
};
