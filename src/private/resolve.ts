import type { FunctionProps } from '../function';
import { Observability } from '../observability';
import type { QueueProps } from '../queue';
import { Runtime } from '../runtime';
import type { Report } from './report';
import type { FunctionSpec, QueueSpec } from './spec';
import { tokenEngines } from './tokens';

const attempts = { least: 5, most: 100, default: 5 };

/** Fills in defaults and checks what has one meaning on every cloud. */
export function resolveFunction(props: FunctionProps, engine: string, report: Report): FunctionSpec {
  const observability = props.observability ?? Observability.standard();
  const runtime = props.runtime ?? Runtime.NODE_22;
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
    timeoutSeconds: whole(
      'timeout',
      (amount('timeout', props.timeout, 'toMilliseconds', 'Duration.seconds(30)', report) ?? 30_000) / 1000,
      1,
      Infinity,
      report,
      ' seconds',
    ),
    environment: environment(props.environment ?? {}, engine, report),
    warm: whole('capacity', props.capacity?._warm ?? 0, 0, Infinity, report, ' instances'),
    ...(props.limits?.maxInstances !== undefined && {
      maxInstances: whole('limits.maxInstances', props.limits.maxInstances, 1, Infinity, report),
    }),
    concurrencyPerInstance: whole(
      'limits.concurrencyPerInstance',
      props.limits?.concurrencyPerInstance ?? 1,
      1,
      1000,
      report,
    ),
    maxAttempts: maxAttempts(props.maxAttempts, report),
    logRetentionDays: whole(
      'observability.logRetention',
      observability._logRetentionDays,
      1,
      Infinity,
      report,
      ' days',
    ),
    ...(props.description !== undefined && { description: props.description }),
    ...(props.name !== undefined && { name: props.name }),
  };
}

export function resolveQueue(props: QueueProps, report: Report): QueueSpec {
  return {
    maxAttempts: maxAttempts(props.maxAttempts, report),
    ...(props.name !== undefined && { name: props.name }),
  };
}

function maxAttempts(value: number | undefined, report: Report): number {
  return whole('maxAttempts', value ?? attempts.default, attempts.least, attempts.most, report);
}

/** The number in a Size or Duration, by its shape; from JavaScript a bare number may come instead. */
function amount<M extends string>(
  prop: string,
  value: { readonly [K in M]: () => number } | undefined,
  method: M,
  example: string,
  report: Report,
): number | undefined {
  if (value === undefined || typeof value?.[method] === 'function') return value?.[method]();
  report.problem(prop, `${JSON.stringify(value)} has no unit. Write one such as ${example}.`);
  return undefined;
}

/** A whole number in a range. Tokens can't be checked or rounded, so they are refused. */
function whole(prop: string, value: number, least: number, most: number, report: Report, unit = ''): number {
  const range = most === Infinity ? `of at least ${least}` : `from ${least} to ${most}`;
  if (typeof value !== 'number' || value < -1e100) {
    report.problem(prop, 'a value known on deployment only can not be checked. Give a literal number.');
  } else if (!Number.isInteger(value) || value < least || value > most) {
    report.problem(prop, `${value}${unit} is not a whole number ${range}.`);
  }
  return value;
}

const variableName = /^[A-Za-z_][A-Za-z0-9_]*$/;

function environment(
  variables: Readonly<Record<string, string>>,
  engine: string,
  report: Report,
): Readonly<Record<string, string>> {
  for (const [name, value] of Object.entries(variables)) {
    const prop = `environment.${name}`;
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
