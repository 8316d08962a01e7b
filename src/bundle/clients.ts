import * as fs from 'node:fs';
import type * as acorn from 'acorn';
import type { Files } from './types';

/** The name of a client beside the adapter, which loads it by that name. */
export const clientName = (kind: string): string => `client-${kind}.js`;

/**
 * The kinds of clients that code uses, sorted. Found are a call such as `context.bucket('Uploads')` on any object, also
 * with `?.` or `['bucket']`, and a pattern that takes `bucket` out of an object, whatever it is called then. So a client
 * is rather put in once too often; a method that is passed on without a call, or reached by a name that is made when the
 * code runs, is not found.
 */
export function usedClients(code: string, kinds: readonly string[]): string[] {
  let patterns: ReadonlySet<string> | undefined;
  return kinds
    .filter((kind) => called(kind).test(code) || (keyed(kind).test(code) && (patterns ??= patternKeys(code)).has(kind)))
    .sort();
}

/** Kinds whose use is found in one of some files, and those that were named; sorted. */
export function wantedClients(
  files: readonly Uint8Array[],
  named: readonly string[] = [],
  paths: Readonly<Record<string, string>>,
): string[] {
  const kinds = Object.keys(paths);
  const unknown = named.find((kind) => !kinds.includes(kind));
  if (unknown !== undefined) {
    throw new Error(`clients: '${unknown}' is no client. There are ${kinds.sort().join(', ')}.`);
  }
  const found = files.flatMap((file) => usedClients(Buffer.from(file).toString(), kinds));
  return [...new Set([...found, ...named])].sort();
}

export function clientFiles(kinds: readonly string[], paths: Readonly<Record<string, string>>): Files {
  return Object.fromEntries(kinds.map((kind) => [clientName(kind), fs.readFileSync(paths[kind])]));
}

function called(kind: string): RegExp {
  return new RegExp(`(?<!\\bconsole)\\.\\s*${kind}\\s*(\\?\\.\\s*)?\\(|([\\w$)\\]]|\\?\\.)\\[(["'\`])${kind}\\3\\]`);
}

/** Where there may be a pattern, or an object literal: only a parser can tell. */
function keyed(kind: string): RegExp {
  return new RegExp(`[{,]\\s*(["'])?${kind}\\1\\s*[,}:=]`);
}

/** The names that patterns take out of objects; of code that can't be parsed, any may be one. */
function patternKeys(code: string): ReadonlySet<string> {
  // Loaded here because few bundles need it.
  const { parse } = require('acorn') as typeof acorn; // eslint-disable-line @typescript-eslint/no-require-imports
  let program: acorn.Program;
  try {
    program = parse(code, { ecmaVersion: 'latest', sourceType: 'module', allowReturnOutsideFunction: true });
  } catch {
    return anything;
  }
  const keys = new Set<string>();
  // Not recursive: a long sum is a deep tree.
  const rest: unknown[] = [program];
  for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
    if (isPattern(node)) node.properties.forEach((property) => keys.add(keyOf(property)));
    for (const child of Object.values(node as object)) if (child && typeof child === 'object') rest.push(child);
  }
  return keys;
}

const anything = { has: () => true } as unknown as ReadonlySet<string>;

function isPattern(node: unknown): node is acorn.ObjectPattern {
  return (node as acorn.Node).type === 'ObjectPattern';
}

function keyOf(property: acorn.AssignmentProperty | acorn.RestElement): string {
  if (property.type === 'RestElement') return '';
  const { key } = property;
  return key.type === 'Literal' ? String(key.value) : !property.computed && key.type === 'Identifier' ? key.name : '';
}
