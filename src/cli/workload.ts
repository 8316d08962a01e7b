import { readFileSync } from 'fs';
import { Failure } from './failure';
import { count, Quantity, share, size, time } from './quantity';
import { usual, WorkloadSpec } from '../pricing/workload';

/** What a workload file, or the command line, says of functions. Everything is text or a number, as people write it. */
export interface Workloads {
  /** Names that the file has something of: see `workload-names.ts`. */
  readonly names: readonly string[];
  /**
   * What a function has to do.
   * @param name within its stack
   * @param own which of `names` is its own, if one is
   */
  of(name: string, own?: string): WorkloadSpec;
}

type Field = keyof WorkloadSpec;

interface Reader {
  readonly field: Field;
  readonly read: (text: string) => Quantity;
}

const readers: Readonly<Record<string, Reader>> = {
  requests: { field: 'requests', read: count },
  duration: { field: 'seconds', read: time },
  coldStarts: { field: 'coldStarts', read: share },
  coldStart: { field: 'coldStartSeconds', read: time },
  messageSize: { field: 'messageKib', read: size },
  logSize: { field: 'logKib', read: size },
};

/** How messages name a part of a workload and what it says. */
type Subject = (name: string, value: unknown) => string;

/** Of the command line. */
export interface WorkloadFlags {
  readonly requests?: string;
  readonly duration?: string;
  /** A file. */
  readonly workload?: string;
}

/** What the command line says, in a file or by itself. */
export function workloadsOf({ requests, duration, workload }: WorkloadFlags): Workloads {
  if (workload !== undefined) return readWorkload(workload);
  if (requests !== undefined && duration !== undefined) return workloadOf(requests, duration);
  if (requests !== undefined) {
    throw new Failure('--requests needs --duration beside it. Say how long one takes, such as --duration 200ms.');
  }
  if (duration !== undefined) {
    throw new Failure('--duration needs --requests beside it. Say how many come a month, such as --requests 10M.');
  }
  throw new Failure('Say what there is to do: --requests 10M --duration 200ms, or --workload workload.json.');
}

/** A workload for all functions alike. */
export function workloadOf(requests: string, duration: string): Workloads {
  const flags: Subject = (name, value) => `--${name} ${value === '' ? "''" : String(value)}`;
  const spec = { ...usual, ...(read({ requests, duration }, 'the command line', flags) as WorkloadSpec) };
  return { names: [], of: () => spec };
}

/** Reads a workload file: what holds for all functions, and under `functions` what one has otherwise. */
export function readWorkload(file: string): Workloads {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new Failure(`There is no file '${file}' that can be read. Name one with --workload.`);
  }
  try {
    return workloads(JSON.parse(text), `'${file}'`);
  } catch (error) {
    if (error instanceof SyntaxError) throw new Failure(`'${file}' is not JSON: ${error.message}.`);
    throw error;
  }
}

function workloads(found: unknown, where: string): Workloads {
  const { functions = {}, ...all } = objectOf(found, where);
  const inFile =
    (of: string): Subject =>
    (name, value) =>
      `The ${name} ${JSON.stringify(value)}${of} in ${where}`;
  const common = read(all, where, inFile(''));
  const entries = Object.entries(objectOf(functions, `functions of ${where}`)).map(([name, fields]) => {
    const place = `${name} of ${where}`;
    return [name, read(objectOf(fields, place), place, inFile(` of ${name}`))] as const;
  });
  const byName = new Map(entries);
  return {
    names: [...byName.keys()],
    of: (name, own) => {
      const spec = { ...usual, ...common, ...(own !== undefined && byName.get(own)) };
      const { requests, seconds } = spec;
      if (requests === undefined || seconds === undefined) {
        const missing = requests === undefined ? 'requests' : 'duration';
        throw new Failure(`${where} says no ${missing} of '${name}'. Write it there, or beside 'functions' for all.`);
      }
      return { ...spec, requests, seconds };
    },
  };
}

function read(fields: Readonly<Record<string, unknown>>, where: string, subject: Subject): Partial<WorkloadSpec> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      const reader = readers[name];
      if (!reader) {
        throw new Failure(
          `${where} has '${name}', which is no part of a workload: ${Object.keys(readers).join(', ')}.`,
        );
      }
      // What is neither text nor a number reads as text that says nothing.
      const quantity = reader.read(['string', 'number'].includes(typeof value) ? `${value as string}` : '');
      if ('wrong' in quantity) throw new Failure(`${subject(name, value)} ${quantity.wrong}`);
      return [reader.field, quantity.is];
    }),
  );
}

function objectOf(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new Failure(`${where} is ${JSON.stringify(value)}, and no object of a workload.`);
}
