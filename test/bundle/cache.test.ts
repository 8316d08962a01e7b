import * as fs from 'node:fs';
import * as path from 'node:path';
import { cleanUp, compiledBundler, HANDLER, node, Project, run, target, texts } from './project';
import { BundleOptions } from '../../src/bundle';

afterAll(cleanUp);

const SUM = `import { a } from './util'; export default { fetch: () => a };`;
const value = (a: string): string => `export const a = '${a}';`;
const output = (project: Project): string => run(project.bundle(), 'console.log(app.fetch())').trim();

/** Whether bundling takes the package from the cache: a build would write the request's file anew. */
function isHit(project: Project, options?: BundleOptions, to = target): boolean {
  const requests = (): string[] =>
    fs
      .readdirSync(project.cache)
      .map((name) => `${name} ${fs.statSync(path.join(project.cache, name)).ino}`)
      .sort();
  const before = requests();
  project.bundle('src/handler.ts', options, to);
  return JSON.stringify(before) === JSON.stringify(requests());
}

test('the same sources are bundled once', () => {
  const project = new Project({ 'src/handler.ts': SUM, 'src/util.ts': value('1') });
  const first = project.bundle();
  expect(isHit(project)).toBe(true);
  expect(project.bundle()).toEqual(first);
});

describe('a change that reaches the bundle', () => {
  const paths = (target_: string): string => `{ "compilerOptions": { "paths": { "@/*": ["${target_}/*"] } } }`;

  test.each<[string, Record<string, string>, Record<string, string>]>([
    ['an input', { 'src/util.ts': value('old') }, { 'src/util.ts': value('new') }],
    ['a .ts beside a .js', { 'src/util.js': value('old') }, { 'src/util.ts': value('new') }],
    ['a file beside a folder', { 'src/util/index.ts': value('old') }, { 'src/util.ts': value('new') }],
    ['an index.ts beside an index.js', { 'src/util/index.js': value('old') }, { 'src/util/index.ts': value('new') }],
    [
      'a package.json in a folder',
      { 'src/util/index.js': value('old'), 'src/util/other.js': value('new') },
      { 'src/util/package.json': '{"main":"other.js"}' },
    ],
    [
      'a nearer package',
      { 'src/util.ts': `export { a } from 'p';`, 'node_modules/p/index.js': value('old') },
      { 'src/node_modules/p/index.js': value('new') },
    ],
    ...['main', 'module', 'exports'].map((field): [string, Record<string, string>, Record<string, string>] => [
      `${field} of an installed package`,
      {
        'src/util.ts': `export { a } from 'p';`,
        'node_modules/p/index.js': value('old'),
        'node_modules/p/other.js': value('new'),
        'node_modules/p/package.json': '{}',
      },
      { 'node_modules/p/package.json': `{"${field}":"./other.js"}` },
    ]),
    [
      'imports of the project',
      {
        'src/util.ts': `export { a } from '#a';`,
        'package.json': '{"imports":{"#a":"./old.js"}}',
        'old.js': value('old'),
        'new.js': value('new'),
      },
      { 'package.json': '{"imports":{"#a":"./new.js"}}' },
    ],
    [
      'type of the project',
      {
        'src/util.ts': `import b from './b.js'; export const a = b ?? 'new';`,
        'src/b.js': `exports.__esModule = true; exports.default = 'old';`,
      },
      { 'src/b.js': `export default 'new';`, 'package.json': '{"type":"module"}' },
    ],
    [
      'paths of a tsconfig',
      {
        'src/util.ts': `export { a } from '@/a';`,
        'tsconfig.json': paths('./old'),
        'old/a.ts': value('old'),
        'new/a.ts': value('new'),
      },
      { 'tsconfig.json': paths('./new') },
    ],
    [
      'a tsconfig that is extended',
      {
        'src/util.ts': `export { a } from '@/a';`,
        'tsconfig.json': '{ /* base */ "extends": ["./base",], }',
        'base.json': paths('./old'),
        'old/a.ts': value('old'),
        'new/a.ts': value('new'),
      },
      { 'base.json': paths('./new') },
    ],
    [
      'a tsconfig of a package that is extended',
      {
        'src/util.ts': `export { a } from '@/a';`,
        'tsconfig.json': '{ "extends": "@acme/tsconfig" }',
        'node_modules/@acme/tsconfig/tsconfig.json': paths('../../../old'),
        'old/a.ts': value('old'),
        'new/a.ts': value('new'),
      },
      { 'node_modules/@acme/tsconfig/tsconfig.json': paths('../../../new') },
    ],
    [
      'a nearer tsconfig',
      {
        'src/util.ts': `export { a } from '@/a';`,
        'tsconfig.json': paths('./old'),
        'old/a.ts': value('old'),
        'new/a.ts': value('new'),
      },
      { 'src/tsconfig.json': paths('../new') },
    ],
    [
      'a file where a path is looked for first',
      {
        'src/util.ts': `export { a } from '@/a';`,
        'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./new/*", "./old/*"] } } }',
        'old/a.ts': value('old'),
      },
      { 'new/a.ts': value('new') },
    ],
    [
      'a file that an import in try/catch missed',
      { 'src/util.ts': `export let a = 'old'; try { a = require('p').a } catch {}` },
      { 'node_modules/p/index.js': `exports.a = 'new';` },
    ],
    [
      'a file that a pattern finds',
      {
        'src/util.ts': `let f; try { f = require('./texts/' + (globalThis.n ?? 'b.js')) } catch { f = 'old' } export const a = f;`,
        'src/texts/a.js': '',
      },
      { 'src/texts/b.js': `module.exports = 'new';` },
    ],
  ])('%s', (_, files, change) => {
    const project = new Project({ 'src/handler.ts': SUM, ...files });
    expect(output(project)).toBe('old');
    expect(isHit(project)).toBe(true);
    project.write(change);
    expect(output(project)).toBe('new');
  });

  test('sideEffects of an installed package', () => {
    const project = new Project({
      'src/handler.ts': `import 'p'; ${HANDLER}`,
      'node_modules/p/index.js': `console.log('effect');`,
      'node_modules/p/package.json': '{}',
    });
    expect(texts(project.bundle())['handler.js']).toContain('effect');
    project.write({ 'node_modules/p/package.json': '{"sideEffects":false}' });
    const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(texts(project.bundle())['handler.js']).not.toContain('effect');
    expect(stderr.mock.calls.join()).toMatch(/src\/handler\.ts:1:7: warning: Ignoring this import .*\n$/);
    stderr.mockRestore();
  });

  test('a link that leads to another version of a package', () => {
    const project = new Project({
      'src/handler.ts': `import { a } from 'p'; export default { fetch: () => a };`,
      'node_modules/.pnpm/p@1/node_modules/p/index.js': value('old'),
      'node_modules/.pnpm/p@2/node_modules/p/index.js': value('new'),
    });
    fs.symlinkSync('.pnpm/p@1/node_modules/p', project.at('node_modules/p'));
    expect(output(project)).toBe('old');
    project.remove('node_modules/p');
    fs.symlinkSync('.pnpm/p@2/node_modules/p', project.at('node_modules/p'));
    expect(output(project)).toBe('new');
  });

  test('an input that is gone', () => {
    const project = new Project({ 'src/handler.ts': SUM, 'src/util.ts': value('old'), 'src/util.js': value('new') });
    expect(output(project)).toBe('old');
    project.remove('src/util.ts');
    expect(output(project)).toBe('new');
  });

  test.each(['package-lock.json', 'yarn.lock', 'pnpm-lock.yaml', 'bun.lock'])('%s', (lockfile) => {
    const project = new Project({ 'src/handler.ts': HANDLER });
    project.bundle();
    project.write({ [lockfile]: '1' });
    expect(isHit(project)).toBe(false);
    expect(isHit(project)).toBe(true);
    project.write({ [lockfile]: '2' });
    expect(isHit(project)).toBe(false);
  });

  test('an option or the target', () => {
    const project = new Project({ 'src/handler.ts': HANDLER });
    project.bundle();
    const changes: BundleOptions[] = [
      { minify: true },
      { define: { A: '1' } },
      { external: ['a'] },
      { banner: '//' },
      { sourceMap: false },
      { loader: { '.a': 'text' } },
    ];
    for (const options of changes) {
      expect([options, isHit(project, options), isHit(project, options)]).toEqual([options, false, true]);
    }
    for (const change of [
      { cloud: 'azure' },
      { nodeTarget: 'node22' },
      { external: [] },
      { files: { 'index.js': '' } },
    ]) {
      expect([change, isHit(project, {}, { ...target, ...change })]).toEqual([change, false]);
    }
  });
});

test('a change that reaches no bundle is a hit', () => {
  const project = new Project({
    'src/handler.ts': SUM,
    'src/util.ts': value('1'),
    'package.json': '{"version":"1.0.0"}',
  });
  project.bundle();
  project.write({ 'src/another.ts': HANDLER, 'package.json': '{"version":"1.0.1"}', 'src/utility.ts': '' });
  expect(isHit(project)).toBe(true);
});

test('changing back is a hit', () => {
  const project = new Project({ 'src/handler.ts': SUM, 'src/util.ts': value('1') });
  const first = project.bundle();
  project.write({ 'src/util.ts': value('2') });
  expect(project.bundle().hash).not.toBe(first.hash);
  project.write({ 'src/util.ts': value('1') });
  expect(isHit(project)).toBe(true);
  expect(project.bundle()).toEqual(first);
});

test('a change of the same length within a clock tick is seen', () => {
  const project = new Project({ 'src/handler.ts': SUM, 'src/util.ts': value('0') });
  for (let n = 1; n < 10; n++) {
    project.write({ 'src/util.ts': value(`${n}`) });
    expect(texts(project.bundle())['handler.js']).toContain(`"${n}"`);
  }
});

describe('a damaged cache', () => {
  const damages: Array<[string, (file: string) => void]> = [
    ['truncated', (file) => fs.truncateSync(file, 40)],
    ['emptied', (file) => fs.truncateSync(file, 0)],
    [
      'overwritten',
      (file) =>
        fs.writeFileSync(
          file,
          fs.readFileSync(file).map((byte, n) => (n === 100 ? 255 - byte : byte)),
        ),
    ],
    ['removed', (file) => fs.rmSync(file)],
  ];
  test.each(damages)('a file that is %s is made anew', (_, damage) => {
    const project = new Project({ 'src/handler.ts': HANDLER });
    const first = project.bundle();
    const bytes = fs.readFileSync(first.path);
    const files = fs.readdirSync(project.cache);
    expect(files).toHaveLength(2);
    for (const file of files) {
      damage(path.join(project.cache, file));
      expect(project.bundle()).toEqual(first);
      expect(fs.readFileSync(first.path).equals(bytes)).toBe(true);
      expect(isHit(project)).toBe(true);
    }
  });
});

test('nothing temporary is left behind', () => {
  const project = new Project({ 'src/handler.ts': HANDLER });
  project.bundle();
  expect(
    fs
      .readdirSync(project.cache)
      .map((name) => path.extname(name))
      .sort(),
  ).toEqual(['.jsonl', '.zip']);
});

describe('the folder', () => {
  const inTemporary = (project: Project, env: NodeJS.ProcessEnv): string =>
    node(
      `console.log(require(${JSON.stringify(compiledBundler())}).bundlePackage('src/handler.ts', {}, ${JSON.stringify(target)}).path)`,
      project.folder,
      env,
    ).trim();

  test('is FAASADE_CACHE_DIR, also for two checkouts', () => {
    const [one, two] = [new Project({ 'src/handler.ts': HANDLER }), new Project({ 'src/handler.ts': HANDLER })];
    const env = { FAASADE_CACHE_DIR: one.at('cache') };
    expect(path.dirname(inTemporary(one, env))).toBe(one.at('cache'));
    const written = fs.readdirSync(one.at('cache')).map((name) => fs.statSync(path.join(one.at('cache'), name)).ino);
    inTemporary(two, env);
    expect(fs.readdirSync(one.at('cache')).map((name) => fs.statSync(path.join(one.at('cache'), name)).ino)).toEqual(
      written,
    );
  });

  test('is to be written to', () => {
    const project = new Project({ 'src/handler.ts': HANDLER });
    expect(() => inTemporary(project, { FAASADE_CACHE_DIR: project.at('package.json') })).toThrow(
      `FAASADE_CACHE_DIR is '${project.at('package.json')}', which is no folder to write to: EEXIST`,
    );
  });

  test("is the user's own where what is installed cannot be written to", () => {
    const project = new Project({ 'src/handler.ts': HANDLER, 'node_modules/.cache': '', 'tmp/.keep': '' });
    expect(inTemporary(project, { TMPDIR: project.at('tmp') })).toContain(project.at('tmp'));
  });

  test("is the user's own where nothing is installed, and is not another's", () => {
    const project = new Project({ 'src/handler.ts': HANDLER });
    project.remove('node_modules');
    fs.mkdirSync(project.at('tmp'));
    const folder = path.dirname(inTemporary(project, { TMPDIR: project.at('tmp') }));
    expect(path.dirname(folder)).toBe(project.at('tmp'));
    expect((fs.statSync(folder).mode % 0o1000).toString(8)).toBe('700');
    expect(fs.existsSync(project.at('node_modules'))).toBe(false);

    fs.chmodSync(folder, 0o777);
    expect(path.dirname(inTemporary(project, { TMPDIR: project.at('tmp') }))).not.toBe(folder);
  });
});
