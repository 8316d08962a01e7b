// Builds the library for entries (types) and one self-contained adapter a cloud, from any working directory.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));

/** Packages that the cloud's own runtime, or the package's `package.json`, provides. */
const provided = {
  aws: ['@aws-sdk/client-sqs'],
  azure: ['@azure/functions-core'],
  google: ['@google-cloud/functions-framework'],
};

/** The user's bundle lies beside the adapter in the function's package, not here. */
const handlerOfUser = {
  name: 'handler-of-user',
  setup: ({ onResolve }) => onResolve({ filter: /^\.\/handler\.js$/ }, ({ path }) => ({ path, external: true })),
};

/** Options of one adapter, for the build and for measuring. */
export function adapter(cloud, overrides = {}) {
  return {
    absWorkingDir: here,
    entryPoints: [`${cloud}/adapter.ts`],
    outfile: `dist/${cloud}/index.js`,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    charset: 'utf8',
    legalComments: 'inline',
    tsconfigRaw: { compilerOptions: { target: 'ES2022', useDefineForClassFields: true } },
    external: provided[cloud],
    plugins: [handlerOfUser],
    logLevel: 'warning',
    ...overrides,
  };
}

export const clouds = Object.keys(provided);

async function library() {
  const dist = join(here, 'dist');
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', join(here, 'tsconfig.types.json')], { stdio: 'inherit' });
  // Only types: both forms exist so that importing the package is never an error.
  writeFileSync(join(dist, 'index.js'), "'use strict';\n");
  writeFileSync(join(dist, 'index.mjs'), 'export {};\n');
  writeFileSync(join(dist, 'index.d.mts'), "export * from './index.js';\n");
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  rmSync(join(here, 'dist'), { recursive: true, force: true });
  mkdirSync(join(here, 'dist'), { recursive: true });
  await Promise.all([...clouds.map((cloud) => build(adapter(cloud))), library()]);
}
