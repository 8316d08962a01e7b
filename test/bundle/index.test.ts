import * as fs from 'node:fs';
import * as path from 'node:path';
import { cleanUp, HANDLER, Project, run, target, texts } from './project';

afterAll(cleanUp);

test('a package holds the bundle, its source map and the files of the cloud', () => {
  const project = new Project({ 'src/handler.ts': HANDLER });
  const result = project.bundle();
  expect(Object.keys(texts(result))).toEqual(['handler.js', 'handler.js.map', 'index.js', 'package.json']);
  expect(result).toMatchObject({
    methods: ['fetch'],
    inputs: ['src/handler.ts'],
    bytes: fs.statSync(result.path).size,
  });
  expect(run(result, 'app.fetch().then(console.log)')).toBe('hello\n');
});

test('a source map names files by their paths in the project, and does not hold them', () => {
  const project = new Project({
    'src/handler.ts': `import { a } from './util'; export default { fetch: () => a };`,
    'src/util.ts': 'export const a = 1;',
  });
  const files = texts(project.bundle());
  const { sources, sourcesContent } = JSON.parse(files['handler.js.map']);
  expect([sources.filter((name: string) => !name.startsWith('<')), sourcesContent]).toEqual([
    ['src/util.ts', 'src/handler.ts'],
    undefined,
  ]);
  expect(JSON.stringify(files)).not.toContain(project.at(''));
});

test('a stack names the line of the source where the bundle is minified', () => {
  const project = new Project({
    'src/handler.ts': `interface A {}\n\nexport default { fetch: (a: A) => { throw new Error('x'); } };\n`,
  });
  const result = project.bundle('src/handler.ts', { minify: true });
  expect(run(result, 'try { app.fetch() } catch (e) { console.log(e.stack) }', ['--enable-source-maps'])).toMatch(
    /src\/handler\.ts:3/,
  );
});

test('imports are bundled, and the packages that the runtime holds are not', () => {
  const project = new Project({
    'src/handler.ts': `import { S3 } from '@aws-sdk/client-s3'; import { twice } from './twice'; export default { fetch: () => [S3, twice(2)] };`,
    'src/twice.ts': 'export const twice = (n: number) => n * 2;',
  });
  const result = project.bundle();
  expect(result.inputs).toEqual(['src/handler.ts', 'src/twice.ts']);
  expect(texts(result)['handler.js']).toContain('require("@aws-sdk/client-s3")');
});

test.each(['ts', 'tsx', 'mts', 'cts', 'js', 'mjs', 'cjs', 'jsx'])('a .%s entry with a default export', (extension) => {
  const project = new Project({ [`src/handler.${extension}`]: HANDLER });
  expect(run(project.bundle(`src/handler.${extension}`), 'app.fetch().then(console.log)')).toBe('hello\n');
});

test.each([
  ['module.exports =', `module.exports = { fetch: async () => 'hello' };`],
  ['exports.name =', `exports.fetch = async () => 'hello';`],
  ['exports.default =', `exports.__esModule = true; exports.default = { fetch: async () => 'hello' };`],
])('a CommonJS entry: %s', (_, source) => {
  const project = new Project({ 'src/handler.cjs': source });
  expect(run(project.bundle('src/handler.cjs'), 'app.fetch().then(console.log)')).toBe('hello\n');
});

test('a stack names the line of the source', () => {
  const project = new Project({
    'src/handler.ts': `import { fail } from './fail';\nexport default { fetch: () => fail('x') };\n`,
    'src/fail.ts': `interface A {}\n\nexport function fail(a: string): never { throw new Error(a); }\n`,
  });
  expect(
    run(project.bundle(), 'try { app.fetch() } catch (e) { console.log(e.stack) }', ['--enable-source-maps']),
  ).toMatch(/src\/fail\.ts:3[^]*src\/handler\.ts:2/);
});

test('options reach esbuild', () => {
  const project = new Project({
    'src/handler.ts': `import page from './page.html'; import x from 'left-out';\ndeclare const STAGE: string;\nexport default { fetch: () => [STAGE, page, x] };`,
    'src/page.html': '<p>page</p>',
  });
  const options = {
    define: { STAGE: '"test"' },
    external: ['left-out'],
    banner: '/* ours */',
    loader: { '.html': 'text' },
  };
  const { 'handler.js': code } = texts(project.bundle('src/handler.ts', options));
  expect(code).toMatch(/^\/\* ours \*\//);
  expect(code).toContain('"test"');
  expect(code).toContain('<p>page</p>');
  expect(code).toContain('require("left-out")');
  const { 'handler.js': small } = texts(project.bundle('src/handler.ts', { ...options, minify: true }));
  expect(small.length).toBeLessThan(code.length / 2);
});

test('a tsconfig is chosen by a path relative to the working directory', () => {
  const project = new Project({
    'src/handler.ts': `import { a } from '@/a'; export default { fetch: () => a };`,
    'lib/a.ts': 'export const a = 1;',
    'config/base.json': '{ "compilerOptions": { "paths": { "@/*": ["../lib/*"] } } }',
  });
  expect(project.bundle('src/handler.ts', { tsconfig: project.at('config/base.json') }).inputs).toContain('lib/a.ts');
});

test('files that a loader puts beside the bundle are in the package', () => {
  const project = new Project({
    'src/handler.ts': `import file from './data.bin'; export default { fetch: () => require('fs').readFileSync(file, 'utf8') };`,
    'src/data.bin': 'data',
  });
  const result = project.bundle('src/handler.ts', { loader: { '.bin': 'copy' } });
  expect(Object.values(texts(result))).toContain('data');
});

test('without a source map there is neither the map nor its mention', () => {
  const files = texts(new Project({ 'src/handler.ts': HANDLER }).bundle('src/handler.ts', { sourceMap: false }));
  expect(Object.keys(files)).toEqual(['handler.js', 'index.js', 'package.json']);
  expect(files['handler.js']).not.toContain('sourceMappingURL');
});

test('code is bundled for the Node version of the target', () => {
  const project = new Project({ 'src/handler.ts': `export default { fetch: (a) => a?.b };` });
  expect(texts(project.bundle('src/handler.ts', {}, { ...target, nodeTarget: 'node12' }))['handler.js']).not.toContain(
    '?.',
  );
  expect(texts(project.bundle('src/handler.ts', {}, target))['handler.js']).toContain('?.');
});

test('a symlinked package, as pnpm lays it out, is bundled from where it is', () => {
  const project = new Project({
    'src/handler.ts': `import { a } from 'a'; export default { fetch: () => a };`,
    'node_modules/.pnpm/a@1.0.0/node_modules/a/index.js': `exports.a = require('b');`,
    'node_modules/.pnpm/b@1.0.0/node_modules/b/index.js': `module.exports = 'b of a';`,
  });
  fs.symlinkSync('.pnpm/a@1.0.0/node_modules/a', project.at('node_modules/a'));
  fs.symlinkSync('../../b@1.0.0/node_modules/b', project.at('node_modules/.pnpm/a@1.0.0/node_modules/b'));
  const result = project.bundle();
  expect(result.inputs).toContain('node_modules/.pnpm/b@1.0.0/node_modules/b/index.js');
  expect(run(result, 'console.log(app.fetch())')).toBe('b of a\n');
});

test('an entry that has its methods elsewhere shows none', () => {
  const project = new Project({
    'src/handler.ts': `import base from './base'; export default base;`,
    'src/base.ts': HANDLER,
  });
  expect(project.bundle().methods).toBeUndefined();
});

test('an entry may be called as the bundle is', () => {
  const project = new Project({ 'handler.js': HANDLER });
  expect(run(project.bundle('handler.js'), 'app.fetch().then(console.log)')).toBe('hello\n');
});

test('large packages are bundled and run', () => {
  const project = new Project({
    'src/handler.ts': `import { DateTime } from 'luxon'; export default { fetch: () => DateTime.fromISO('2020-02-29').plus({ years: 1 }).toISODate() };`,
  });
  fs.symlinkSync(path.resolve(__dirname, '../../node_modules/luxon'), project.at('node_modules/luxon'));
  expect(run(project.bundle('src/handler.ts', { minify: true }), 'console.log(app.fetch())')).toBe('2021-02-28\n');
});
