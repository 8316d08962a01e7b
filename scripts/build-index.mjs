/**
 * Makes the compiled index one file: small files cost more to load than to run. Clouds become getters, one per class,
 * so that importing the package loads no engine, and asking for a class of an engine that is not installed says how to
 * install it. The command becomes a file of its own, with its libraries inside.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const { types } = assembly();

/** The packages behind each cloud's classes. */
const engines = {
  aws: ['aws-cdk-lib'],
  azure: ['cdktf', '@cdktf/provider-azurerm'],
  google: ['cdktf', '@cdktf/provider-google'],
};

for (const [cloud, packages] of Object.entries(engines)) {
  writeFileSync(join(root, 'lib', cloud, 'index.js'), lazyIndex(cloud, packages));
}
const names = Object.values(types).filter(({ namespace, kind }) => !namespace && kind !== 'interface');
const exported = [...names.map(({ name }) => name), ...Object.keys(engines)].sort();

const common = { bundle: true, platform: 'node', target: 'node20', format: 'cjs', sourcemap: true, logLevel: 'warning' };
await build({
  ...common,
  entryPoints: [join(root, 'lib/index.js')],
  outfile: join(root, 'lib/index.js'),
  allowOverwrite: true,
  packages: 'external',
  keepNames: true,
  // Node reads a CommonJS file's names for `import { azure }` from this line, which never runs.
  footer: { js: `0 && (module.exports = { ${exported.join(', ')} });` },
});
await build({
  ...common,
  entryPoints: [join(root, 'lib/cli/main.js')],
  outfile: join(root, 'lib/cli.js'),
  external: ['faasade'],
});

function assembly() {
  const text = readFileSync(join(root, '.jsii'), 'utf8');
  const parsed = JSON.parse(text);
  if (parsed.schema !== 'jsii/file-redirect') return parsed;
  return JSON.parse(gunzipSync(readFileSync(join(root, parsed.filename))));
}

function lazyIndex(cloud, packages) {
  const lines = Object.values(types)
    .filter(({ namespace, kind }) => namespace === cloud && kind !== 'interface')
    .map(({ name, symbolId }) => {
      const path = symbolId.split(':')[0].replace(`src/${cloud}/`, './');
      return `lazy('${name}', () => require('${path}'));`;
    });
  const install = packages.map((name) => `${name}@${manifest.peerDependencies[name]}`).join(' ');
  return `"use strict";
Object.defineProperty(exports, '__esModule', { value: true });
function lazy(name, load) {
  Object.defineProperty(exports, name, { enumerable: true, configurable: true, get: () => loaded(name, load)[name] });
}
function loaded(name, load) {
  try {
    return load();
  } catch (error) {
    const missing = ${JSON.stringify(packages)}.find((engine) => error.code === 'MODULE_NOT_FOUND' && error.message.includes("'" + engine));
    if (!missing) throw error;
    throw new Error("${cloud}." + name + " needs '" + missing + "', which is not installed. Run: npm install ${install}", { cause: error });
  }
}
${lines.join('\n')}
`;
}
