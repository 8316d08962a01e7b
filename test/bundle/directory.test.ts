import { cleanUp, Project, run, target, texts } from './project';
import { BundleTarget, directoryPackage } from '../../src/bundle';

afterAll(cleanUp);

const CODE = `exports.default = { fetch: async () => require('./text.js') };`;
const BUILT = { 'dist/handler.js': CODE, 'dist/text.js': `module.exports = 'built';` };

function pack(project: Project, to: BundleTarget = { ...target, files: { 'index.js': target.files['index.js'] } }) {
  return directoryPackage(project.at('dist'), {}, to);
}

test('a package holds the folder with the adapter in front', () => {
  const project = new Project({ ...BUILT, 'dist/node_modules/a/index.js': 'a' });
  const result = pack(project);
  expect(Object.keys(texts(result))).toEqual(['handler.js', 'index.js', 'node_modules/a/index.js', 'text.js']);
  expect(result.entry).toBe('dist');
  expect(result.methods).toBeUndefined();
  expect(run(result, 'app.fetch().then(console.log)')).toBe('built\n');
});

test('the same folder elsewhere is the same bytes, and a change of a file is not', () => {
  const project = new Project(BUILT);
  const first = pack(project);
  expect(pack(project)).toEqual(first);
  expect(pack(new Project(BUILT)).hash).toBe(first.hash);
  project.write({ 'dist/text.js': `module.exports = 'again';` });
  expect(pack(project).hash).not.toBe(first.hash);
});

test('clients are found in its code, that of installed packages aside, and followed by the cache', () => {
  const project = new Project({
    ...BUILT,
    'dist/lib/store.js': `exports.put = (context) => context.table('Orders');`,
    'dist/node_modules/a/index.js': `a.queue('b')`,
    'table.js': 'one',
  });
  const to = {
    ...target,
    files: { 'index.js': '' },
    clients: { table: project.at('table.js'), queue: project.at('none') },
  };
  expect(texts(pack(project, to))['client-table.js']).toBe('one');
  project.write({ 'table.js': 'two' });
  expect(texts(pack(project, to))['client-table.js']).toBe('two');
});

test("the cloud's build installs: what it makes itself is left out, and nothing of package.json may run", () => {
  const manifest = { version: '1.0.0', scripts: { build: 'x' }, devDependencies: { d: '1' }, dependencies: { b: '2' } };
  const project = new Project({
    ...BUILT,
    'dist/package.json': JSON.stringify(manifest),
    'dist/package-lock.json': '{}',
    'dist/node_modules/b/index.js': '',
  });
  const files = { 'index.js': '', 'package.json': '{"main":"index.js","dependencies":{"framework":"5.0.5"}}' };
  const found = texts(pack(project, { ...target, files, install: 'build' }));
  expect(Object.keys(found)).toEqual(['handler.js', 'index.js', 'package.json', 'text.js']);
  expect(JSON.parse(found['package.json'])).toEqual({
    version: '1.0.0',
    main: 'index.js',
    dependencies: { b: '2', framework: '5.0.5' },
  });
});

test.each<[string, Record<string, string>, string]>([
  ['is not there', {}, "Folder '*' does not exist. Build it first."],
  ['is a file', { dist: '' }, "'*' is a file. Name the folder that it is in."],
  [
    'holds no handler',
    { 'dist/index.js': '' },
    "Folder '*' holds no handler.js. Build the file whose default export is the handler to that name.",
  ],
  [
    'holds a file in the place of the adapter',
    { ...BUILT, 'dist/index.js': '' },
    "'index.js' in the folder '*' would replace a file of the package. Give it another name.",
  ],
  [
    'is a module',
    { ...BUILT, 'dist/package.json': '{"type":"module"}' },
    `'*/package.json' says "type": "module", and the adapter is CommonJS. Build the handler as CommonJS.`,
  ],
  ['has a broken package.json', { ...BUILT, 'dist/package.json': '{' }, "'*/package.json' is not JSON. Mend it."],
])('fails if the folder %s', (_, files, message) => {
  const project = new Project(files);
  expect(() => pack(project)).toThrow(message.replace('*', project.at('dist')));
});
