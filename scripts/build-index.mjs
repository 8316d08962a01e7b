/**
 * Makes the compiled files a few: small ones cost more to load than to run, and what is not used costs nothing in a
 * file of its own. The index is one; each cloud, what the Terraform clouds share, and the bundler are others, loaded
 * when first used. A cloud is an object of getters, one per class, so that asking for a class of an engine that is not
 * installed says how to install it. The command becomes a file with its libraries inside.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const lib = join(root, 'lib');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const { types } = assembly();

/** The packages behind each cloud's classes. */
const engines = {
  aws: ['aws-cdk-lib'],
  azure: ['cdktf', '@cdktf/provider-azurerm'],
  google: ['cdktf', '@cdktf/provider-google'],
};

/** Folders that become a file of their own. The index is what users name; the work behind it is `private`. */
const parts = [...Object.keys(engines), 'terraform', 'bundle', 'pricing', 'private'];

/** Under this symbol the index gives its modules to the other files, so that each class exists once. */
const MODULES = `Symbol.for('faasade.modules')`;

for (const [cloud, packages] of Object.entries(engines)) {
  writeFileSync(join(lib, cloud, 'index.js'), lazyIndex(cloud, packages));
}
const names = Object.values(types).filter(({ namespace, kind }) => !namespace && kind !== 'interface');
const exported = [...names.map(({ name }) => name), ...Object.keys(engines)].sort();
const modules = readdirSync(lib, { recursive: true })
  .filter((file) => file.endsWith('.js') && existsSync(join(lib, file.replace(/\.js$/, '.d.ts'))))
  .map((file) => file.split(sep).join('/').replace(/\.js$/, ''))
  .filter((name) => !name.startsWith('cli/'))
  .sort();

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  sourcemap: true,
  logLevel: 'warning',
};
const part = (name, contents, options = {}) => ({
  ...common,
  stdin: { contents, resolveDir: lib, sourcefile: `${name}-part.js` },
  outfile: fileOf(name),
  allowOverwrite: true,
  packages: 'external',
  keepNames: true,
  plugins: [otherParts(name)],
  ...options,
});

await Promise.all([
  ...parts.map((name) => build(part(name, `${table(name)}\nmodule.exports = (name) => modules[name]();`))),
  build(
    part(
      'index',
      `${table('index')}
module.exports = require('./index.js');
Object.defineProperty(module.exports, ${MODULES}, { value: (name) => modules[name]() });`,
      // What is loaded with every import is read faster without comments; stacks go by the source map.
      // Node reads a CommonJS file's names for `import { azure }` from this line, which never runs.
      { minifyWhitespace: true, footer: { js: `0 && (module.exports = { ${exported.join(', ')} });` } },
    ),
  ),
  build({
    ...common,
    entryPoints: [join(lib, 'cli/main.js')],
    outfile: join(lib, 'cli.js'),
    external: ['faasade', './report.js'],
  }),
  // The only command that plots: its library is larger than all the rest.
  build({
    ...common,
    entryPoints: [join(lib, 'cli/report.js')],
    outfile: join(lib, 'report.js'),
    // Without a canvas, which takes a native module: plots are text.
    alias: { 'vega-canvas': join(root, 'node_modules/vega-canvas/build/vega-canvas.browser.js') },
    minify: true,
    sourcemap: false,
  }),
]);

function fileOf(name) {
  return name === 'index' ? join(lib, 'index.js') : join(lib, 'parts', `${name}.js`);
}

/** The part that a module is in. What a cloud is to the index is in the index. */
function partOf(name) {
  const [folder] = name.split('/');
  const own = parts.includes(folder) && !(folder in engines && name === `${folder}/index`);
  return own ? folder : 'index';
}

function table(name) {
  const lines = modules
    .filter((module) => partOf(module) === name && module !== 'index')
    .map((module) => `${JSON.stringify(module)}: () => require('./${module}.js')`);
  return `const modules = { ${lines.join(',\n')} };`;
}

/** Takes modules of other parts from their files. */
function otherParts(own) {
  return {
    name: 'other-parts',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\./ }, ({ path, resolveDir, namespace }) => {
        if (namespace !== 'file') return undefined;
        const name = moduleAt(join(resolveDir, path));
        return name === undefined || partOf(name) === own ? undefined : { path: name, namespace: 'other-part' };
      });
      onResolve({ filter: /./, namespace: 'other-part' }, ({ path }) => ({ path, external: true }));
      onLoad({ filter: /./, namespace: 'other-part' }, ({ path }) => {
        const part = partOf(path);
        const file = relative(dirname(fileOf(own)), fileOf(part))
          .split(sep)
          .join('/');
        const load = `require('./${file}')${part === 'index' ? `[${MODULES}]` : ''}(${JSON.stringify(path)})`;
        return { contents: own === 'index' ? getters(path, load) : `module.exports = ${load};` };
      });
    },
  };
}

/** A module of another file, loaded when the first of its values is used: the compiler reads each where it is used. */
function getters(path, load) {
  const text = readFileSync(join(lib, `${path}.js`), 'utf8');
  if (text.includes('__exportStar')) throw new Error(`${path} hides its names: name the file that has them.`);
  const values = [...new Set([...text.matchAll(/^exports\.(\w+) = /gm)].map(([, name]) => name))];
  return `for (const name of ${JSON.stringify(values)}) {
    Object.defineProperty(exports, name, { enumerable: true, get: () => ${load}[name] });
  }`;
}

function moduleAt(path) {
  const name = relative(lib, path).split(sep).join('/').replace(/\.js$/, '');
  return [name, `${name}/index`].find((candidate) => modules.includes(candidate));
}

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
  Object.defineProperty(exports, name, { enumerable: true, configurable: true, get: () => loaded(name, load) });
}
function loaded(name, load) {
  try {
    return load()[name];
  } catch (error) {
    const missing = ${JSON.stringify(packages)}.find((engine) => error.code === 'MODULE_NOT_FOUND' && error.message.includes("'" + engine));
    if (!missing) throw error;
    throw new Error("${cloud}." + name + " needs '" + missing + "', which is not installed. Run: npm install ${install}", { cause: error });
  }
}
${lines.join('\n')}
`;
}
