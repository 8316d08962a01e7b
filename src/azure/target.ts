import type { AzureCloud } from './cloud';
import { features } from './features';
import { AzureFunction } from './function';
import { limits } from './limits';
import { packageFiles } from './package';
import { FunctionPlan, planFunction, planQueue, planWhole } from './plan';
import { AzureQueue } from './queue';
import { planners } from './triggers';
import type { Target } from '../private/target';
import { TerraformStack } from '../terraform/engine';
import { attachManifest } from '../terraform/manifest';
import { versionConstraint } from '../terraform/providers';
import { untraced } from '../terraform/traces';
import { admits } from '../terraform/versions';
import { warn } from '../terraform/warn';

/** Azure through Terraform, for what is placed below one cloud. */
export function azureTarget(cloud: AzureCloud): Target {
  let takesFewInstances: boolean | undefined;
  return {
    cloud: 'azure',
    title: 'Azure',
    engine: 'terraform',
    features,
    planFunction,
    planTrigger: (model, trigger, report) => planners[trigger.kind](model, trigger as never, report),
    planWhole: (model, report) => {
      takesFewInstances ??= admitsFewInstances(cloud);
      planWhole(model, { logRetentionDays: cloud._keptLogDays(), takesFewInstances }, report);
    },
    planQueue,
    planUnconsumed: () => undefined,
    bundleTarget: packageFiles,
    buildFunction: (fn, model, plan, code) =>
      untraced(() => AzureFunction._build(cloud, fn, model, plan as FunctionPlan, code)),
    buildQueue: (queue, spec) => untraced(() => AzureQueue._build(cloud, queue, spec)),
    warn,
    attachManifest,
    stackOf: (scope) => TerraformStack.of(scope),
  };
}

/** Walks the stack, so it is asked once. */
function admitsFewInstances(cloud: AzureCloud): boolean {
  const constraint = versionConstraint(TerraformStack.of(cloud), 'azurerm');
  return constraint === undefined || admits(constraint, limits.maxInstancesBefore.version);
}
