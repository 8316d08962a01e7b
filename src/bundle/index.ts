import * as path from 'node:path';
import { build } from './build';
import { Cache } from './cache';
import { cacheFolder } from './cache-folder';
import { changedSince, sha256 } from './disk';
import { Entry, locate } from './entry';
import { findEsbuild } from './esbuild';
import { lookupsOf } from './lookups';
import { methodsOf } from './methods';
import { requestKey } from './request';
import type { BundleOptions, BundleTarget, Package } from './types';
import { zip } from './zip';

export type { BundleOptions, BundleTarget, Package } from './types';

/** Bundles an entry and zips it with the cloud's files; what did not change comes from the cache. */
export function bundlePackage(entry: string, options: BundleOptions, target: BundleTarget): Package {
  const located = locate(entry);
  const esbuild = findEsbuild(located.root);
  const cache = new Cache(cacheFolder(located.root), located.root);
  const request = requestKey(located, options, target, esbuild.version);
  const kept = cache.find(request);
  if (kept) return { ...kept, entry: located.path };

  if (process.stderr.isTTY) process.stderr.write(`Bundling ${entry} for ${target.cloud}…\n`);
  const start = Date.now();
  const { files, inputs } = build(esbuild, located, options, target);
  const bytes = zip({ ...target.files, ...files });
  const result = {
    hash: sha256(bytes),
    bytes: bytes.length,
    methods: methodsOf(esbuild, located, options),
    inputs: Object.keys(inputs).sort(),
  };
  const lookups = lookupsOf(located, inputs, options.tsconfig && path.resolve(options.tsconfig));
  const made = cache.keep(request, bytes, result, stable(located, lookups.files, start) ? lookups : undefined);
  return { ...made, entry: located.path };
}

/** A file saved during the build may have been read before or after: then the result is not to be remembered. */
function stable(entry: Entry, files: readonly string[], startMs: number): boolean {
  return !files.some((file) => changedSince(path.resolve(entry.root, file), startMs));
}
