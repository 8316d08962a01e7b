import * as path from 'node:path';
import { build } from './build';
import { Cache } from './cache';
import { cacheFolder } from './cache-folder';
import { clientFiles, wantedClients } from './clients';
import { changedSince, sha256 } from './disk';
import { locate } from './entry';
import { findEsbuild } from './esbuild';
import { installFiles } from './install';
import { digest, lookupsOf } from './lookups';
import { withFiles } from './merge';
import { methodsOf } from './methods';
import { placedFiles, read } from './placed';
import { requestKey } from './request';
import type { BundleOptions, BundleTarget, Package } from './types';
import { zip } from './zip';

/** Bundles an entry and zips it with the cloud's files; what did not change comes from the cache. */
export function bundlePackage(entry: string, options: BundleOptions, target: BundleTarget): Package {
  const located = locate(entry);
  const esbuild = findEsbuild(located.root);
  const placed = placedFiles(options.files);
  const cache = new Cache(cacheFolder(located.root), (lookups) => digest(located.root, lookups, target.clients));
  const request = requestKey(located, options, target, placed, esbuild.version);
  const kept = cache.find(request);
  if (kept) return { ...kept, entry: located.path };

  if (process.stderr.isTTY) process.stderr.write(`Bundling ${entry} for ${target.cloud}…\n`);
  const start = Date.now();
  const { files, inputs } = build(esbuild, located, options, target);
  const clients = wantedClients([files['handler.js']], options.clients, target.clients);
  const installed = installFiles(located, options.install ?? [], target, cache);
  const own = { ...target.files, ...files, ...clientFiles(clients, target.clients), ...installed };
  const bytes = zip(withFiles(own, read(placed), (name) => `files: '${name}'`));
  const result = {
    hash: sha256(bytes),
    bytes: bytes.length,
    methods: methodsOf(esbuild, located, options),
    inputs: Object.keys(inputs).sort(),
  };
  const lookups = lookupsOf(located, inputs, clients, options.tsconfig && path.resolve(options.tsconfig));
  const looked = [...lookups.files.map((file) => path.resolve(located.root, file)), ...placed.map(({ file }) => file)];
  const made = cache.keep(request, bytes, result, changedSince(looked, start) ? undefined : lookups);
  return { ...made, entry: located.path };
}
