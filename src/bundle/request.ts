import { content, sha256 } from './disk';
import type { Entry } from './entry';
import { relative } from './paths';
import { Placed, stateOf } from './placed';
import type { BundleOptions, BundleTarget, DirectoryOptions, Files } from './types';

/** Raised whenever the same request would give other bytes. */
const FORMAT = 3;

/** What was asked for, as one hash; what the answer depends on besides is only known once it was given. */
export function requestKey(
  entry: Entry,
  options: BundleOptions,
  target: BundleTarget,
  placed: readonly Placed[],
  esbuildVersion: string,
): string {
  const tsconfig = options.tsconfig === undefined ? undefined : relative(entry.root, options.tsconfig);
  const install = options.install?.length ? [options.install, target.install] : undefined;
  return sha256(
    JSON.stringify([
      [FORMAT, esbuildVersion, entry.path, content(entry.file)],
      [target.cloud, target.nodeTarget, target.external, hashes(target.files)],
      [options.external, sorted(options.define), sorted(options.loader), options.banner, tsconfig],
      [options.minify ?? false, options.sourceMap ?? true],
      [options.clients, install, stateOf(placed)],
    ]),
  );
}

/** The same for a folder that is built already: all of it is in its package. */
export function directoryKey(placed: readonly Placed[], options: DirectoryOptions, target: BundleTarget): string {
  return sha256(
    JSON.stringify([
      [FORMAT, 'directory', target.cloud, target.install === 'build', hashes(target.files)],
      [options.clients, stateOf(placed)],
    ]),
  );
}

function hashes(files: Files): [name: string, hash: string][] {
  return sorted(files).map(([name, data]) => [name, sha256(data)]);
}

function sorted<T>(record: Readonly<Record<string, T>> = {}): Array<[string, T]> {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}
