import * as fs from 'node:fs';
import { isBuiltin } from 'node:module';
import * as path from 'node:path';
import type { Metafile } from 'esbuild';
import { ABSENT, bytes, content, folder, names, sha256, tree } from './disk';
import type { Entry } from './entry';
import { LOCKFILES } from './lockfile';
import { above, relative, splitSpecifier } from './paths';
import { tsconfigChain, TsconfigChain } from './tsconfig';
import type { BundleTarget } from './types';

/**
 * What a bundle depends on beyond its inputs' content: everything that resolution looked at, found or not. Paths
 * are relative to the project root, so that checkouts can share a cache.
 */
export interface Lookups {
  /** Files whose content matters, or that they are absent. */
  readonly files: readonly string[];
  /** Folders of installed packages, and places where none is. */
  readonly folders: readonly string[];
  /** By folder, the stems of the names looked for in it. */
  readonly stems: Readonly<Record<string, readonly string[]>>;
  /** Folders that a pattern such as import(`./x/${name}.js`) searches. */
  readonly trees: readonly string[];
  /** Kinds of clients that the bundle uses. */
  readonly clients: readonly string[];
}

/** For what depends on its request alone. */
export const NOTHING: Lookups = { files: [], folders: [], stems: {}, trees: [], clients: [] };

/** The state of all that was looked at, as one hash. */
export function digest(root: string, lookups: Lookups, clients: BundleTarget['clients']): string {
  const at = (file: string): string => path.resolve(root, file);
  return sha256(
    JSON.stringify([
      lookups.files.map((file) => [file, content(at(file))]),
      lookups.folders.map((file) => [file, folder(at(file), root)]),
      Object.entries(lookups.stems).map(([file, stems]) => [file, matching(names(at(file)), stems)]),
      lookups.trees.map((file) => [file, tree(at(file))]),
      lookups.clients.map((kind) => [kind, bytes(clients[kind])]),
    ]),
  );
}

function matching(all: readonly string[], stems: readonly string[]): string[] {
  const wanted = new Set(stems);
  return all.filter((name) => wanted.has(stemOf(name)));
}

/** A name up to its first dot: what is left once every extension that resolution may add is gone. */
function stemOf(name: string): string {
  return /^.[^./]*/.exec(name)?.[0] ?? name;
}

export function lookupsOf(
  entry: Entry,
  inputs: Metafile['inputs'],
  clients: readonly string[],
  tsconfig?: string,
): Lookups {
  return { ...new Collector(entry, tsconfig).collect(inputs), clients };
}

class Collector {
  private readonly files = new Set<string>();
  private readonly folders = new Set<string>();
  private readonly stems = new Map<string, Set<string>>();
  private readonly trees = new Set<string>();
  private readonly chains = new Map<string, TsconfigChain>();

  constructor(
    private readonly entry: Entry,
    private readonly tsconfig?: string,
  ) {}

  public collect(inputs: Metafile['inputs']): Omit<Lookups, 'clients'> {
    this.nearest(this.entry.root, LOCKFILES);
    for (const [input, { imports }] of Object.entries(inputs)) {
      this.input(path.resolve(this.entry.root, input), imports);
    }
    const relatives = (paths: Iterable<string>): string[] =>
      [...paths].map((file) => relative(this.entry.root, file)).sort();
    return {
      files: relatives(this.files),
      folders: relatives(this.folders),
      stems: Object.fromEntries(
        [...this.stems].map(([file, stems]) => [relative(this.entry.root, file), [...stems].sort()]).sort(),
      ),
      trees: relatives(this.trees),
    };
  }

  private input(file: string, imports: Metafile['inputs'][string]['imports']): void {
    const directory = path.dirname(file);
    this.files.add(file);
    this.nearest(directory, ['package.json']);
    const chain = this.chainOf(directory);
    for (const { path: resolved, original, external } of imports) {
      const specifier = original ?? resolved;
      if (external && isBuiltin(specifier)) continue;
      if (external && specifier.includes('*')) this.trees.add(path.resolve(directory, beforePattern(specifier)));
      else if (specifier.startsWith('.') || path.isAbsolute(specifier)) this.probe(path.resolve(directory, specifier));
      else if (!specifier.startsWith('#')) this.bare(specifier, directory, chain);
      if (!external) this.stem(path.resolve(this.entry.root, resolved));
    }
  }

  /** Files that the nearest folder wins: those there, and the absent ones below. */
  private nearest(directory: string, candidates: readonly string[]): string | undefined {
    for (const parent of above(directory)) {
      const files = candidates.map((name) => path.join(parent, name));
      files.forEach((file) => this.files.add(file));
      const found = files.find((file) => content(file) !== ABSENT);
      if (found) return found;
    }
    return undefined;
  }

  private chainOf(directory: string): TsconfigChain | undefined {
    if (directory.split(path.sep).includes('node_modules')) return undefined; // As esbuild does.
    const file = this.tsconfig ?? this.nearest(directory, ['tsconfig.json']);
    if (!file) return undefined;
    const chain = this.chains.get(file) ?? tsconfigChain(file);
    this.chains.set(file, chain);
    chain.files.forEach((link) => this.files.add(link));
    return chain;
  }

  /** A path to be completed: by an extension, or by what a folder says. */
  private probe(file: string): void {
    this.stem(file);
    if (folder(file, this.entry.root) === ABSENT) return;
    this.files.add(path.join(file, 'package.json'));
    this.stem(path.join(file, 'index'));
  }

  private stem(file: string): void {
    const directory = path.dirname(file);
    const stems = this.stems.get(directory) ?? new Set();
    this.stems.set(directory, stems.add(stemOf(path.basename(file))));
  }

  private bare(specifier: string, directory: string, chain?: TsconfigChain): void {
    chain?.candidates(specifier).forEach((file) => this.probe(file));
    const { name, rest } = splitSpecifier(specifier);
    for (const parent of above(directory)) {
      if (path.basename(parent) === 'node_modules') continue;
      const modules = path.join(parent, 'node_modules');
      const installed = path.join(modules, name);
      if (!this.isThere(modules)) continue;
      const known = this.folders.has(installed);
      if (!this.isThere(installed)) continue;
      if (!known) this.main(installed);
      if (rest) this.probe(path.join(installed, rest));
      return;
    }
  }

  private isThere(directory: string): boolean {
    this.folders.add(directory);
    return folder(directory, this.entry.root) !== ABSENT;
  }

  private main(installed: string): void {
    this.probe(installed);
    for (const file of mainFields(path.join(installed, 'package.json'))) this.probe(path.join(installed, file));
  }
}

function mainFields(manifest: string): string[] {
  try {
    const { main, module } = JSON.parse(fs.readFileSync(manifest, 'utf8')) as Record<string, unknown>;
    return [main, module].filter((file) => typeof file === 'string');
  } catch {
    return [];
  }
}

/** The folder that a pattern such as `./locales/a*.json` searches. */
function beforePattern(specifier: string): string {
  return specifier.slice(0, specifier.lastIndexOf('/', specifier.indexOf('*')) + 1);
}
