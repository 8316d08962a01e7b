import { limits } from './limits';
import { functionRule } from './names';
import { planOptions } from './plan-options';
import { planWindows, WindowJob } from './plan-windows';
import { planScaling, scaling } from './scaling';
import { eventSettings, httpSettings, variables } from './settings';
import { filterOf } from './triggers';
import { checkEnvironmentSize } from '../private/environment';
import type { FunctionModel } from '../private/model';
import type { Report } from '../private/report';
import { holdsToken } from '../private/tokens';

/** A function as Cloud Functions takes it. */
export interface FunctionPlan {
  readonly memoryMiB: number;
  readonly timeoutSeconds: number;
  readonly logRetentionDays: number;
  /** Google's identifier, such as `nodejs22`. */
  readonly runtime: string;
  readonly concurrency: number;
  /** Whole CPUs; absent where Google derives enough from the memory. */
  readonly cpu?: string;
  /** From where HTTP may come. */
  readonly ingress: string;
  readonly vpcConnector?: string;
  /** What goes through the connector; there with one only. */
  readonly egress?: string;
  /** Of code and images. */
  readonly encryptionKey?: string;
  /** What opens and closes windows of capacity; absent without windows. */
  readonly windows?: readonly WindowJob[];
}

export function planFunction({ spec }: FunctionModel, report: Report): FunctionPlan {
  const { least, most } = limits.memoryMiB;
  if (spec.memoryMiB < least || spec.memoryMiB > most) {
    report.problem('memory', `${spec.memoryMiB} MiB is outside Google Cloud Functions' ${least} to ${most} MiB.`);
  }
  if (spec.timeoutSeconds > limits.timeoutSeconds) {
    report.problem(
      'timeout',
      `${spec.timeoutSeconds} seconds are above Google's limit of ${limits.timeoutSeconds} seconds (60 minutes). ` +
        'Split the work into messages of a queue.',
    );
  }
  for (const name of Object.keys(spec.environment)) {
    if (limits.reservedVariables.test(name)) {
      report.problem(`environment.${name}`, 'Google sets or reserves this variable itself. Choose another name.');
    }
  }
  if (named(spec.name) && !functionRule.pattern.test(spec.name)) {
    report.problem(
      'name',
      `'${spec.name}' is not a name on Google: lower-case letters, digits and '-', a letter first, no '-' last, ` +
        `${functionRule.maxLength} in all.`,
    );
  }
  if (spec.architecture === 'arm64') report.unsupported('architecture.arm64', 'architecture', "'arm64'");
  if (spec.logRetentionDays !== limits.logRetentionDays) {
    report.approximate('observability.logRetention', `${spec.logRetentionDays} days are asked for.`);
  }
  return {
    memoryMiB: spec.memoryMiB,
    timeoutSeconds: spec.timeoutSeconds,
    logRetentionDays: limits.logRetentionDays,
    runtime: `${spec.runtime.family}${spec.runtime.version}`,
    concurrency: spec.concurrencyPerInstance,
    // Less than a whole CPU serves one request at a time.
    ...(spec.concurrencyPerInstance > 1 && spec.memoryMiB < limits.wholeCpuMiB && { cpu: '1' }),
    ...planOptions(spec.google, report),
    ...(spec.capacity.windows.length > 0 && { windows: planWindows(spec.capacity, report) }),
  };
}

export function planWhole(model: FunctionModel, report: Report): void {
  planScaling(model, report);
  const { http, events } = scaling(model);
  if (model.spec.google.ingress !== undefined && !http) {
    report.problem(
      'google.ingress',
      'it has no HTTP trigger, and events come from inside always. Leave it out, or add Trigger.http.',
    );
  }
  const sizes = [...(http ? [httpSettings(model)] : []), ...(events ? [eventSettings(model, longest)] : [])].map(
    (settings) =>
      variables(model, settings, { project: 'x'.repeat(limits.projectId), region: 'x'.repeat(limits.region) }),
  );
  const [largest] = sizes.sort((a, b) => JSON.stringify(b).length - JSON.stringify(a).length);
  if (!largest) return;
  checkEnvironmentSize(
    largest,
    { bytes: limits.environmentBytes, tokenBytes: limits.tokenBytes, of: "Google's limit" },
    report,
  );
}

/** What is known when events are built, at its longest. */
const longest = { filterOf, deliveryOf: () => ({ a: 100, d: 'x'.repeat(limits.tokenBytes) }) };

function named(name: string | undefined): name is string {
  return name !== undefined && !holdsToken(name);
}
