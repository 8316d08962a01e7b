import { execFileSync, spawnSync } from 'child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join, relative } from 'path';
import { requireBuilt, root } from './built';

/** What npm would publish. */
interface Packed {
  readonly files: { readonly path: string }[];
  readonly bundled: string[];
}

requireBuilt('lib/index.js', 'lib/cli.js', 'handler/dist/index.js', '.jsii');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const packed: Packed = JSON.parse(
  execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
  }).toString(),
)[0];
const files = packed.files.map(({ path }) => path).sort();
const own = files.filter((path) => !path.startsWith('node_modules/'));

const clouds = ['aws', 'azure', 'google'];
const clients = ['bucket', 'function', 'queue', 'secret', 'table', 'topic'].map((kind) => `client-${kind}.js`);

const engines = ['aws-cdk-lib', 'cdktf', '@cdktf/provider-azurerm', '@cdktf/provider-google'];
const temporary = mkdtempSync(join(tmpdir(), 'faasade-package-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

/** A project that has the published files installed, and the packages named beside them. */
function project(name: string, installed: readonly string[]): string {
  const folder = join(temporary, name);
  const target = join(folder, 'node_modules', 'faasade');
  for (const path of files) {
    mkdirSync(dirname(join(target, path)), { recursive: true });
    cpSync(join(root, path), join(target, path));
  }
  for (const dependency of installed) {
    const link = join(folder, 'node_modules', dependency);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, 'node_modules', dependency), link);
  }
  writeFileSync(join(folder, 'package.json'), '{"name":"shop"}');
  writeFileSync(join(folder, 'handler.js'), 'export default { fetch: () => new Response("ok") };');
  return folder;
}

/** Runs a script in a process of its own: what it prints, or the message that it fails with. */
function run(folder: string, script: string, module: 'commonjs' | 'module' = 'commonjs'): string {
  const file = join(folder, `script.${module === 'module' ? 'mjs' : 'cjs'}`);
  writeFileSync(file, script);
  const { stdout, stderr, status } = spawnSync(process.execPath, [file], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, FAASADE_CACHE_DIR: join(temporary, 'cache'), NODE_OPTIONS: '', NODE_PATH: '' },
  });
  if (status !== 0) throw new Error(stderr);
  return stdout.trim();
}

const alone = project('alone', ['constructs']);
const withEngines = project('with-engines', ['constructs', 'esbuild', ...engines]);

describe('the packed files', () => {
  test('hold what users need', () => {
    expect(own).toEqual(
      expect.arrayContaining([
        '.jsii',
        'LICENSE',
        'README.md',
        'bin/faasade',
        ...clouds.flatMap((cloud) => [...clients, 'index.js'].map((name) => `handler/dist/${cloud}/${name}`)),
        'handler/dist/index.d.mts',
        'handler/dist/index.d.ts',
        'handler/dist/index.js',
        'handler/dist/index.mjs',
        'handler/package.json',
        'lib/cli.js',
        'lib/index.d.ts',
        'lib/index.js',
        'lib/index.js.map',
        'lib/report.js',
        'package.json',
        'schema/faasade.schema.json',
      ]),
    );
  });

  test('hold no other code, no sources and no tests', () => {
    const code = own.filter((path) => /\.([cm]?[jt]sx?|json|map)$/.test(path) && !/\.d\.m?ts$/.test(path));
    const adapters = code.filter((path) => clouds.some((cloud) => path.startsWith(`handler/dist/${cloud}/`)));
    expect(
      adapters.filter((path) => !/\/(index|events|ping-others|tracing|client-\w+|stop\/handler)\.js$/.test(path)),
    ).toEqual([]);
    expect(code.filter((path) => !adapters.includes(path))).toEqual([
      'handler/dist/index.js',
      'handler/dist/index.mjs',
      'handler/package.json',
      'lib/cli.js',
      'lib/cli.js.map',
      'lib/index.js',
      'lib/index.js.map',
      ...['aws', 'azure', 'bundle', 'google', 'pricing', 'private', 'terraform'].flatMap((part) => [
        `lib/parts/${part}.js`,
        `lib/parts/${part}.js.map`,
      ]),
      'lib/report.js',
      'package.json',
      'schema/faasade.schema.json',
    ]);
    const folders = new Set(own.filter((path) => path.includes('/')).map((path) => path.split('/')[0]));
    expect([...folders].sort()).toEqual(['bin', 'handler', 'lib', 'schema']);
  });

  test('bundle the pure JavaScript libraries only', () => {
    const bundled = files.filter((path) => path.startsWith('node_modules/')).map((path) => path.split('/')[1]);
    expect([...new Set(bundled)].sort()).toEqual(['acorn', 'fflate']);
    expect(manifest.bundledDependencies).toEqual(['acorn', 'fflate']);
  });

  test('every path that the manifest names is among them', () => {
    const named = (value: unknown): string[] =>
      typeof value === 'string' ? [value] : Object.values(value as object).flatMap(named);
    const paths = [...named(manifest.exports), ...named(manifest.bin), manifest.main, manifest.types];
    expect(paths.map((path) => path.replace(/^\.\//, '')).filter((path) => !own.includes(path))).toEqual([]);
  });

  test('know nothing of the machine that built them', () => {
    for (const path of own) {
      const text = readFileSync(join(root, path), 'utf8');
      expect([path, text.includes(root)]).toEqual([path, false]);
    }
  });

  test.each(['index', 'cli'])('lib/%s.js has an external source map, with relative sources', (name) => {
    const code = readFileSync(join(root, 'lib', `${name}.js`), 'utf8');
    expect(code.trimEnd().split('\n').pop()).toBe(`//# sourceMappingURL=${name}.js.map`);
    expect(code).not.toContain('sourceMappingURL=data:');
    const { sources } = JSON.parse(readFileSync(join(root, 'lib', `${name}.js.map`), 'utf8'));
    expect(sources.length).toBeGreaterThan(20);
    for (const source of sources) expect(source).not.toMatch(/^(\/|[a-z]+:)/i);
  });
});

describe.each([
  ['without engines', alone],
  ['with engines', withEngines],
])('%s', (_name, folder) => {
  const foreign = ['aws-cdk-lib', 'cdktf', '@cdktf', 'esbuild', 'fflate', 'acorn'];
  const loaded = `
    const foreign = ${JSON.stringify(foreign)};
    const loaded = foreign.filter((name) => Object.keys(cache).some((path) => path.includes('/node_modules/' + name + '/')));
    console.log(JSON.stringify([names, loaded]));`;

  test.each<[string, 'commonjs' | 'module', string]>([
    [
      'require',
      'commonjs',
      `const faas = require('faasade'); const cache = require.cache; const names = [faas.Function.name, Object.keys(faas.azure).length > 2];`,
    ],
    [
      'import * as faas',
      'module',
      `import * as faas from 'faasade'; import { createRequire } from 'node:module';
       const cache = createRequire(import.meta.url).cache; const names = [faas.Function.name, Object.keys(faas.azure).length > 2];`,
    ],
    [
      'import { azure }',
      'module',
      `import { azure, Function } from 'faasade'; import { createRequire } from 'node:module';
       const cache = createRequire(import.meta.url).cache; const names = [Function.name, Object.keys(azure).length > 2];`,
    ],
  ])('%s works, and loads no engine and no bundler', (_way, module, script) => {
    expect(JSON.parse(run(folder, script + loaded, module))).toEqual([['Function', true], []]);
  });

  test('ESM sees every name that CommonJS does', () => {
    const names = run(folder, `console.log(Object.keys(require('faasade')).sort().join())`);
    const imported = `import * as faas from 'faasade';
      console.log(Object.keys(faas).filter((name) => !['default', 'module.exports', '__esModule'].includes(name)).sort().join())`;
    expect(run(folder, imported, 'module')).toBe(names);
    expect(names.split(',')).toEqual(expect.arrayContaining(['Function', 'Queue', 'aws', 'azure', 'google']));
  });

  test('the handler types resolve in CommonJS, in ESM and by folder', () => {
    const at = (path: string) => relative(folder, path).split('\\').join('/');
    const required = run(folder, `require('faasade/handler'); console.log(require.resolve('faasade/handler'))`);
    expect(at(required)).toBe('node_modules/faasade/handler/dist/index.js');
    const imported = run(
      folder,
      `await import('faasade/handler'); console.log((await import('node:url')).fileURLToPath(import.meta.resolve('faasade/handler')))`,
      'module',
    );
    expect(at(imported)).toBe('node_modules/faasade/handler/dist/index.mjs');
    const byFolder = run(folder, `console.log(require.resolve('./node_modules/faasade/handler'))`);
    expect(at(byFolder)).toBe('node_modules/faasade/handler/dist/index.js');
  });

  test('the command, the schema and the assembly can be had', () => {
    const paths = ['faasade/package.json', 'faasade/schema.json', 'faasade/.jsii'];
    expect(run(folder, `for (const path of ${JSON.stringify(paths)}) require.resolve(path); console.log('ok')`)).toBe(
      'ok',
    );
    const help = execFileSync(process.execPath, ['node_modules/faasade/bin/faasade', '--help'], { cwd: folder });
    expect(help.toString()).toContain('Usage: faasade');
  });
});

describe('what is missing', () => {
  const message = (folder: string, script: string) =>
    run(folder, `const faas = require('faasade'); try { ${script} } catch (error) { console.log(error.message); }`);
  const version = (name: string) => `${name}@${manifest.peerDependencies[name]}`;

  test.each([
    ['aws.AwsCloud', 'aws-cdk-lib', ['aws-cdk-lib']],
    ['azure.AzureStack', '@cdktf/provider-azurerm', ['cdktf', '@cdktf/provider-azurerm']],
    ['google.GoogleStack', '@cdktf/provider-google', ['cdktf', '@cdktf/provider-google']],
  ])('fails if nothing that %s needs is installed, with the command that installs it', (name, first, packages) => {
    expect(message(alone, `new faas.${name}()`)).toBe(
      `${name} needs '${first}', which is not installed. Run: npm install ${packages.map(version).join(' ')}`,
    );
  });

  test('fails if the engine is not installed, while the provider is', () => {
    // The provider is copied: by its link it would find the engine of this repository.
    const folder = project('no-engine', ['constructs']);
    const provider = join(folder, 'node_modules/@cdktf/provider-azurerm');
    mkdirSync(join(provider, 'lib'), { recursive: true });
    cpSync(join(root, 'node_modules/@cdktf/provider-azurerm/package.json'), join(provider, 'package.json'));
    for (const name of readdirSync(join(root, 'node_modules/@cdktf/provider-azurerm/lib'))) {
      mkdirSync(join(provider, 'lib', name), { recursive: true });
      writeFileSync(join(provider, 'lib', name, 'index.js'), '');
    }
    expect(message(folder, 'new faas.azure.AzureStack()')).toBe(
      "azure.AzureStack needs 'cdktf', which is not installed. Run: npm install " +
        `${version('cdktf')} ${version('@cdktf/provider-azurerm')}`,
    );
  });

  test("fails if a cloud's provider is not installed, while the engine is", () => {
    const folder = project('no-provider', ['constructs', 'cdktf', '@cdktf/provider-google']);
    expect(message(folder, 'new faas.azure.AzureStack()')).toBe(
      "azure.AzureStack needs '@cdktf/provider-azurerm', which is not installed. Run: npm install " +
        `${version('cdktf')} ${version('@cdktf/provider-azurerm')}`,
    );
  });

  const placed = `
    const { App, Stack } = require('aws-cdk-lib');
    new faas.Function(new Stack(new App(), 'service'), 'F', { code: faas.Code.bundle('handler.js') });
    console.log('built');`;

  test('fails if esbuild is not installed, when something is bundled and not before', () => {
    const folder = project('no-esbuild', ['constructs', 'aws-cdk-lib']);
    expect(message(folder, placed)).toBe(
      "Function 'service/F' can't be built on AWS:\n" +
        '  - code: Bundling needs the package esbuild, which is not installed. Install it: `npm install --save-dev esbuild`.',
    );
  });

  test('nothing fails where all is there', () => expect(message(withEngines, placed)).toBe('built'));
});

test('the engines are optional peers, and esbuild an optional dependency', () => {
  expect(Object.keys(manifest.peerDependencies).sort()).toEqual([...engines, 'constructs'].sort());
  for (const engine of engines) expect(manifest.peerDependenciesMeta[engine]).toEqual({ optional: true });
  expect(manifest.peerDependenciesMeta.constructs).toBeUndefined();
  expect(Object.keys(manifest.optionalDependencies)).toEqual(['esbuild']);
});

test('the projects of these tests hold nothing by accident', () => {
  expect(readdirSync(join(alone, 'node_modules')).sort()).toEqual(['constructs', 'faasade']);
});
