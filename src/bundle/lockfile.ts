import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Entry } from './entry';
import { above, relative } from './paths';

const NPM_LOCKFILES = ['package-lock.json', 'npm-shrinkwrap.json'];

const MODULES = 'node_modules/';

/** The lockfiles of all package managers. */
export const LOCKFILES = [...NPM_LOCKFILES, 'yarn.lock', 'pnpm-lock.yaml', 'bun.lock', '.pnp.cjs'];

/** What a lockfile says of one installed package. */
export interface LockEntry {
  readonly version?: string;
  /** Where it is installed under another name. */
  readonly name?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
  readonly hasInstallScript?: boolean;
  /** Whether everything that needs it can do without. */
  readonly optional?: boolean;
}

/** A lockfile's part that a few packages need. */
export interface Locked {
  /** The folder of the lockfile: npm's settings may lie there too. */
  readonly folder: string;
  /** Locations of the packages asked for, by name. */
  readonly roots: Readonly<Record<string, string>>;
  /** By location, such as `node_modules/sharp`; sorted. */
  readonly packages: Packages;
}

export type Packages = Readonly<Record<string, LockEntry>>;

/** What the project's lockfile says of packages and of all that they need. */
export function lockedPackages(entry: Entry, names: readonly string[]): Locked {
  const { file, packages } = npmLockfile(entry);
  const folder = path.dirname(file);
  const found = new Map<string, boolean>();
  const visit = (from: string, name: string, optional: boolean, why = ''): string | undefined => {
    const location = resolveFrom(packages, from, name);
    if (location === undefined) {
      if (optional) return undefined;
      throw new Error(
        `install: '${name}'${why} is not in ${path.basename(file)}. Install it: \`npm install ${name}\`.`,
      );
    }
    const known = found.get(location);
    if (known === undefined || (known && !optional)) {
      found.set(location, optional);
      refuseLocal(packages[location], name);
      for (const [dependency, dispensable] of needs(packages[location])) {
        visit(location, dependency, optional || dispensable, `, which '${name}' needs,`);
      }
    }
    return location;
  };
  const workspace = relative(folder, entry.root);
  const roots = names.map((name) => [name, visit(workspace, name, false)!]);
  return {
    folder,
    roots: Object.fromEntries(roots.map(([name, location]) => [name, moved(location)])),
    packages: alone(packages, found),
  };
}

function npmLockfile(entry: Entry): { readonly file: string; readonly packages: Packages } {
  const folder = above(entry.root).find((parent) => LOCKFILES.some((name) => fs.existsSync(path.join(parent, name))));
  const name = folder && NPM_LOCKFILES.find((candidate) => fs.existsSync(path.join(folder, candidate)));
  if (!folder || !name) {
    const other = folder ? LOCKFILES.find((candidate) => fs.existsSync(path.join(folder, candidate))) : undefined;
    throw new Error(
      `install: versions come from a package-lock.json, and the project has ${other ?? 'none'}. Make one beside ` +
        `package.json: \`npm install --package-lock-only\`.`,
    );
  }
  const file = path.join(folder, name);
  let packages: Packages | undefined;
  try {
    ({ packages } = JSON.parse(fs.readFileSync(file, 'utf8')) as { packages?: Packages });
  } catch (error) {
    throw new Error(`install: ${file} can't be read: ${(error as Error).message}.`);
  }
  if (packages) return { file, packages };
  throw new Error(
    `install: ${name} is of version 1, which npm no longer writes. Make it anew: ` +
      `\`npm install --package-lock-only --lockfile-version 3\`.`,
  );
}

/** Where Node finds a package from a location: the nearest `node_modules` that has it. */
export function resolveFrom(packages: Packages, from: string, name: string): string | undefined {
  for (let folder = from; ; folder = parentOf(folder)) {
    const location = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (Object.hasOwn(packages, location)) return location;
    if (folder === '') return undefined;
  }
}

function parentOf(folder: string): string {
  const parent = path.posix.dirname(folder);
  return parent === '.' || folder.startsWith('..') ? '' : parent;
}

/** Names of what a package needs, and whether it can do without; of optional peers nobody says that they are needed. */
function needs(entry: LockEntry): [name: string, dispensable: boolean][] {
  const optional = Object.keys(entry.optionalDependencies ?? {});
  const peers = Object.keys(entry.peerDependencies ?? {}).filter(
    (name) => !entry.peerDependenciesMeta?.[name]?.optional,
  );
  return [...new Set([...Object.keys(entry.dependencies ?? {}), ...optional, ...peers])].map((name) => [
    name,
    optional.includes(name),
  ]);
}

function refuseLocal({ link, resolved }: LockEntry, name: string): void {
  if (!link && !resolved?.startsWith('file:')) return;
  throw new Error(`install: '${name}' lies in the project itself. Let it be bundled, or publish it to a registry.`);
}

/** The part as a lockfile of its own: what a workspace has to itself lies at the top, and the project's flags are gone. */
function alone(packages: Packages, found: ReadonlyMap<string, boolean>): Packages {
  const part = new Map<string, LockEntry>();
  for (const [location, optional] of [...found].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { dev, devOptional, peer, extraneous, ...entry } = packages[location] as LockEntry & Record<string, unknown>;
    const to = moved(location);
    if (part.has(to)) {
      throw new Error(
        `install: two versions of '${nameAt(to)}' are needed in one place. Make them one: \`npm dedupe\`.`,
      );
    }
    part.set(to, { ...entry, optional });
  }
  return Object.fromEntries(part);
}

/** The name that a package is installed under. */
export function nameAt(location: string): string {
  return location.slice(location.lastIndexOf(MODULES) + MODULES.length);
}

/** A version as `dependencies` take it. */
export function specOf(location: string, { name, version, resolved }: LockEntry): string {
  if (resolved?.startsWith('git')) return resolved;
  return name === undefined || name === nameAt(location) ? version! : `npm:${name}@${version}`;
}

function moved(location: string): string {
  return location.slice(location.indexOf(MODULES));
}
