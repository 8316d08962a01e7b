/**
 * Times bundling 50 handlers, cold and from the cache, each in a fresh process: `node bench/bundling.js`.
 */
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { buildSync } = require('esbuild');

const COUNT = 50;
const RUNS = 5;
const modules = path.join(__dirname, '../node_modules');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'faasade-bench-'));
const bundler = path.join(folder, 'bundler.js');

buildSync({
  entryPoints: [path.join(__dirname, '../src/bundle/index.ts')],
  outfile: bundler,
  bundle: true,
  platform: 'node',
  packages: 'external',
});

const target = JSON.stringify({
  cloud: 'aws',
  nodeTarget: 'node22',
  external: ['@aws-sdk/*'],
  files: { 'index.js': 'x'.repeat(8000) },
});

/** Bundles every handler in a new process, from loading the bundler on; milliseconds per handler. */
function measure(project) {
  const code = `const start = performance.now();
    const { bundlePackage } = require(${JSON.stringify(bundler)});
    for (let n = 0; n < ${COUNT}; n++) bundlePackage('src/handler' + n + '.ts', {}, ${target});
    console.log((performance.now() - start) / ${COUNT});`;
  const env = { ...process.env, NODE_PATH: modules };
  return Number(execFileSync(process.execPath, ['-e', code], { cwd: project, env, encoding: 'utf8' }));
}

function project(name, handler) {
  const root = path.join(folder, name);
  fs.mkdirSync(path.join(root, 'src'), { recursive: true });
  fs.mkdirSync(path.join(root, 'node_modules'));
  for (const dependency of ['hono', 'luxon']) {
    fs.cpSync(path.join(modules, dependency), path.join(root, 'node_modules', dependency), { recursive: true });
  }
  fs.writeFileSync(path.join(root, 'package.json'), '{}');
  fs.copyFileSync(path.join(__dirname, '../package-lock.json'), path.join(root, 'package-lock.json'));
  fs.writeFileSync(path.join(root, 'src/shared.ts'), 'export const shared = (n: number): string => `${n}`;');
  for (let n = 0; n < COUNT; n++) fs.writeFileSync(path.join(root, `src/handler${n}.ts`), handler(n));
  return root;
}

function report(name, handler) {
  const root = project(name, handler);
  const median = (values) => values.sort((a, b) => a - b)[values.length >> 1].toFixed(2);
  const cold = [...Array(RUNS)].map(() => {
    fs.rmSync(path.join(root, 'node_modules/.cache'), { recursive: true, force: true });
    return measure(root);
  });
  const warm = [...Array(RUNS)].map(() => measure(root));
  console.log(`${name}: cold ${median(cold)} ms, warm ${median(warm)} ms per handler (${COUNT} handlers, median of ${RUNS})`);
}

report('small', (n) => `import { shared } from './shared'; export default { fetch: () => new Response(shared(${n})) };`);
report(
  'hono and luxon',
  (n) => `import { Hono } from 'hono'; import { DateTime } from 'luxon';
    const app = new Hono(); app.get('/', (c) => c.text(DateTime.now().toISO() + ${n})); export default { fetch: app.fetch };`,
);
fs.rmSync(folder, { recursive: true });
