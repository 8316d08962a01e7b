import * as fs from 'node:fs';
import * as path from 'node:path';
import { bytes } from './disk';
import type { Files } from './types';

/** A file of the disk, and its name in the package. */
export interface Placed {
  readonly name: string;
  readonly file: string;
}

/** What `files` puts in: each file, or all files below each folder. */
export function placedFiles(files: Files<string> = {}): Placed[] {
  return Object.entries(files).flatMap(([name, source]) => {
    if (!isInPackage(name)) {
      throw new Error(
        `files: '${name}' is not a path in the package. Write one such as 'templates/mail.html': relative, with '/', and without '..'.`,
      );
    }
    const stat = fs.statSync(source, { throwIfNoEntry: false });
    if (!stat) {
      throw new Error(
        `files: '${source}' does not exist. Paths are absolute or relative to the working directory, which is '${process.cwd()}'.`,
      );
    }
    if (!stat.isDirectory()) return [{ name, file: path.resolve(source) }];
    return below(path.resolve(source)).map((placed) => ({ ...placed, name: `${name}/${placed.name}` }));
  });
}

/** All files below a folder, links followed. */
export function below(folder: string, inside: readonly string[] = []): Placed[] {
  const real = fs.realpathSync(folder);
  if (inside.includes(real)) return []; // A link to a folder that it is in.
  return fs.readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name);
    const stat = fs.statSync(file, { throwIfNoEntry: false });
    if (stat?.isDirectory()) {
      return below(file, [...inside, real]).map((placed) => ({ ...placed, name: `${name}/${placed.name}` }));
    }
    return stat?.isFile() ? [{ name, file }] : [];
  });
}

/** What the files hold, hashed, for a key. */
export function stateOf(placed: readonly Placed[]): [name: string, hash: string][] {
  return placed.map(({ name, file }): [string, string] => [name, bytes(file)]).sort(([a], [b]) => (a < b ? -1 : 1));
}

export function read(placed: readonly Placed[]): Files<Uint8Array> {
  return Object.fromEntries(placed.map(({ name, file }) => [name, fs.readFileSync(file)]));
}

function isInPackage(name: string): boolean {
  return name !== '' && !/\\|:/.test(name) && name.split('/').every((part) => !['', '.', '..'].includes(part));
}
