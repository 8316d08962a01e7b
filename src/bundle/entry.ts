import * as fs from 'node:fs';
import * as path from 'node:path';
import { above, relative } from './paths';

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.mjs', '.cjs', '.jsx'];

/** An entry found on disk. */
export interface Entry {
  /** As the user wrote it. */
  readonly name: string;
  /** Absolute, links followed: what esbuild will call it. */
  readonly file: string;
  /** The folder of the nearest package.json, which all paths in a package are relative to. */
  readonly root: string;
  /** `file` relative to `root`. */
  readonly path: string;
}

/** Finds an entry, relative to the working directory, or says which one was meant. */
export function locate(name: string): Entry {
  if (!isFile(name)) throw new Error(notThere(name));
  if (!EXTENSIONS.includes(path.extname(name))) {
    throw new Error(
      `Entry '${name}' is neither TypeScript nor JavaScript. Its extension must be one of ${EXTENSIONS.join(' ')}.`,
    );
  }
  const file = fs.realpathSync(name);
  const folder = path.dirname(file);
  const root = above(folder).find((candidate) => isFile(path.join(candidate, 'package.json'))) ?? folder;
  return { name, file, root, path: relative(root, file) };
}

function notThere(name: string): string {
  const what = fs.existsSync(name) ? 'is a folder' : 'does not exist';
  const stem = EXTENSIONS.includes(path.extname(name)) ? name.slice(0, -path.extname(name).length) : name;
  const candidates = [stem, path.posix.join(name, 'index')].flatMap((base) =>
    EXTENSIONS.map((extension) => base + extension),
  );
  const meant = candidates.find(isFile);
  const wayOut = meant
    ? `Did you mean '${meant}'?`
    : `Entries are absolute or relative to the working directory, which is '${process.cwd()}'.`;
  return `Entry '${name}' ${what}. ${wayOut}`;
}

function isFile(file: string): boolean {
  return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}
