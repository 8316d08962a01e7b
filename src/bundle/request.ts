import { content, sha256 } from './disk';
import type { Entry } from './entry';
import { relative } from './paths';
import type { BundleOptions, BundleTarget } from './types';

/** Raised whenever the same request would give other bytes. */
const FORMAT = 2;

/** What was asked for, as one hash; what the answer depends on besides is only known once it was given. */
export function requestKey(entry: Entry, options: BundleOptions, target: BundleTarget, esbuildVersion: string): string {
  const tsconfig = options.tsconfig === undefined ? undefined : relative(entry.root, options.tsconfig);
  const files = sorted(target.files).map(([name, data]) => [name, sha256(data)]);
  return sha256(
    JSON.stringify([
      [FORMAT, esbuildVersion, entry.path, content(entry.file)],
      [target.cloud, target.nodeTarget, target.external, files],
      [options.external, sorted(options.define), sorted(options.loader), options.banner, tsconfig],
      [options.minify ?? false, options.sourceMap ?? true],
    ]),
  );
}

function sorted<T>(record: Readonly<Record<string, T>> = {}): Array<[string, T]> {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}
