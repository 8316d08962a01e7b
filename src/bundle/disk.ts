import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';

/**
 * The state of files and folders, each as a string that differs when the state does. What was read is kept in
 * memory and trusted as long as the file's stat is the same.
 */

export const ABSENT = 'absent';

/** Fields of a package.json that resolution reads; its version or scripts change no bundle. */
const PACKAGE_FIELDS = ['name', 'type', 'main', 'module', 'browser', 'exports', 'imports', 'sideEffects', 'tsconfig'];

/** A file written again within a clock tick may keep its stat, so that what changed just now is read again. */
const SETTLED_MS = 2000;

const seen = new Map<string, { readonly stat: string; readonly value: unknown }>();

export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** A file's bytes, hashed. */
export function bytes(file: string): string {
  const stat = statOf(file);
  return stat?.isFile() ? remember(`bytes ${file}`, stat, () => sha256(fs.readFileSync(file))) : ABSENT;
}

/** What a file says to the bundler, hashed. */
export function content(file: string): string {
  const stat = statOf(file);
  return stat?.isFile() ? remember(`content ${file}`, stat, () => hash(file)) : ABSENT;
}

/** Whether there is a folder, and where it leads if it is a link. */
export function folder(file: string, root: string): string {
  return statOf(file)?.isDirectory() ? path.relative(root, fs.realpathSync.native(file)) : ABSENT;
}

/** The names in a folder, sorted; those of folders end with a slash. */
export function names(directory: string): readonly string[] {
  const stat = statOf(directory);
  return stat?.isDirectory() ? remember(`names ${directory}`, stat, () => list(directory)) : [];
}

/** Every path below a folder, installed packages aside. */
export function tree(directory: string): readonly string[] {
  return names(directory).flatMap((name) =>
    name.endsWith('/') && name !== 'node_modules/'
      ? tree(path.join(directory, name)).map((below) => name + below)
      : [name],
  );
}

/** Whether a file was saved meanwhile, so that it may have been read before or after: what came of it is not to be kept. */
export function changedSince(files: readonly string[], timeMs: number): boolean {
  return files.some((file) => Number(statOf(file)?.ctimeMs ?? 0) > timeMs + 1);
}

function statOf(file: string): fs.BigIntStats | undefined {
  try {
    return fs.statSync(file, { bigint: true, throwIfNoEntry: false });
  } catch {
    return undefined; // No right to look: esbuild does not see it either.
  }
}

function remember<T>(key: string, stat: fs.BigIntStats, read: () => T): T {
  const now = `${stat.mtimeNs} ${stat.ctimeNs} ${stat.size} ${stat.ino}`;
  const known = seen.get(key);
  if (known?.stat === now) return known.value as T;
  const value = read();
  if (Date.now() - Number(stat.ctimeMs) > SETTLED_MS) seen.set(key, { stat: now, value });
  return value;
}

function hash(file: string): string {
  const data = fs.readFileSync(file);
  return sha256(path.basename(file) === 'package.json' ? packageFields(data.toString()) : data);
}

function packageFields(text: string): string {
  try {
    const manifest = JSON.parse(text) as Record<string, unknown>;
    return JSON.stringify(PACKAGE_FIELDS.map((field) => manifest[field]));
  } catch {
    return text;
  }
}

function list(directory: string): string[] {
  return fs
    .readdirSync(directory, { withFileTypes: true })
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
    .sort();
}
