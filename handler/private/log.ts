import { inspect, types } from 'node:util';
import type { Log } from '../context';

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

/** A line of JSON; a log never throws, so what JSON cannot hold is written as text. */
export function line(entry: Entry): string {
  try {
    return JSON.stringify(entry, plain);
  } catch {
    const { level, message, time } = entry;
    return JSON.stringify({ level, message, time, fields: inspect(entry) });
  }
}

/** Standard output is written past `console`, which some clouds prefix. */
export function toStdout(entry: Entry): void {
  process.stdout.write(`${line(entry)}\n`);
}

function plain(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}`;
  if (!types.isNativeError(value)) return value;
  const { name, message, stack, cause } = value;
  return { ...value, name, message, stack, cause };
}
