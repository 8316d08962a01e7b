import * as fs from 'node:fs';
import * as path from 'node:path';
import { cleanUp, Project, target, temporary, texts } from './project';
import { Registry } from './registry';

let registry: Registry;
let packages: Record<string, object>;
beforeAll(async () => {
  registry = await Registry.start();
  const built = (cpu: string, libc: string, suffix = '') => {
    const name = `@native/linux-${cpu}${suffix}`;
    const manifest = { name, version: '1.2.3', os: ['linux'], cpu: [cpu], libc: [libc] };
    return { ...registry.publish(manifest, { 'native.node': `${cpu} ${libc}` }), optional: true };
  };
  const version = '1.2.3';
  const optionalDependencies = {
    '@native/linux-arm64': version,
    '@native/linux-arm64-musl': version,
    '@native/linux-x64': version,
  };
  const scripts = { install: 'echo ran > ran.txt' };
  const native = { name: 'native', version, dependencies: { pure: '^4.0.0' }, optionalDependencies, scripts };
  packages = {
    '': { dependencies: { native: '^1.0.0' }, devDependencies: { later: '*' } },
    'node_modules/native': {
      ...registry.publish(native, { 'index.js': 'native' }),
      ...{ hasInstallScript: true, dev: true },
    },
    'node_modules/pure': registry.publish({ name: 'pure', version: '4.5.6', bin: 'cli.js' } as never, {
      'index.js': 'pure',
      'cli.js': '#!/usr/bin/env node',
    }),
    'node_modules/@native/linux-arm64': built('arm64', 'glibc'),
    'node_modules/@native/linux-arm64-musl': built('arm64', 'musl', '-musl'),
    'node_modules/@native/linux-x64': built('x64', 'glibc'),
    'node_modules/later': registry.publish({ name: 'later', version: '1.0.0' }, {}),
  };
});
afterAll(() => {
  registry.stop();
  cleanUp();
});

const lock = (of: Record<string, object>) => JSON.stringify({ lockfileVersion: 3, packages: of });

function project(of = packages, files: Record<string, string> = {}): Project {
  return new Project({
    'src/handler.ts': `import native from 'native'; export default { fetch: () => native };`,
    'package-lock.json': lock(of),
    ...files,
  });
}

const install = { install: ['native'] };
const x64 = { ...target, install: { os: 'linux', cpu: 'x64', libc: 'glibc' } };

test('packages are installed beside the bundle for the platform, in the locked versions, and no script runs', () => {
  const found = texts(project().bundle('src/handler.ts', install));
  expect(Object.keys(found).filter((name) => name.startsWith('node_modules/'))).toEqual([
    'node_modules/@native/linux-arm64/native.node',
    'node_modules/@native/linux-arm64/package.json',
    'node_modules/native/index.js',
    'node_modules/native/package.json',
    'node_modules/pure/cli.js',
    'node_modules/pure/index.js',
    'node_modules/pure/package.json',
  ]);
  expect(found['handler.js']).toContain('require("native")');
  expect(JSON.parse(found['node_modules/pure/package.json']).version).toBe('4.5.6');
  const other = texts(project().bundle('src/handler.ts', install, x64));
  expect(other).toHaveProperty(['node_modules/@native/linux-x64/native.node'], 'x64 glibc');
  expect(other).not.toHaveProperty(['node_modules/@native/linux-arm64/native.node']);
});

describe('the second time', () => {
  /** From here on npm is one that fails. */
  function withoutNpm<T>(work: () => T): T {
    const { PATH } = process.env;
    process.env.PATH = temporary;
    try {
      return work();
    } finally {
      process.env.PATH = PATH;
    }
  }

  test('nothing is installed, though the code or other packages change', () => {
    const shop = project();
    const first = shop.bundle('src/handler.ts', install);
    withoutNpm(() => {
      expect(shop.bundle('src/handler.ts', install)).toEqual(first);
      shop.write({ 'package-lock.json': lock({ ...packages, 'node_modules/z': { version: '1.0.0' } }) });
      expect(shop.bundle('src/handler.ts', install).hash).toBe(first.hash);
      shop.write({ 'src/handler.ts': `import n from 'native'; export default { queue: () => n };` });
      expect(shop.bundle('src/handler.ts', install).hash).not.toBe(first.hash);
    });
  });

  test('the same bytes come of another checkout', () => {
    expect(project().bundle('src/handler.ts', install).hash).toBe(project().bundle('src/handler.ts', install).hash);
  });

  test('fails if npm is not there and something has to be installed', () => {
    expect(() => withoutNpm(() => project().bundle('src/handler.ts', install))).toThrow(
      "install: 'native' can't be installed for linux arm64, because npm is not on the PATH. Install it with Node.js.",
    );
  });
});

test("the cloud's build installs what the package's own package.json names", () => {
  const to = { ...target, install: 'build' as const };
  const found = texts(project().bundle('src/handler.ts', install, to));
  expect(Object.keys(found)).toEqual(['handler.js', 'handler.js.map', 'index.js', 'package.json']);
  expect(JSON.parse(found['package.json'])).toEqual({
    type: 'commonjs',
    dependencies: { native: '1.2.3' },
    overrides: {
      native: {
        '@native/linux-arm64': '1.2.3',
        '@native/linux-arm64-musl': '1.2.3',
        '@native/linux-x64': '1.2.3',
        pure: '4.5.6',
      },
    },
  });
});

test('settings of the npm that runs synthesis, and a workspace of its, make no difference', () => {
  process.env.npm_config_workspace = 'api';
  process.env.npm_config_omit = 'optional';
  try {
    const found = texts(project().bundle('src/handler.ts', install));
    expect(found).toHaveProperty(['node_modules/@native/linux-arm64/native.node']);
  } finally {
    delete process.env.npm_config_workspace;
    delete process.env.npm_config_omit;
  }
});

test('fails if npm does, with what it says', () => {
  const gone = { ...packages, 'node_modules/pure': { version: '4.5.6', resolved: 'http://127.0.0.1:1/pure.tgz' } };
  const shop = project(gone, { '.npmrc': 'fetch-retries=0\n' });
  expect(() => shop.bundle('src/handler.ts', install)).toThrow(
    /^install: 'native' can't be installed for linux arm64: npm says:\n {2}.*ECONNREFUSED/,
  );
});

test('fails if the lockfile lacks what the platform needs', () => {
  const { 'node_modules/@native/linux-arm64': _, ...rest } = packages;
  expect(() => project(rest).bundle('src/handler.ts', install)).toThrow(
    "install: package-lock.json holds no '@native/linux-arm64', because it was made on another platform. Make it anew " +
      'with npm 10 or later: remove it and node_modules, and run `npm install`.',
  );
});

test('a package that builds its native code itself is warned about', () => {
  const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const entry = registry.publish({ name: 'gyp', version: '1.0.0' }, { 'index.js': '' });
  const shop = project({ 'node_modules/gyp': { ...entry, hasInstallScript: true } });
  shop.bundle('src/handler.ts', { install: ['gyp'], external: ['native'] });
  expect(stderr).toHaveBeenCalledWith(
    'warning: install: gyp: scripts of packages do not run (gyp), and nothing that was installed is native code. Take a ' +
      'version that brings it along, or Code.directory.\n',
  );
  stderr.mockRestore();
});

test('nothing is left in the folder for temporary files', () => {
  const folder = fs.mkdtempSync(path.join(temporary, 'tmp-'));
  const { TMPDIR } = process.env;
  process.env.TMPDIR = folder;
  try {
    project().bundle('src/handler.ts', install);
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
  expect(fs.readdirSync(folder)).toEqual([]);
});
