import { cleanUp, HANDLER, Project } from './project';
import { locate } from '../../src/bundle/entry';
import { lockedPackages } from '../../src/bundle/lockfile';
import { namedIn } from '../../src/bundle/named';

afterAll(cleanUp);

const lock = (packages: Record<string, object>) => JSON.stringify({ lockfileVersion: 3, packages });

function locked(packages: Record<string, object>, names: string[], entry = 'src/handler.ts', files = {}) {
  const project = new Project({ [entry]: HANDLER, 'package-lock.json': lock(packages), ...files });
  return lockedPackages(locate(project.at(entry)), names);
}

const SHARP = {
  '': { dependencies: { sharp: '^0.34.0' } },
  'node_modules/sharp': {
    version: '0.34.1',
    dev: true,
    dependencies: { color: '^5.0.0' },
    optionalDependencies: { '@img/sharp-linux-arm64': '0.34.1', '@img/sharp-win32-x64': '0.34.1' },
    peerDependencies: { typings: '1' },
    peerDependenciesMeta: { typings: { optional: true } },
  },
  'node_modules/sharp/node_modules/color': { version: '5.0.1' },
  'node_modules/@img/sharp-linux-arm64': { version: '0.34.1', optional: true, cpu: ['arm64'] },
  'node_modules/color': { version: '4.0.0' },
  'node_modules/typings': { version: '1.0.0' },
  'node_modules/other': { version: '1.0.0' },
};

test('takes packages and what they need, without what the project says of them', () => {
  const { roots, packages } = locked(SHARP, ['sharp']);
  expect(roots).toEqual({ sharp: 'node_modules/sharp' });
  expect(Object.keys(packages)).toEqual([
    'node_modules/@img/sharp-linux-arm64',
    'node_modules/sharp',
    'node_modules/sharp/node_modules/color',
  ]);
  expect(packages['node_modules/sharp']).toMatchObject({ version: '0.34.1', optional: false });
  expect(packages['node_modules/sharp']).not.toHaveProperty('dev');
  expect(packages['node_modules/@img/sharp-linux-arm64']).toMatchObject({ optional: true, cpu: ['arm64'] });
});

test('a package is needed where one of two ways to it is', () => {
  const packages = {
    'node_modules/a': { version: '1', optionalDependencies: { b: '1' }, dependencies: { c: '1' } },
    'node_modules/b': { version: '1', dependencies: { d: '1' } },
    'node_modules/c': { version: '1', dependencies: { b: '1', a: '1' } },
    'node_modules/d': { version: '1' },
  };
  const found = Object.entries(locked(packages, ['a']).packages);
  expect(found.map(([at, { optional }]) => [at.slice(13), optional])).toEqual([
    ['a', false],
    ['b', false],
    ['c', false],
    ['d', false],
  ]);
});

test('what a workspace has to itself lies at the top', () => {
  const packages = {
    'packages/api/node_modules/a': { version: '2', dependencies: { b: '1' } },
    'node_modules/a': { version: '1' },
    'node_modules/b': { version: '1' },
  };
  const entry = 'packages/api/src/handler.ts';
  const files = { 'packages/api/package.json': '{}' };
  const { roots, packages: found } = locked(packages, ['a'], entry, files);
  expect(roots).toEqual({ a: 'node_modules/a' });
  expect(found).toMatchObject({ 'node_modules/a': { version: '2' }, 'node_modules/b': { version: '1' } });
  const both = { ...packages, 'node_modules/b': { version: '1', dependencies: { a: '1' } } };
  expect(() => locked(both, ['a'], entry, files)).toThrow(
    "install: two versions of 'a' are needed in one place. Make them one: `npm dedupe`.",
  );
});

test('a manifest names them and the versions below, for a build that installs', () => {
  const text = namedIn('{"main":"index.js","dependencies":{"framework":"5.0.5"}}', locked(SHARP, ['sharp']));
  expect(JSON.parse(text)).toEqual({
    main: 'index.js',
    dependencies: { framework: '5.0.5', sharp: '0.34.1' },
    overrides: { sharp: { '@img/sharp-linux-arm64': '0.34.1', color: '5.0.1' } },
  });
});

test('a manifest ends where packages need each other, and knows other names', () => {
  const packages = {
    'node_modules/a': { version: '1', dependencies: { b: '1' } },
    'node_modules/b': { version: '2', name: 'real', dependencies: { a: '1', c: '3' } },
    'node_modules/c': { version: '3' },
  };
  expect(JSON.parse(namedIn('{}', locked(packages, ['a', 'c'])))).toEqual({
    dependencies: { a: '1', c: '3' },
    overrides: { a: { b: { '.': 'npm:real@2', a: '1', c: '3' } } },
  });
});

test.each<[string, string, Record<string, string>, string]>([
  [
    'is not in the lockfile',
    'sharp',
    { 'package-lock.json': lock({}) },
    "install: 'sharp' is not in package-lock.json. Install it: `npm install sharp`.",
  ],
  [
    'needs one that is not',
    'a',
    { 'npm-shrinkwrap.json': lock({ 'node_modules/a': { version: '1', dependencies: { b: '1' } } }) },
    "install: 'b', which 'a' needs, is not in npm-shrinkwrap.json. Install it: `npm install b`.",
  ],
  [
    'is a part of the project',
    'a',
    { 'package-lock.json': lock({ 'node_modules/a': { link: true, resolved: 'packages/a' } }) },
    "install: 'a' lies in the project itself. Let it be bundled, or publish it to a registry.",
  ],
  [
    'is locked by another package manager',
    'a',
    { 'yarn.lock': '' },
    'install: versions come from a package-lock.json, and the project has yarn.lock. Make one beside package.json: `npm install --package-lock-only`.',
  ],
  [
    'is locked by an old npm',
    'a',
    { 'package-lock.json': '{"lockfileVersion":1,"dependencies":{}}' },
    'install: package-lock.json is of version 1, which npm no longer writes. Make it anew: `npm install --package-lock-only --lockfile-version 3`.',
  ],
])('fails if a package %s', (_, name, files, message) => {
  const project = new Project({ 'src/handler.ts': HANDLER, ...files });
  expect(() => lockedPackages(locate(project.at('src/handler.ts')), [name])).toThrow(message);
});
