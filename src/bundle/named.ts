import { Locked, resolveFrom, specOf } from './lockfile';

/** The packages asked for, with their exact versions. */
export function dependenciesOf({ roots, packages }: Locked): Record<string, string> {
  return Object.fromEntries(
    Object.entries(roots).map(([name, location]) => [name, specOf(location, packages[location])]),
  );
}

/** A `package.json` from which a cloud's build installs the same versions, all the way down. */
export function namedIn(manifest: string | Uint8Array, locked: Locked): string {
  const { dependencies, ...rest } = JSON.parse(Buffer.from(manifest).toString()) as { dependencies?: object };
  const overrides = Object.entries(locked.roots)
    .map(([name, location]) => [name, below(locked.packages, [location])] as const)
    .filter(([, versions]) => Object.keys(versions).length > 0);
  const named = {
    ...rest,
    dependencies: { ...dependencies, ...dependenciesOf(locked) },
    ...(overrides.length > 0 && { overrides: Object.fromEntries(overrides) }),
  };
  return `${JSON.stringify(named, undefined, 2)}\n`;
}

/** As npm's `overrides` has it: under a package's name, what it needs, each with its version as `.`. */
type Overrides = { readonly [name: string]: string | Overrides };

function below(packages: Locked['packages'], path: readonly string[]): Overrides {
  const from = path[path.length - 1];
  const { dependencies, optionalDependencies } = packages[from];
  const versions = Object.keys({ ...dependencies, ...optionalDependencies })
    .sort()
    .flatMap((name) => {
      const location = resolveFrom(packages, from, name);
      if (location === undefined) return [];
      const deeper = path.includes(location) ? {} : below(packages, [...path, location]);
      const version = specOf(location, packages[location]);
      return [[name, Object.keys(deeper).length > 0 ? { '.': version, ...deeper } : version] as const];
    });
  return Object.fromEntries(versions);
}
