import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { Locked } from './lockfile';
import { below } from './placed';
import type { Files, Platform } from './types';

/** What npm is told on the command line, so that no setting of the user's changes the result. */
const FLAGS = [
  '--ignore-scripts',
  '--no-bin-links',
  '--no-audit',
  '--no-fund',
  '--omit=dev',
  '--include=prod',
  '--include=optional',
  '--include=peer',
  '--install-strategy=hoisted',
  '--no-engine-strict',
  '--package-lock=true',
];

/** Settings of the npm that runs synthesis: they are about its project. */
const FOREIGN =
  /^npm_(package|lifecycle)_|^npm_config_(local_prefix|prefix|global|workspaces?|include|omit|only|dry_run)/i;

const SHOWN = 10;

/** Has npm install a lockfile's part for a platform in a folder for the time being. */
export function npmInstall(locked: Locked, manifest: object, lockfile: object, platform: Platform): Files<Uint8Array> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'faasade-install-'));
  try {
    fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
    fs.writeFileSync(path.join(folder, 'package-lock.json'), JSON.stringify(lockfile));
    const settings = path.join(locked.folder, '.npmrc');
    if (fs.existsSync(settings)) fs.copyFileSync(settings, path.join(folder, '.npmrc'));
    ci(folder, platform, Object.keys(locked.roots));
    const modules = path.join(folder, 'node_modules');
    const placed = fs.existsSync(modules) ? below(modules) : [];
    return Object.fromEntries(
      placed
        .filter(({ name }) => name !== '.package-lock.json')
        .map(({ name, file }) => [`node_modules/${name}`, fs.readFileSync(file)]),
    );
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function ci(folder: string, platform: Platform, names: readonly string[]): void {
  const { os: system, cpu, libc } = platform;
  const windows = process.platform === 'win32';
  try {
    execFileSync('npm', ['ci', ...FLAGS, `--os=${system}`, `--cpu=${cpu}`, `--libc=${libc}`], {
      cwd: folder,
      encoding: 'utf8',
      stdio: 'pipe',
      shell: windows, // There npm is a script.
      env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !FOREIGN.test(name))),
    });
  } catch (error) {
    const { code, stderr } = error as { code?: string; stderr?: string };
    const what = `install: ${names.map((name) => `'${name}'`).join(', ')} can't be installed for ${system} ${cpu}`;
    if (code === 'ENOENT') throw new Error(`${what}, because npm is not on the PATH. Install it with Node.js.`);
    throw new Error(`${what}: npm says:\n${lines(stderr ?? (error as Error).message)}`);
  }
}

function lines(stderr: string): string {
  const said = stderr.split('\n').map((line) => line.replace(/^npm (error|ERR!) ?/, '').trimEnd());
  return said
    .filter((line) => line !== '' && !/A complete log of this run/.test(line))
    .slice(0, SHOWN)
    .map((line) => `  ${line}`)
    .join('\n');
}
