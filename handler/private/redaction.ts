import { types } from 'node:util';

/** A text in which the ids of secrets stand for their values. */
export type Redact = (text: string) => string;

/** In the global: the file that reads secrets sets it, so that a function that reads none has no more of it than this. */
const shared = globalThis as { [key: symbol]: Redact | undefined };
const key = Symbol.for('faasade.redact');

export function setRedaction(redaction: Redact): void {
  shared[key] = redaction;
}

/** A text without the values of secrets that were read. */
export function redact(text: string): string {
  return shared[key]?.(text) ?? text;
}

/** An object whose names hold no secret either; itself, where none does. */
export function redactNames<T extends object>(value: T): T {
  if (!shared[key] || Array.isArray(value)) return value;
  const entries = Object.entries(value);
  if (entries.every(([name]) => redact(name) === name)) return value;
  return Object.fromEntries(entries.map(([name, member]) => [redact(name), member])) as T;
}

/** An error for those who write errors themselves, such as a cloud or a collector: as it is, unless it holds a secret. */
export function redactError(error: unknown): unknown {
  if (typeof error === 'string') return redact(error);
  if (!shared[key] || !isError(error)) return error;
  const name = redact(`${error.name}`);
  const message = redact(`${error.message}`);
  const stack = redact(`${error.stack}`);
  const clean = name === error.name && message === error.message && stack === error.stack;
  return clean ? error : Object.assign(new Error(), { name, message, stack });
}

/** Of any realm, of old libraries, and `DOMException`, which is what a timeout throws. */
export function isError(value: unknown): value is Error {
  return types.isNativeError(value) || value instanceof Error || value instanceof DOMException;
}
