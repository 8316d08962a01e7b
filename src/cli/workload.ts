import { readFileSync } from 'fs';
import { Failure } from './failure';
import { usual, WorkloadSpec } from '../pricing/workload';

/** What a workload file, or the command line, says of functions. Everything is text or a number, as people write it. */
export interface Workloads {
  /** Names that the file has something of. */
  readonly names: readonly string[];
  /** By a function's name within its stack. */
  of(name: string): WorkloadSpec;
}

type Field = keyof WorkloadSpec;

interface Reader {
  readonly field: Field;
  readonly read: (text: string) => number | undefined;
  /** For messages. */
  readonly example: string;
}

const powers: Readonly<Record<string, number>> = { '': 1, k: 1e3, M: 1e6, G: 1e9 };
const seconds: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60 };
const kibibytes: Readonly<Record<string, number>> = { B: 1 / 1024, KiB: 1, MiB: 1024 };

const withUnit =
  (units: Readonly<Record<string, number>>) =>
  (text: string): number | undefined => {
    const [, number, unit] = /^(\d+(?:\.\d+)?)\s?([A-Za-z]*)$/.exec(text) ?? [];
    const each = units[unit ?? ''];
    return number === undefined || each === undefined ? undefined : Number(number) * each;
  };

function share(text: string): number | undefined {
  const value = Number(text);
  return text.trim() !== '' && value >= 0 && value <= 1 ? value : undefined;
}

const readers: Readonly<Record<string, Reader>> = {
  requests: { field: 'requests', read: withUnit(powers), example: '10M' },
  duration: { field: 'seconds', read: withUnit(seconds), example: '200ms' },
  coldStarts: { field: 'coldStarts', read: share, example: '0.01' },
  coldStart: { field: 'coldStartSeconds', read: withUnit(seconds), example: '500ms' },
  messageSize: { field: 'messageKib', read: withUnit(kibibytes), example: '1KiB' },
  logSize: { field: 'logKib', read: withUnit(kibibytes), example: '1KiB' },
};

/** A workload for all functions alike. */
export function workloadOf(requests: string, duration: string): Workloads {
  return workloads({ requests, duration }, '--requests and --duration');
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
  const common = read(all, where);
  const own = Object.entries(objectOf(functions, `functions of ${where}`)).map(
    ([name, fields]) => [name, read(objectOf(fields, `${name} of ${where}`), `${name} of ${where}`)] as const,
  );
  const byName = new Map(own);
  return {
    names: [...byName.keys()],
    of: (name) => {
      const spec = { ...usual, ...common, ...byName.get(name) };
      const { requests, seconds: duration } = spec;
      if (requests === undefined || duration === undefined) {
        const missing = requests === undefined ? 'requests' : 'duration';
        throw new Failure(`${where} says no ${missing} of '${name}'. Write it there, or beside 'functions' for all.`);
      }
      return { ...spec, requests, seconds: duration };
    },
  };
}

function read(fields: Readonly<Record<string, unknown>>, where: string): Partial<WorkloadSpec> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      const reader = readers[name];
      if (!reader) {
        throw new Failure(
          `${where} has '${name}', which is no part of a workload: ${Object.keys(readers).join(', ')}.`,
        );
      }
      const number = ['string', 'number'].includes(typeof value) ? reader.read(`${value as string}`) : undefined;
      if (number === undefined) {
        throw new Failure(`${where} has ${name} ${JSON.stringify(value)}. Write it such as ${reader.example}.`);
      }
      return [reader.field, number];
    }),
  );
}

function objectOf(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new Failure(`${where} is ${JSON.stringify(value)}, and no object of a workload.`);
}
