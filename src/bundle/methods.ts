import * as fs from 'node:fs';
import * as path from 'node:path';
import type * as acorn from 'acorn';
import type { Loader } from 'esbuild';
import type { Entry } from './entry';
import type { Esbuild } from './esbuild';
import type { BundleOptions } from './types';

/** The handler's methods, if its default export is an object literal. The entry is read, never run. */
export function methodsOf(esbuild: Esbuild, entry: Entry, options: BundleOptions): string[] | undefined {
  const extension = path.extname(entry.file);
  const loader = (options.loader?.[extension] ?? extension.replace(/^\.[cm]/, '.').slice(1)) as Loader;
  const { code } = esbuild.load().transformSync(fs.readFileSync(entry.file, 'utf8'), { loader, logLevel: 'silent' });
  return literalMethods(code);
}

/** The methods of a module's default export: undefined unless nothing can add to them or take from them. */
export function literalMethods(code: string): string[] | undefined {
  // Loaded here because a package that comes from the cache needs no parser.
  const { parse } = require('acorn') as typeof acorn; // eslint-disable-line @typescript-eslint/no-require-imports
  let program: acorn.Program;
  try {
    program = parse(code, { ecmaVersion: 'latest', sourceType: 'module' });
  } catch {
    return undefined; // CommonJS, or syntax newer than the parser.
  }
  const exported = defaultExport(program);
  const object = exported?.type === 'Identifier' ? constant(program, exported.name) : exported;
  return object?.type === 'ObjectExpression' ? methodNames(object) : undefined;
}

function defaultExport(program: acorn.Program): acorn.Expression | undefined {
  for (const statement of program.body) {
    if (statement.type === 'ExportDefaultDeclaration') return statement.declaration as acorn.Expression;
    if (statement.type !== 'ExportNamedDeclaration' || statement.source) continue;
    const named = statement.specifiers.find(({ exported }) => nameOf(exported) === 'default');
    if (named) return named.local as acorn.Expression;
  }
  return undefined;
}

/** What a constant holds, if nothing but its declaration and its export mentions it. */
function constant(program: acorn.Program, name: string): acorn.Expression | undefined | null {
  if (mentions(program, name) > 2) return undefined;
  const declarations = program.body.flatMap((statement) =>
    statement.type === 'VariableDeclaration' ? statement.declarations : [],
  );
  return declarations.find(({ id }) => id.type === 'Identifier' && id.name === name)?.init;
}

function methodNames(object: acorn.ObjectExpression): string[] | undefined {
  const methods: string[] = [];
  for (const property of object.properties) {
    if (property.type !== 'Property' || property.computed) return undefined;
    const name = nameOf(property.key);
    if (name === undefined || name === '__proto__') return undefined;
    if (!NOT_CALLABLE.includes(property.value.type)) methods.push(name);
  }
  return methods;
}

const NOT_CALLABLE: readonly string[] = ['Literal', 'TemplateLiteral', 'ObjectExpression', 'ArrayExpression'];

function nameOf(node: acorn.Expression | acorn.PrivateIdentifier): string | undefined {
  if (node.type === 'Identifier') return node.name;
  return node.type === 'Literal' ? String(node.value) : undefined;
}

function mentions(node: unknown, name: string): number {
  if (Array.isArray(node)) return node.reduce((sum: number, child) => sum + mentions(child, name), 0);
  if (typeof node !== 'object' || node === null) return 0;
  if ((node as acorn.Node).type === 'Identifier') return (node as acorn.Identifier).name === name ? 1 : 0;
  return mentions(Object.values(node), name);
}
