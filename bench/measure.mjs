// What all benches share: fresh processes, pairs that take turns, medians with their spread.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export const root = fileURLToPath(new URL('..', import.meta.url));
const usage = fileURLToPath(new URL('usage.cjs', import.meta.url));
/** Not in the repository; below it, so that scripts find `faasade` and the engines as a project would. */
const compiled = fileURLToPath(new URL('.gen', import.meta.url));

/** Runs a script in a fresh process: wall and CPU time in milliseconds, peak memory in MiB, and what it printed. */
export function run(args, { cwd = root, env = {} } = {}) {
  const start = performance.now();
  const { status, output } = spawnSync(process.execPath, ['--require', usage, ...args], {
    cwd,
    env: { ...process.env, CDK_VALIDATION: 'false', CDK_DISABLE_VERSION_CHECK: '1', ...env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    maxBuffer: 1 << 28,
  });
  const time = performance.now() - start;
  if (status !== 0) throw new Error(`${args.join(' ')} failed: ${output[2]}`);
  return { time, ...JSON.parse(output[3]), output: output[1] };
}

/** Compiles a script of `bench/` the way a project compiles its own: to CommonJS, packages left out. */
export async function compile(script) {
  const outfile = join(compiled, script.replace(/\.ts$/, '.js'));
  const entry = fileURLToPath(new URL(script, import.meta.url));
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'cjs', packages: 'external' });
  return outfile;
}

/** Runs two sides in turn, the other first each time, so that a busy machine slows both. */
export function pairs(count, ours, theirs) {
  const results = { ours: [], theirs: [] };
  for (let n = 0; n < count; n++) {
    for (const side of n % 2 ? ['theirs', 'ours'] : ['ours', 'theirs']) {
      results[side].push((side === 'ours' ? ours : theirs)());
    }
  }
  return results;
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** One measure of pairs: both medians, the median of the pairs' ratios, and the lowest and highest of these. */
export function ratio({ ours, theirs }, measure, invert = false) {
  const ratios = ours.map((one, n) => {
    const quotient = one[measure] / theirs[n][measure];
    return invert ? 1 / quotient : quotient;
  });
  return {
    ours: median(ours.map((one) => one[measure])),
    theirs: median(theirs.map((one) => one[measure])),
    ratio: median(ratios),
    spread: [Math.min(...ratios), Math.max(...ratios)],
  };
}

/** A folder for temporary files that is gone when `use` is done. */
export async function inFolder(use) {
  const folder = mkdtempSync(join(tmpdir(), 'faasade-bench-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A project with the given files, and with packages copied into its `node_modules` as an installation would. */
export function project(folder, files, packages = []) {
  for (const [name, text] of Object.entries({ 'package.json': '{}', ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
  for (const name of packages) {
    cpSync(join(root, 'node_modules', name), join(folder, 'node_modules', name), { recursive: true });
  }
  cpSync(join(root, 'package-lock.json'), join(folder, 'package-lock.json'));
  symlinkSync(join(root, 'node_modules/esbuild/bin/esbuild'), join(folder, 'node_modules/.bin/esbuild'));
  return folder;
}
