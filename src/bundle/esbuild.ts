import { createRequire } from 'node:module';
import * as path from 'node:path';

/** esbuild is an optional dependency: it is looked for, and loaded, when something is bundled. */
export interface Esbuild {
  readonly version: string;
  /** Its synchronous calls share one worker thread, which does not keep the process alive. */
  readonly load: () => typeof import('esbuild');
}

const known = new Map<string, Esbuild>();

/** Finds the esbuild that was installed with this package, or else in the project. */
export function findEsbuild(root: string): Esbuild {
  const esbuild =
    known.get(root) ?? [__filename, path.join(root, 'package.json')].map(findFrom).find((found) => found !== undefined);
  if (!esbuild) {
    throw new Error(
      'Bundling needs the package esbuild, which is not installed. Install it: `npm install --save-dev esbuild`.',
    );
  }
  known.set(root, esbuild);
  return esbuild;
}

function findFrom(file: string): Esbuild | undefined {
  const load = createRequire(file);
  try {
    const { version } = load('esbuild/package.json') as { version: string };
    return { version, load: () => load('esbuild') as typeof import('esbuild') };
  } catch {
    return undefined;
  }
}
