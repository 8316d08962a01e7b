import * as fs from 'node:fs';
import * as path from 'node:path';
import { above, splitSpecifier } from './paths';

/** What a tsconfig.json and those that it extends say about resolution. */
export interface TsconfigChain {
  /** Every file of the chain, and those looked for in vain. */
  readonly files: readonly string[];
  /** Where a bare specifier may lead by `paths` and `baseUrl`. */
  readonly candidates: (specifier: string) => string[];
}

interface Tsconfig {
  readonly extends?: string | readonly string[];
  readonly compilerOptions?: {
    readonly baseUrl?: string;
    readonly paths?: Readonly<Record<string, readonly string[]>>;
  };
}

export function tsconfigChain(file: string): TsconfigChain {
  const files = new Set<string>();
  const aliases: Array<(specifier: string) => string[]> = [];
  const visit = (current: string): void => {
    if (files.has(current)) return;
    files.add(current);
    const config = parse(current);
    if (!config) return;
    const folder = path.dirname(current);
    aliases.push(aliasesOf(config, folder));
    for (const parent of [config.extends ?? []].flat()) extended(parent, folder).forEach(visit);
  };
  visit(file);
  return { files: [...files], candidates: (specifier) => aliases.flatMap((alias) => alias(specifier)) };
}

/** A superset of what esbuild reads: one file too many only rebuilds once too often. */
function extended(parent: string, folder: string): string[] {
  if (parent.startsWith('.') || path.isAbsolute(parent)) return variants(path.resolve(folder, parent));
  const { name, rest } = splitSpecifier(parent);
  return above(folder).flatMap((directory) => {
    const installed = path.join(directory, 'node_modules', name);
    return fs.existsSync(installed) ? variants(path.join(fs.realpathSync(installed), rest)) : [];
  });
}

function variants(file: string): string[] {
  return file.endsWith('.json') ? [file] : [file, `${file}.json`, path.join(file, 'tsconfig.json')];
}

function aliasesOf(config: Tsconfig, folder: string): (specifier: string) => string[] {
  const { baseUrl, paths = {} } = config.compilerOptions ?? {};
  const base = path.resolve(folder, baseUrl ?? '.');
  return (specifier) => [
    ...Object.entries(paths).flatMap(([pattern, targets]) => {
      const [prefix, suffix] = pattern.split('*');
      if (suffix === undefined ? specifier !== pattern : !specifier.startsWith(prefix) || !specifier.endsWith(suffix)) {
        return [];
      }
      const matched = specifier.slice(prefix.length, specifier.length - (suffix ?? '').length);
      return targets.map((target) =>
        path.resolve(
          base,
          target.replace('*', () => matched),
        ),
      );
    }),
    ...(baseUrl === undefined ? [] : [path.resolve(base, specifier)]),
  ];
}

/** A tsconfig.json is JSON with comments and trailing commas. */
function parse(file: string): Tsconfig | undefined {
  try {
    const uncommented = fs.readFileSync(file, 'utf8').replace(/("(?:\\.|[^"\\])*")|\/\/.*|\/\*[^]*?\*\//g, '$1');
    return JSON.parse(uncommented.replace(/("(?:\\.|[^"\\])*")|,(?=\s*[}\]])/g, '$1')) as Tsconfig;
  } catch {
    return undefined; // Absent or broken: esbuild reports what is broken.
  }
}
