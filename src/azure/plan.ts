import { limits, reservedVariables } from './limits';
import { appName } from './names';
import { planOptions } from './plan-options';
import { PlannedEdge, planWindows } from './plan-windows';
import { maxInstances, scaleGroups } from './scaling';
import { mostWarm } from '../private/capacity';
import { deliveries, FunctionModel, triggersOf, warmTotal } from '../private/model';
import type { Report } from '../private/report';
import type { FunctionSpec } from '../private/spec';
import { roundUp } from '../private/steps';
import { holdsToken } from '../private/tokens';

/** A function as Azure takes it. */
export interface FunctionPlan {
  readonly memoryMiB: number;
  readonly timeoutSeconds: number;
  /** What the log workspace has to keep at least. */
  readonly logRetentionDays: number;
  readonly runtimeName: string;
  readonly runtimeVersion: string;
  /** When the windows of its capacity open and close. */
  readonly edges: readonly PlannedEdge[];
}

/** What only the stack knows, at synthesis. */
export interface Surroundings {
  /** How long the log workspace keeps logs; undefined where it is the user's own and does not say. */
  readonly logRetentionDays?: number;
  /** Whether the stack may get a version of azurerm that takes any number of instances. */
  readonly takesFewInstances: boolean;
}

export function planFunction({ spec }: FunctionModel, report: Report): FunctionPlan {
  planEnvironment(spec, report);
  planOptions(spec, report);
  if (spec.architecture === 'arm64') report.unsupported('architecture.arm64', 'architecture', 'arm64');
  const { least, most } = limits.instances;
  if (spec.maxInstances !== undefined && (spec.maxInstances < least || spec.maxInstances > most)) {
    report.problem('limits.maxInstances', `${spec.maxInstances} is outside Azure Functions' ${least} to ${most}.`);
  }
  if (spec.name !== undefined && !holdsToken(spec.name) && !appName.test(spec.name)) {
    report.problem(
      'name',
      `'${spec.name}' is not a name of an app on Azure: letters, digits and '-' between them, 2 to ${limits.appName} in all.`,
    );
  }
  return {
    memoryMiB: planMemory(spec.memoryMiB, report),
    timeoutSeconds: spec.timeoutSeconds,
    logRetentionDays: planLogRetention(spec.logRetentionDays, report),
    runtimeName: spec.runtime.family === 'nodejs' ? 'node' : spec.runtime.family,
    runtimeVersion: spec.runtime.version,
    edges: planWindows(spec.capacity, report),
  };
}

/** What depends on all triggers together, and on the stack. */
export function planWhole(model: FunctionModel, surroundings: Surroundings, report: Report): void {
  planWarm(model, report);
  planMaxInstances(model, surroundings, report);
  const { logRetentionDays: asked } = model.spec;
  const { logRetentionDays: kept } = surroundings;
  if (kept === undefined && asked !== limits.logRetentionDays.least) {
    report.approximate('observability.logRetention', `${asked} days are left to the given log workspace.`);
  } else if (kept !== undefined && kept !== asked) {
    report.approximate('observability.logRetention', `${asked} days become ${kept}.`);
  }
}

function planMemory(memoryMiB: number, report: Report): number {
  const rounded = roundUp(memoryMiB, limits.memoryMiB);
  if (rounded === undefined) {
    const largest = limits.memoryMiB[limits.memoryMiB.length - 1];
    report.problem('memory', `${memoryMiB} MiB are above Azure Functions' largest instance of ${largest} MiB.`);
  } else if (rounded !== memoryMiB) {
    report.approximate('memory', `${memoryMiB} MiB become ${rounded}.`);
  }
  return rounded ?? memoryMiB;
}

function planLogRetention(days: number, report: Report): number {
  const { least, most } = limits.logRetentionDays;
  if (days > most) {
    report.problem('observability.logRetention', `${days} days are above Azure's longest retention of ${most} days.`);
  }
  return Math.max(days, least);
}

function planEnvironment({ environment }: FunctionSpec, report: Report): void {
  const seen = new Map<string, string>();
  for (const name of Object.keys(environment)) {
    const other = seen.get(name.toLowerCase());
    if (reservedVariables.test(name)) {
      report.problem(
        `environment.${name}`,
        'Azure Functions or this library sets this variable itself, or the plan refuses it. Choose another name.',
      );
    } else if (other !== undefined) {
      report.problem(`environment.${name}`, `Azure takes it for '${other}': case makes no difference there. Keep one.`);
    }
    seen.set(name.toLowerCase(), name);
  }
}

function planWarm(model: FunctionModel, report: Report): void {
  const { warm, prop } = mostWarm(model.spec.capacity);
  const queues = deliveries(model);
  const http = triggersOf(model, 'http').length > 0;
  if (warm > 0 && !http && queues.length === 0) {
    report.problem('capacity', `${warm} warm instances have no trigger to serve. Add one, or leave capacity out.`);
  }
  if (warm > 0 && !http && queues.length > 1) {
    report.problem(
      'capacity',
      `Azure keeps instances ready for one trigger, and ${queues.length} delivery queues could be meant ` +
        `(${queues.map(({ key, trigger }) => trigger?.key ?? key).join(', ')}). Set 'warm' on the triggers instead.`,
    );
  }
  const most = maxInstances(model);
  const total = warmTotal(model, warm);
  if (total > most) {
    const limit = model.spec.maxInstances === undefined ? `the default limits.maxInstances` : `limits.maxInstances`;
    report.problem(prop, `${total} warm instances are above ${limit} of ${most}. Raise limits.maxInstances.`);
  }
}

function planMaxInstances(model: FunctionModel, { takesFewInstances }: Surroundings, report: Report): void {
  const { maxInstances: asked } = model.spec;
  const groups = scaleGroups(model).length;
  if (asked === undefined) return;
  const { least, version } = limits.maxInstancesBefore;
  if (asked < least && !takesFewInstances) {
    report.problem(
      'limits.maxInstances',
      `${asked} needs version ${version} of the azurerm provider, which the stack's constraint keeps out. Set it to ` +
        `${least} or more, or let a later version in: ` +
        `stack.addOverride('terraform.required_providers.azurerm.version', '>= 4.58, < 5').`,
    );
  }
  if (groups > 1) report.approximate('limits.maxInstances', `${asked} holds for each of ${groups} groups.`);
}
