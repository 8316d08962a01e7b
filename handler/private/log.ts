import { inspect } from 'node:util';
import type { Log } from '../context';
import { isError, redact, redactNames } from './redaction';
import { fieldLooksSecret } from './secret-names';

/** Levels, least severe first. */
export type Level = 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';

/** One line before it is written. */
export type Entry = Readonly<Record<string, unknown>>;

/** Writes a line where the cloud looks for it. */
export type Sink = (level: Level, entry: Entry) => void;

/** A log whose lines all carry `stamp`. */
export function createLog(stamp: Entry, sink: Sink): Log {
  const write = (level: Level) => (message: string, fields?: Entry) => {
    const standard = { level, message, time: new Date().toISOString(), ...stamp };
    // Standard names come first in the line and win over fields of the same name.
    sink(level, fields ? { ...standard, ...fields, ...standard } : standard);
  };
  return { debug: write('DEBUG'), info: write('INFO'), warn: write('WARN'), error: write('ERROR') };
}

/** A line of JSON without secrets; a log never throws, so what JSON cannot hold is written as text. */
export function line(entry: Entry): string {
  try {
    return JSON.stringify(entry, plain);
  } catch {
    const fields = Object.entries(entry);
    const held = fields.filter(([, value]) => typeof value !== 'object');
    const rest = fields.filter(([, value]) => typeof value === 'object');
    return JSON.stringify({ ...Object.fromEntries(held), fields: inspected(Object.fromEntries(rest)) }, plain);
  }
}

/** Standard output is written past `console`, which some clouds prefix. */
export function toStdout(entry: Entry): void {
  process.stdout.write(`${line(entry)}\n`);
}

/** A value as it stands in a line. */
function plain(name: string, value: unknown): unknown {
  if (fieldLooksSecret(name, value)) return '[redacted]';
  switch (typeof value) {
    case 'string':
      return redact(value);
    case 'bigint':
      return redact(`${value}`);
    case 'number': {
      const text = redact(`${value}`);
      return text === `${value}` ? value : text;
    }
    case 'object':
      return value === null ? null : redactNames(isError(value) ? membersOf(value) : value);
    default:
      return value;
  }
}

/** What JSON would leave out of an error: all that is not its own, or hidden. */
function membersOf(error: Error): Entry {
  const { name, message, stack, cause } = error;
  const { errors } = error as Partial<AggregateError>;
  return { ...error, name, message, stack, cause, errors };
}

/** Deeper is not shown. */
const deepest = 3;

/** Dates, maps and the like `inspect` shows better than their members. */
const made = /^\[object (Object|Array)\]$/;
const tag = (value: object) => Object.prototype.toString.call(value);

/** As text; `inspect` takes what has loops or throws when it is read, and knows nothing of secrets. */
function inspected(fields: Entry): string {
  try {
    return redact(inspect(copy('', fields, 0, new Map())));
  } catch {
    return 'The fields cannot be read.';
  }
}

function copy(name: string, value: unknown, depth: number, copies: Map<unknown, unknown>): unknown {
  if (copies.has(value)) return copies.get(value);
  const shown = plain(name, value);
  if (typeof shown !== 'object' || shown === null || depth > deepest || !made.test(tag(shown))) return shown;
  const members: Record<string, unknown> = Array.isArray(shown) ? ([] as never) : {};
  copies.set(value, members);
  for (const [key, property] of Object.entries(Object.getOwnPropertyDescriptors(shown))) {
    if (property.enumerable) members[key] = property.get ? '[Getter]' : copy(key, property.value, depth + 1, copies);
  }
  return members;
}
