import * as path from 'node:path';
import { cleanUp, compiledBundler, HANDLER, node, Project, target, temporary } from './project';
import { bundlePackage } from '../../src/bundle';

const cwd = process.cwd();
afterEach(() => process.chdir(cwd));
afterAll(cleanUp);

/** The message for an entry, named as a user in the project's folder would. */
function message(files: Record<string, string>, entry = 'src/handler.ts'): string {
  process.chdir(new Project(files).folder);
  try {
    bundlePackage(entry, {}, target);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
}

test.each([
  ['src/resize', 'src/resize.ts'],
  ['./src/resize', './src/resize.ts'],
  ['src/resize.js', 'src/resize.ts'],
  ['src/resize.mjs', 'src/resize.ts'],
])('fails if %s is not there, and names what is', (entry, meant) => {
  expect(message({ 'src/resize.ts': HANDLER }, entry)).toBe(
    `Entry '${entry}' does not exist. Did you mean '${meant}'?`,
  );
});

test('fails if the entry is a folder', () => {
  expect(message({ 'src/index.ts': HANDLER }, 'src')).toBe(`Entry 'src' is a folder. Did you mean 'src/index.ts'?`);
});

test('fails if nothing like the entry is there', () => {
  expect(message({}, 'src/resize.ts')).toBe(
    `Entry 'src/resize.ts' does not exist. Entries are absolute or relative to the working directory, which is '${process.cwd()}'.`,
  );
});

test('fails if the entry is in another language', () => {
  expect(message({ 'src/a.py': '' }, 'src/a.py')).toBe(
    `Entry 'src/a.py' is neither TypeScript nor JavaScript. Its extension must be one of .ts .tsx .mts .cts .js .mjs .cjs .jsx.`,
  );
});

test.each([
  ['only named exports', 'export const fetch = 1;'],
  ['only types', 'export interface A {}'],
  ['no exports', 'console.log(1);'],
  ['nothing', ''],
])('fails if the entry has %s', (_, source) => {
  const expected = 'has no default export. Export the handler: `export default { async fetch(request) { … } }`.';
  expect(message({ 'src/handler.ts': source })).toBe(`Entry 'src/handler.ts' ${expected}`);
  expect(message({ 'src/handler.js': source.replace('export interface A {}', '') }, 'src/handler.js')).toBe(
    `Entry 'src/handler.js' ${expected}`,
  );
});

test('fails if the source has a syntax error', () => {
  expect(message({ 'src/handler.ts': 'const a =\n  ];' })).toBe(
    `Entry 'src/handler.ts' cannot be bundled for aws:\n  src/handler.ts:2:2: Unexpected "]".`,
  );
});

test('fails if an import is not found', () => {
  expect(
    message({
      'src/handler.ts': `import './lib/a'; export default {};`,
      'src/lib/a.ts': `import '@scope/pad/left';\nimport './b';\nimport './c.html';`,
      'src/lib/c.html': '',
    }).split('\n'),
  ).toEqual([
    `Entry 'src/handler.ts' cannot be bundled for aws:`,
    '  src/lib/a.ts:1:7: Could not resolve "@scope/pad/left". Install it (`npm install @scope/pad`), or name it in `external` if the runtime holds it.',
    '  src/lib/a.ts:2:7: Could not resolve "./b". Check the path.',
    `  src/lib/a.ts:3:7: No loader is configured for ".html" files: src/lib/c.html. Choose one: \`loader: { '.html': 'text' }\`.`,
  ]);
});

test('fails if the entry awaits at its top level', () => {
  expect(message({ 'src/handler.ts': 'await 1; export default {};' })).toBe(
    `Entry 'src/handler.ts' cannot be bundled for aws:\n  src/handler.ts:1:0: Top-level await is currently not supported with the "cjs" output format. Await in a method instead.`,
  );
});

test('fails if the tsconfig is not there', () => {
  const project = new Project({ 'src/handler.ts': HANDLER });
  expect(() => project.bundle('src/handler.ts', { tsconfig: project.at('none.json') })).toThrow(
    `cannot be bundled for aws:\n  Cannot find tsconfig file`,
  );
});

test('a long list of errors is cut', () => {
  const imports = [...Array(12).keys()].map((n) => `import './missing${n}';`).join('\n');
  const lines = message({ 'src/handler.ts': `${imports} export default {};` }).split('\n');
  expect(lines).toHaveLength(12);
  expect(lines[11]).toBe('  … and 2 more.');
});

test('fails if esbuild is not installed, with the way to install it', () => {
  const project = new Project({ 'src/handler.ts': HANDLER });
  const hook = `const M = require('module'); const resolve = M._resolveFilename;
    M._resolveFilename = function (name, ...rest) { if (/^esbuild(\\/|$)/.test(name)) throw new Error('not there'); return resolve.call(this, name, ...rest); };`;
  const code = `${hook} try { require(${JSON.stringify(compiledBundler())}).bundlePackage('src/handler.ts', {}, ${JSON.stringify(target)}) } catch (e) { console.log(e.message) }`;
  expect(node(code, project.folder)).toBe(
    'Bundling needs the package esbuild, which is not installed. Install it: `npm install --save-dev esbuild`.\n',
  );
});

test('files are named as seen from the working directory', () => {
  const project = new Project({ 'app/package.json': '{}', 'app/src/handler.ts': '(' });
  process.chdir(project.folder);
  expect(() => bundlePackage('app/src/handler.ts', {}, target)).toThrow(
    '\n  app/src/handler.ts:1:1: Unexpected end of file.',
  );
  expect(path.relative(temporary, project.folder)).not.toContain('..');
});
