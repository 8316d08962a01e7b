import { parse } from './message';
import { setRedaction } from './redaction';
import { nameLooksSecret } from './secret-names';

/** In the global: two files of a package may read secrets, a client and what traces. */
const marks = ((globalThis as { [key: symbol]: unknown })[Symbol.for('faasade.secrets')] ??= new Map()) as Map<
  string,
  string
>;

/** Shorter ones stand in too much that is no secret. */
const shortest = 6;

/**
 * Keeps the value of a secret out of what is logged from now on, and answers it. A value of fewer than 6 characters can't
 * be told from other text and is not kept out.
 */
export function keepSecret(id: string, value: string): string {
  for (const text of [value, value.trim(), ...membersOf(value)].flatMap(writings)) {
    if (text.length >= shortest) marks.set(text, `[secret ${id}]`);
  }
  if (marks.size > 0) {
    // The longest first: one may begin another.
    const texts = [...marks.keys()].sort((a, b) => b.length - a.length);
    const any = new RegExp(texts.map((each) => each.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'g');
    setRedaction((text) => text.replace(any, (found) => marks.get(found)!));
  }
  return value;
}

/** A secret that is a JSON object, such as a database's: those of its members whose names say that they are secret. */
function membersOf(value: string): string[] {
  const whole = value.trimStart().startsWith('{') ? parse(value) : undefined;
  if (typeof whole !== 'object' || whole === null) return [];
  return Object.entries(whole).flatMap(([name, member]: [string, unknown]) =>
    typeof member === 'string' && nameLooksSecret(name) ? [member] : [],
  );
}

/** As it is, in URLs and forms, and within JSON. */
function writings(text: string): string[] {
  // A half of a surrogate pair is no part of a URL.
  const encoded = encodeURIComponent(Buffer.from(text).toString());
  return [text, encoded, `${new URLSearchParams({ x: text })}`.slice(2), JSON.stringify(text).slice(1, -1)];
}
