import * as fs from 'node:fs';
import type { Cache } from './cache';
import { sha256 } from './disk';
import type { Entry } from './entry';
import { Locked, lockedPackages, nameAt } from './lockfile';
import { NOTHING } from './lookups';
import { dependenciesOf, namedIn } from './named';
import { npmInstall } from './npm';
import type { BundleTarget, Files, Platform } from './types';
import { unzip, zip } from './zip';

/** Raised whenever the same part of a lockfile would be installed otherwise. */
const FORMAT = 1;

/** What makes packages be there when the function runs: they themselves, or a `package.json` that names them. */
export function installFiles(entry: Entry, names: readonly string[], target: BundleTarget, cache: Cache): Files {
  if (names.length === 0) return {};
  const locked = lockedPackages(entry, [...new Set(names)].sort());
  if (target.install === 'build') return { 'package.json': namedIn(target.files['package.json'], locked) };
  checkPlatform(locked, target.install);
  return installed(locked, target.install, cache);
}

/** From the cache, or by npm. */
function installed(locked: Locked, platform: Platform, cache: Cache): Files {
  const manifest = { name: 'package', version: '0.0.0', private: true, dependencies: dependenciesOf(locked) };
  const lockfile = {
    ...{ name: manifest.name, version: manifest.version, lockfileVersion: 3, requires: true },
    packages: { '': manifest, ...locked.packages },
  };
  const key = sha256(JSON.stringify([FORMAT, platform, lockfile]));
  const kept = cache.find(key);
  if (kept) return unzip(fs.readFileSync(kept.path));

  const { os, cpu } = platform;
  const names = Object.keys(locked.roots).join(', ');
  if (process.stderr.isTTY) process.stderr.write(`Installing ${names} for ${os} ${cpu}…\n`);
  const files = npmInstall(locked, manifest, lockfile, platform);
  warnAboutScripts(locked, files, names);
  const data = zip(files, { compress: false });
  cache.keep(key, data, { hash: sha256(data), bytes: data.length, inputs: [] }, NOTHING);
  return files;
}

/** npm takes what only another platform needs from the lockfile, if it is there: older ones wrote their own alone. */
function checkPlatform({ packages }: Locked, { os, cpu }: Platform): void {
  const there = new Set(Object.keys(packages).map(nameAt));
  for (const { optionalDependencies } of Object.values(packages)) {
    const missing = Object.keys(optionalDependencies ?? {}).find(
      (name) => name.includes(`${os}-${cpu}`) && !name.includes('musl') && !there.has(name),
    );
    if (!missing) continue;
    throw new Error(
      `install: package-lock.json holds no '${missing}', because it was made on another platform. Make it anew with ` +
        `npm 10 or later: remove it and node_modules, and run \`npm install\`.`,
    );
  }
}

/** A package that fetches or builds its native code when it is installed has none here. */
function warnAboutScripts({ packages }: Locked, files: Files, names: string): void {
  const scripts = Object.keys(packages).filter((location) => packages[location].hasInstallScript);
  if (scripts.length === 0 || Object.keys(files).some((name) => name.endsWith('.node'))) return;
  process.stderr.write(
    `warning: install: ${names}: scripts of packages do not run (${scripts.map(nameAt).join(', ')}), and nothing that was ` +
      `installed is native code. Take a version that brings it along, or Code.directory.\n`,
  );
}
