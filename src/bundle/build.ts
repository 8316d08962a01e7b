import * as path from 'node:path';
import type { BuildOptions, BuildResult, Loader } from 'esbuild';
import type { Entry } from './entry';
import type { Esbuild } from './esbuild';
import { buildError, noDefaultExport, place } from './failure';
import { relative } from './paths';
import type { BundleOptions, BundleTarget } from './types';

type Result = BuildResult<{ write: false; metafile: true }>;

export interface Built {
  /** The bundle and what belongs to it, by name in the package. */
  readonly files: Readonly<Record<string, Uint8Array>>;
  /** What was bundled, as esbuild's metafile has it, without the stub. */
  readonly inputs: Result['metafile']['inputs'];
}

export function build(esbuild: Esbuild, entry: Entry, options: BundleOptions, target: BundleTarget): Built {
  const result = run(esbuild, entry, { ...settings(options, target), ...location(entry, options) }, target.cloud);
  for (const warning of result.warnings) {
    process.stderr.write(`${place(warning, entry.root)}warning: ${warning.text}\n`);
  }
  const inputs = Object.entries(result.metafile.inputs).filter(([input]) => !/^[<(]/.test(input));
  if (result.metafile.inputs[entry.path]?.format === undefined) throw noDefaultExport(entry);
  return {
    files: Object.fromEntries(result.outputFiles.map((file) => [relative(entry.root, file.path), file.contents])),
    inputs: Object.fromEntries(inputs),
  };
}

function run(esbuild: Esbuild, entry: Entry, settled: BuildOptions, cloud: string): Result {
  try {
    return esbuild.load().buildSync(settled) as Result;
  } catch (error) {
    throw buildError(error, entry, cloud);
  }
}

/** What the user and the cloud chose. */
function settings(options: BundleOptions, target: BundleTarget): BuildOptions {
  return {
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'silent',
    target: target.nodeTarget,
    external: [...target.external, ...(options.external ?? []), ...(options.install ?? [])],
    define: options.define,
    minify: options.minify,
    banner: options.banner === undefined ? undefined : { js: options.banner },
    loader: options.loader as Record<string, Loader> | undefined,
    sourcemap: options.sourceMap === false ? false : 'linked',
    sourcesContent: false, // A stack needs names and lines only, and a package is read at each cold start.
  };
}

/** Every path in the output is relative to the project root, wherever that is. */
function location(entry: Entry, options: BundleOptions): BuildOptions {
  return {
    absWorkingDir: entry.root,
    outfile: path.join(entry.root, 'handler.js'),
    allowOverwrite: true, // Nothing is written, so that an entry may have this name.
    tsconfig: options.tsconfig === undefined ? undefined : path.resolve(options.tsconfig),
    // A module that asks the entry for its default export, so that esbuild itself misses it.
    stdin: {
      contents: `export { default } from ${JSON.stringify(`./${path.basename(entry.file)}`)};`,
      resolveDir: path.dirname(entry.file),
    },
  };
}
