import { types } from 'node:util';
import { parse } from './message';
import { nameLooksSecret } from './secret-names';

/** Values of secrets that were read, and what stands for each. */
interface Known {
  readonly marks: Map<string, string>;
  /** Finds any of them; made anew after another was read. */
  pattern?: RegExp;
}

/** In the global: files of the adapter that are loaded later hold this module once more. */
const known = ((globalThis as { [key: symbol]: unknown })[Symbol.for('faasade.secrets')] ??= {
  marks: new Map(),
}) as Known;

/** Shorter ones stand in too much that is no secret. */
const shortest = 6;

/**
 * Keeps the value of a secret out of what is logged from now on, and answers it. A value of fewer than 6 characters can't
 * be told from other text and is not kept out.
 */
export function keepSecret(id: string, value: string): string {
  for (const text of [value, value.trim(), ...membersOf(value)].flatMap(writings)) {
    if (text.length >= shortest) known.marks.set(text, `[secret ${id}]`);
  }
  known.pattern = undefined;
  return value;
}

/** A text in which the name of a secret stands for its value. */
export function redact(text: string): string {
  if (known.marks.size === 0) return text;
  // The longest first: one may begin another.
  known.pattern ??= new RegExp(
    [...known.marks.keys()]
      .sort((a, b) => b.length - a.length)
      .map((each) => each.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('|'),
    'g',
  );
  return text.replace(known.pattern, (found) => known.marks.get(found)!);
}

/** An object whose names hold no secret either; itself, where none does. */
export function redactNames<T extends object>(value: T): T {
  if (known.marks.size === 0 || Array.isArray(value)) return value;
  const entries = Object.entries(value);
  if (entries.every(([name]) => redact(name) === name)) return value;
  return Object.fromEntries(entries.map(([name, member]) => [redact(name), member])) as T;
}

/** An error for those who write errors themselves, such as a cloud or a collector: as it is, unless it holds a secret. */
export function redactError(error: unknown): unknown {
  if (known.marks.size === 0) return error;
  if (typeof error === 'string') return redact(error);
  if (!isError(error)) return error;
  const texts = { name: `${error.name}`, message: `${error.message}`, stack: `${error.stack}` };
  const redacted = { name: redact(texts.name), message: redact(texts.message), stack: redact(texts.stack) };
  const clean = (Object.keys(texts) as (keyof typeof texts)[]).every((part) => texts[part] === redacted[part]);
  return clean ? error : Object.assign(new Error(), redacted);
}

/** Of any realm, of old libraries, and `DOMException`, which is what a timeout throws. */
export function isError(value: unknown): value is Error {
  return types.isNativeError(value) || value instanceof Error || value instanceof DOMException;
}

/** A secret that is a JSON object, such as a database's: those of its members whose names say that they are secret. */
function membersOf(value: string): string[] {
  const whole = value.trimStart().startsWith('{') ? parse(value) : undefined;
  if (typeof whole !== 'object' || whole === null) return [];
  return Object.entries(whole).flatMap(([name, member]: [string, unknown]) =>
    typeof member === 'string' && nameLooksSecret(name) ? [member] : [],
  );
}

/** As it is, in URLs and within JSON. */
function writings(text: string): string[] {
  // A half of a surrogate pair is no part of a URL.
  const encoded = encodeURIComponent(Buffer.from(text).toString());
  return [text, encoded, `${new URLSearchParams({ x: text })}`.slice(2), JSON.stringify(text).slice(1, -1)];
}
