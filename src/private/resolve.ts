import type { FunctionProps } from '../function';
import { Observability } from '../observability';
import { Runtime } from '../runtime';
import { resolveAlarms } from './alarms';
import { resolveCapacity } from './capacity';
import { amount, maxAttempts, whole } from './checks';
import type { Report } from './report';
import type { FunctionSpec } from './spec';
import { tokenEngines } from './tokens';
import { checkTracedVariable, resolveTracing, TracingSpec } from './tracing';

/** Fills in defaults and checks what has one meaning on every cloud. */
export function resolveFunction(props: FunctionProps, engine: string, report: Report): FunctionSpec {
  const observability = props.observability ?? Observability.standard();
  const runtime = props.runtime ?? Runtime.NODE_22;
  // From JavaScript a path may come here, and nothing can be planned without code.
  if (!props.code?._spec) {
    throw new Error(`code: ${JSON.stringify(props.code)} is no Code. Write Code.bundle('src/…').`);
  }
  const timeoutSeconds = whole(
    'timeout',
    (amount('timeout', props.timeout, 'toMilliseconds', 'Duration.seconds(30)', report) ?? 30_000) / 1000,
    1,
    Infinity,
    report,
    ' seconds',
  );
  const capacity = resolveCapacity(props.capacity, report);
  const tracing = resolveTracing(observability._tracing, engine, report);
  const maxInstances = props.limits?.maxInstances;
  if (maxInstances !== undefined) whole('limits.maxInstances', maxInstances, 1, Infinity, report);
  return {
    code: props.code._spec,
    runtime: { family: runtime.family, version: runtime.version },
    memoryMiB: whole(
      'memory',
      amount('memory', props.memory, 'toMebibytes', 'Size.mebibytes(512)', report) ?? 512,
      1,
      Infinity,
      report,
      ' MiB',
    ),
    timeoutSeconds,
    environment: resolveEnvironment(props.environment ?? {}, engine, tracing, report),
    capacity,
    ...(maxInstances !== undefined && { maxInstances }),
    concurrencyPerInstance: whole(
      'limits.concurrencyPerInstance',
      props.limits?.concurrencyPerInstance ?? 1,
      1,
      1000,
      report,
    ),
    alarms: resolveAlarms(observability._alarms, timeoutSeconds, report),
    maxAttempts: maxAttempts(props.maxAttempts, report),
    logRetentionDays: whole(
      'observability.logRetention',
      observability._logRetentionDays,
      1,
      Infinity,
      report,
      ' days',
    ),
    ...(tracing && { tracing }),
    ...(props.architecture !== undefined && { architecture: props.architecture }),
    aws: { ...props.aws },
    azure: { ...props.azure },
    google: { ...props.google },
    ...(props.description !== undefined && { description: props.description }),
    ...(props.name !== undefined && { name: props.name }),
  };
}

const variableName = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The user's variables, checked. */
export function resolveEnvironment(
  variables: Readonly<Record<string, string>>,
  engine: string,
  tracing: TracingSpec | undefined,
  report: Report,
): Readonly<Record<string, string>> {
  for (const [name, value] of Object.entries(variables)) {
    const prop = `environment.${name}`;
    checkTracedVariable(name, 'environment', tracing, report);
    if (!variableName.test(name)) {
      report.problem(prop, `'${name}' is not a name: letters, digits and '_', and no digit first.`);
    } else if (name.startsWith('FAASADE_')) {
      report.problem(prop, `names that begin with FAASADE_ are the adapter's own. Choose another name.`);
    } else if (typeof value !== 'string') {
      report.problem(prop, `${JSON.stringify(value)} is not a string.`);
    } else if ([...tokenEngines(value)].some((of) => of !== engine)) {
      report.problem(prop, 'holds a value of another engine. Pass it as a parameter or variable of this stack.');
    }
  }
  return { ...variables };
}
