// Builds the library for entries, and for each cloud the adapter and its clients, each self-contained; from any working
// directory.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));

/** Packages that the cloud's own runtime, or the package's `package.json`, provides. */
const provided = {
  aws: ['@aws-sdk/*', '@smithy/*'],
  azure: ['@azure/functions-core'],
  google: ['@google-cloud/functions-framework'],
};

/** What the adapter loads when it is needed, and the clients: a file each. */
const later = 'events|ping-others|tracing|client-\\w+';

/** The user's bundle, the clients and what the adapter loads later lie beside it in the function's package. */
const beside = {
  name: 'beside-the-adapter',
  setup: ({ onResolve }) =>
    // Packages have files of such names too.
    onResolve({ filter: new RegExp(`^\\./(handler|${later})\\.js$`) }, ({ path, importer }) =>
      importer.includes('node_modules') ? undefined : { path, external: true },
    ),
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
    plugins: [beside],
    logLevel: 'warning',
    ...overrides,
  };
}

/** Names of a cloud's other files: clients, and what the adapter loads when it is needed. */
export function parts(cloud) {
  const source = new RegExp(`^(${later})\\.ts$`);
  return readdirSync(join(here, cloud)).flatMap((name) => source.exec(name)?.[1] ?? []);
}

/** A module of the storage SDK asks where it is, in the way of ES modules. */
const whereabouts = {
  define: { 'import.meta.url': 'moduleUrl' },
  banner: { js: "const moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
};

/** Options of one of them. Those that hold an SDK are made smaller; names stay, for stack traces. */
export function part(cloud, name, overrides = {}) {
  const small = cloud !== 'aws' || name === 'tracing';
  return adapter(cloud, {
    entryPoints: [`${cloud}/${name}.ts`],
    outfile: `dist/${cloud}/${name}.js`,
    minifySyntax: small,
    minifyWhitespace: small,
    ...(cloud === 'azure' && whereabouts),
    ...overrides,
  });
}

/** Options of the handler of a stop, which is packed like a user's. */
export function stop(cloud) {
  return adapter(cloud, { entryPoints: [`${cloud}/stop.ts`], outfile: `dist/${cloud}/stop/handler.js` });
}

/** Options of what CloudFormation asks to set ready instances, which runs without an adapter. */
const ready = adapter('aws', { entryPoints: ['aws/ready.ts'], outfile: 'dist/aws/ready/index.js' });

export const clouds = Object.keys(provided);

async function library() {
  const dist = join(here, 'dist');
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', join(here, 'tsconfig.types.json')], { stdio: 'inherit' });
  writeFileSync(join(dist, 'index.d.mts'), "export * from './index.js';\n");
  await Promise.all([build(module('cjs', 'index.js')), build(module('esm', 'index.mjs'))]);
}

/** What entries import at run time: errors and `once`. It runs wherever the web's globals are. */
function module(format, name) {
  return {
    absWorkingDir: here,
    entryPoints: ['index.ts'],
    outfile: `dist/${name}`,
    bundle: true,
    platform: 'neutral',
    target: 'es2022',
    format,
    charset: 'utf8',
    tsconfigRaw: { compilerOptions: { target: 'ES2022', useDefineForClassFields: true } },
    logLevel: 'warning',
  };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  rmSync(join(here, 'dist'), { recursive: true, force: true });
  mkdirSync(join(here, 'dist'), { recursive: true });
  const files = clouds.flatMap((cloud) => [
    adapter(cloud),
    stop(cloud),
    ...parts(cloud).map((name) => part(cloud, name)),
  ]);
  await Promise.all([...[...files, ready].map((options) => build(options)), library()]);
}
