import * as fs from 'node:fs';
import * as path from 'node:path';
import { Cache } from './cache';
import { cacheFolder } from './cache-folder';
import { clientFiles, wantedClients } from './clients';
import { changedSince, sha256 } from './disk';
import { LOCKFILES } from './lockfile';
import { digest, NOTHING } from './lookups';
import { withFiles } from './merge';
import { above, relative } from './paths';
import { below, read } from './placed';
import { directoryKey } from './request';
import type { BundleTarget, DirectoryOptions, Files, Package } from './types';
import { zip } from './zip';

/** Zips a folder that is built already with the cloud's files; what did not change comes from the cache. */
export function directoryPackage(folder: string, options: DirectoryOptions, target: BundleTarget): Package {
  checkFolder(folder);
  const real = fs.realpathSync(folder);
  const outside = above(path.dirname(real));
  const root = outside.find((parent) => fs.existsSync(path.join(parent, 'package.json'))) ?? outside[0];
  const entry = relative(root, real);
  const placed = below(real).filter(({ name }) => target.install !== 'build' || !isOfInstallation(name));
  const cache = new Cache(cacheFolder(root), (lookups) => digest(root, lookups, target.clients));
  const request = directoryKey(placed, options, target);
  const kept = cache.find(request);
  if (kept) return { ...kept, entry };

  const start = Date.now();
  const { 'package.json': manifest, ...files } = read(placed);
  const { 'package.json': ofCloud, ...own } = target.files;
  const clients = wantedClients(ownCode(files), options.clients, target.clients);
  const merged = mergedManifest(folder, manifest, ofCloud);
  const all = withFiles(
    { ...own, ...clientFiles(clients, target.clients) },
    files,
    (name) => `'${name}' in the folder '${folder}'`,
  );
  const bytes = zip({ ...all, ...(merged !== undefined && { 'package.json': merged }) });
  const inputs = placed.map(({ name }) => path.posix.join(entry, name)).sort();
  const stable = !changedSince(
    placed.map(({ file }) => file),
    start,
  );
  const result = { hash: sha256(bytes), bytes: bytes.length, inputs };
  const made = cache.keep(request, bytes, result, stable ? { ...NOTHING, clients } : undefined);
  return { ...made, entry };
}

function checkFolder(folder: string): void {
  const stat = fs.statSync(folder, { throwIfNoEntry: false });
  if (!stat) {
    throw new Error(
      `Folder '${folder}' does not exist. Build it first. Folders are absolute or relative to the working directory, ` +
        `which is '${process.cwd()}'.`,
    );
  }
  if (!stat.isDirectory()) throw new Error(`'${folder}' is a file. Name the folder that it is in.`);
  if (fs.existsSync(path.join(folder, 'handler.js'))) return;
  throw new Error(
    `Folder '${folder}' holds no handler.js. Build the file whose default export is the handler to that name.`,
  );
}

/** What a cloud's build makes itself. */
function isOfInstallation(name: string): boolean {
  return name.startsWith('node_modules/') || LOCKFILES.includes(name);
}

function ownCode(files: Files<Uint8Array>): Uint8Array[] {
  const names = Object.keys(files).filter((name) => /\.[cm]?js$/.test(name) && !/(^|\/)node_modules\//.test(name));
  return names.map((name) => files[name]);
}

/** The folder's `package.json` with what the cloud needs of one: nothing in it may run, or make the adapter a module. */
function mergedManifest(
  folder: string,
  own?: Uint8Array,
  ofCloud?: string | Uint8Array,
): string | Uint8Array | undefined {
  if (!own) return ofCloud;
  const file = path.join(folder, 'package.json');
  const parse = (data: string | Uint8Array): Record<string, unknown> => {
    try {
      return JSON.parse(Buffer.from(data).toString()) as Record<string, unknown>;
    } catch {
      throw new Error(`'${file}' is not JSON. Mend it.`);
    }
  };
  const { scripts, devDependencies, ...kept } = parse(own);
  if (kept.type === 'module') {
    throw new Error(`'${file}' says "type": "module", and the adapter is CommonJS. Build the handler as CommonJS.`);
  }
  if (!ofCloud) return own;
  const needed = parse(ofCloud);
  const dependencies = { ...(kept.dependencies as object), ...(needed.dependencies as object) };
  const merged = { ...kept, ...needed, ...(Object.keys(dependencies).length > 0 && { dependencies }) };
  return `${JSON.stringify(merged, undefined, 2)}\n`;
}
