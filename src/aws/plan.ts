import { planConcurrency } from './concurrency';
import { limits } from './limits';
import { triggerSettings } from './settings';
import { checkEnvironmentSize, environmentVariables } from '../private/environment';
import type { FunctionModel } from '../private/model';
import type { Report } from '../private/report';
import type { QueueSpec } from '../private/spec';
import { roundUp } from '../private/steps';

/** A function as Lambda takes it. */
export interface FunctionPlan {
  readonly memoryMiB: number;
  readonly timeoutSeconds: number;
  readonly logRetentionDays: number;
  /** Lambda's identifier, such as `nodejs22.x`. */
  readonly runtime: string;
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
  };
}

export function planWhole(model: FunctionModel, report: Report): void {
  planConcurrency(model, report);
  checkEnvironmentSize(
    environmentVariables(model, triggerSettings(model, longestNames())),
    { bytes: limits.environmentBytes, tokenBytes: limits.tokenBytes, of: "AWS Lambda's limit" },
    report,
  );
}

/** Stands for names known on deployment only: each as long as any may be, and no two the same. */
function longestNames(): () => string {
  let count = 0;
  return () => `${count++}`.padStart(limits.queueName, 'x');
}

export function planQueue(spec: QueueSpec, report: Report): void {
  checkName('name', spec.name, limits.queueName - DEAD_LETTERS.length, report);
}

/** What a named queue's dead-letter queue is called. */
export const DEAD_LETTERS = '-dead-letters';

function checkName(prop: string, name: string | undefined, most: number, report: Report): void {
  if (name !== undefined && !new RegExp(`^[A-Za-z0-9_-]{1,${most}}$`).test(name)) {
    report.problem(prop, `'${name}' is not a name on AWS: letters, digits, '-' and '_', ${most} in all.`);
  }
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
