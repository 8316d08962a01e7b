import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { cleanUp, compiledBundler, HANDLER, node, Project, target } from './project';

const FILES = {
  'src/handler.ts': `import { a } from './a'; import b from 'b'; import c from './c.cjs'; export default { fetch: () => [a, b, c] };`,
  'src/a.ts': `export const a = 'ä';`,
  'src/c.cjs': 'module.exports = __filename;',
  'node_modules/b/index.js': 'module.exports = 1;',
};
const script = (code: string): string =>
  `const { bundlePackage } = require(${JSON.stringify(compiledBundler())}); const target = ${JSON.stringify(target)}; ${code}`;
const HASH = `console.log(bundlePackage('src/handler.ts', {}, target).hash)`;
const LOADED = `console.log(Object.keys(require.cache).map((f) => f.match(/node_modules.(\\w+).*js$/)?.[1]).filter(Boolean).sort().join())`;

afterAll(cleanUp);

test('two checkouts, in other zones, languages and with other rights, are the same bytes', () => {
  const zones = ['UTC', 'Pacific/Kiritimati', 'America/Los_Angeles', 'Asia/Kathmandu'];
  const hashes = zones.map((TZ, n) => {
    const project = new Project(FILES);
    fs.mkdirSync(project.at('deeper'));
    const folder = n % 2 ? project.folder : project.at('deeper/app');
    const moved = n % 2 ? project : new Project(FILES, folder);
    return node(script(`process.umask(0o${n}7); ${HASH}`), moved.folder, {
      TZ,
      LANG: n % 2 ? 'tr_TR.UTF-8' : 'C',
      LC_ALL: undefined,
    });
  });
  expect(new Set(hashes).size).toBe(1);
});

test('nothing in a package says where the project is', () => {
  const project = new Project(FILES);
  const { path: file } = project.bundle();
  const unzip = `for (const [n, d] of Object.entries(require('fflate').unzipSync(require('fs').readFileSync('${file}')))) console.log(n, Buffer.from(d) + '')`;
  const output = node(unzip, project.folder);
  expect(output).toContain('// src/a.ts');
  expect(output).not.toContain(path.basename(project.folder));
});

test('the process ends by itself after a build, and a hit loads no library', () => {
  const project = new Project(FILES);
  expect(node(script(`bundlePackage('src/handler.ts', {}, target); ${LOADED}`), project.folder)).toBe(
    'acorn,esbuild,fflate\n',
  );
  expect(node(script(`bundlePackage('src/handler.ts', {}, target); ${LOADED}`), project.folder)).toBe('\n');
});

test('processes that bundle at once leave a whole cache', async () => {
  const project = new Project(FILES);
  const code = script(HASH);
  const env = { ...process.env, NODE_PATH: path.resolve(__dirname, '../../node_modules') };
  const hashes = await Promise.all(
    [...Array(4)].map(
      () =>
        new Promise<string>((resolve) => {
          let text = '';
          const child = spawn(process.execPath, ['-e', code], { cwd: project.folder, env });
          child.stdout.on('data', (data) => (text += data));
          child.on('close', () => resolve(text));
        }),
    ),
  );
  expect(new Set(hashes)).toEqual(new Set([`${project.bundle().hash}\n`]));
  expect(fs.readdirSync(project.cache)).toHaveLength(2);
});

test('a terminal sees what is being built, a pipe does not', () => {
  const project = new Project({ 'src/handler.ts': HANDLER });
  const shown = script(
    `process.stderr.isTTY = true; process.stderr.write = (s) => process.stdout.write(s); bundlePackage('src/handler.ts', {}, target)`,
  );
  expect(node(shown, project.folder)).toBe('Bundling src/handler.ts for aws…\n');
  expect(node(shown, project.folder)).toBe('');
});
