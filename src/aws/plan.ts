import { checkArn, checkKey, checkName } from './checks';
import { planConcurrency } from './concurrency';
import { limits } from './limits';
import { longestLinks } from './links';
import { planRetention } from './retention';
import { EdgePlan, planEdges, planScaling } from './scaling';
import { Names, triggerSettings } from './settings';
import { checkEnvironmentSize, environmentVariables } from '../private/environment';
import type { FunctionModel } from '../private/model';
import type { Report } from '../private/report';
import type { FunctionSpec } from '../private/spec';
import { roundUp } from '../private/steps';

/** A function as Lambda takes it. */
export interface FunctionPlan {
  readonly memoryMiB: number;
  readonly timeoutSeconds: number;
  readonly logRetentionDays: number;
  /** Lambda's identifier, such as `nodejs22.x`. */
  readonly runtime: string;
  readonly architecture: 'arm64' | 'x86_64';
  /** When the number of ready instances changes. */
  readonly edges: readonly EdgePlan[];
  /** Where its network interfaces are; absent without a VPC. */
  readonly vpc?: { readonly subnetIds: readonly string[]; readonly securityGroupIds: readonly string[] };
}

export function planFunction({ spec }: FunctionModel, report: Report): FunctionPlan {
  const { least, most } = limits.memoryMiB;
  if (spec.memoryMiB < least || spec.memoryMiB > most) {
    report.problem('memory', `${spec.memoryMiB} MiB is outside AWS Lambda's ${least} to ${most} MiB.`);
  }
  if (spec.timeoutSeconds > limits.timeoutSeconds) {
    report.problem(
      'timeout',
      `${spec.timeoutSeconds} seconds are above AWS Lambda's limit of ${limits.timeoutSeconds} seconds (15 minutes). ` +
        'Split the work into messages of a queue.',
    );
  }
  if (spec.concurrencyPerInstance > 1) {
    report.unsupported(
      'limits.concurrencyPerInstance',
      'limits.concurrencyPerInstance',
      `${spec.concurrencyPerInstance}`,
    );
  }
  for (const name of Object.keys(spec.environment)) {
    if (limits.reservedVariables.test(name)) {
      report.problem(`environment.${name}`, 'AWS Lambda sets this variable itself. Choose another name.');
    } else if (!/^[A-Za-z].+$/.test(name)) {
      report.problem(`environment.${name}`, `AWS Lambda wants a letter first and two characters. Choose another name.`);
    }
  }
  checkName('name', spec.name, limits.functionName, report);
  return {
    memoryMiB: spec.memoryMiB,
    timeoutSeconds: spec.timeoutSeconds,
    logRetentionDays: planLogRetention(spec.logRetentionDays, report),
    runtime: `${spec.runtime.family}${spec.runtime.version}.x`,
    architecture: spec.architecture ?? 'arm64',
    edges: planEdges(spec.capacity, report),
    ...planOptions(spec, report),
  };
}

export function planWhole(model: FunctionModel, report: Report): void {
  planConcurrency(model, report);
  planScaling(model, report);
  planRetention(model, report);
  const weighed = { ...model, links: longestLinks(model.links) };
  checkEnvironmentSize(
    environmentVariables(weighed, triggerSettings(model, longestNames())),
    { bytes: limits.environmentBytes, tokenBytes: limits.tokenBytes, of: "AWS Lambda's limit" },
    report,
  );
}

/** Stands for names and URLs known on deployment only: each as long as any may be, and no two names the same. */
function longestNames(): Names {
  let count = 0;
  const name = (length: number) => `${count++}`.padStart(length, 'x');
  const delivery = { a: 100, d: name(limits.linkBytes.queue) };
  return {
    queue: () => ({ name: name(limits.queueName), delivery: { ...delivery, f: 1 } }),
    topic: () => name(limits.topicName),
    inbox: () => delivery,
  };
}

/** What only AWS has. */
function planOptions({ aws }: FunctionSpec, report: Report): Pick<FunctionPlan, 'vpc'> {
  checkKey('aws.environmentKey', aws.environmentKey, report);
  checkArn(
    'aws.permissionsBoundary',
    aws.permissionsBoundary,
    /^arn:[\w-]+:iam::(\d{12}|aws):policy\/[\w+=,.@/-]+$/,
    'a policy, arn:aws:iam::<account>:policy/<name>',
    report,
  );
  const { subnetIds = [], securityGroupIds = [] } = aws;
  if (subnetIds.length > 0 && securityGroupIds.length === 0) {
    report.problem('aws.securityGroupIds', 'is empty, and aws.subnetIds is not. Name at least one security group.');
  }
  if (securityGroupIds.length > 0 && subnetIds.length === 0) {
    report.problem('aws.subnetIds', 'is empty, and aws.securityGroupIds is not. Name at least one subnet.');
  }
  return subnetIds.length > 0 ? { vpc: { subnetIds, securityGroupIds } } : {};
}

function planLogRetention(days: number, report: Report): number {
  const steps = limits.logRetentionDays;
  const rounded = roundUp(days, steps);
  if (rounded === undefined) {
    report.problem(
      'observability.logRetention',
      `${days} days are above Amazon CloudWatch's longest retention of ${steps[steps.length - 1]} days.`,
    );
  } else if (rounded !== days) {
    report.approximate('observability.logRetention', `${days} days become ${rounded}.`);
  }
  return rounded ?? days;
}
