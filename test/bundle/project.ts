import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { buildSync } from 'esbuild';
import { unzipSync } from 'fflate';
import { BundleOptions, bundlePackage, BundleTarget, Package } from '../../src/bundle';

export const ADAPTER = `module.exports = require('./handler.js').default;\n`;

export const target: BundleTarget = {
  cloud: 'aws',
  nodeTarget: 'node20',
  external: ['@aws-sdk/*'],
  files: { 'index.js': ADAPTER, 'package.json': '{"type":"commonjs"}' },
  clients: {},
  install: { os: 'linux', cpu: 'arm64', libc: 'glibc' },
};

export const HANDLER = `export default { async fetch() { return 'hello'; } };\n`;

/** A folder with a project in it, its cache included; gone after the tests of the file. */
export class Project {
  public readonly folder: string;

  constructor(files: Record<string, string> = {}, folder = fs.mkdtempSync(path.join(temporary, 'project-'))) {
    this.folder = folder;
    this.write({ 'package.json': '{"name":"shop"}', 'node_modules/.keep': '', ...files });
  }

  public at(file: string): string {
    return path.join(this.folder, file);
  }

  public write(files: Record<string, string>): void {
    for (const [file, text] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(this.at(file)), { recursive: true });
      fs.writeFileSync(this.at(file), text);
    }
  }

  public remove(file: string): void {
    fs.rmSync(this.at(file), { recursive: true });
  }

  public bundle(entry = 'src/handler.ts', options: BundleOptions = {}, to: BundleTarget = target): Package {
    return bundlePackage(this.at(entry), options, to);
  }

  public get cache(): string {
    return this.at('node_modules/.cache/faasade');
  }
}

export const temporary = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'faasade-bundle-test-')));

export function texts(result: Package): Record<string, string> {
  const files = unzipSync(fs.readFileSync(result.path));
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes).toString()]));
}

/** Unzips a package and runs code in a process of its own that finds the adapter as `app`. */
export function run(result: Package, code: string, flags: string[] = []): string {
  const folder = fs.mkdtempSync(path.join(temporary, 'run-'));
  for (const [name, text] of Object.entries(texts(result))) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
  return node(`const app = require('./index.js'); ${code}`, folder, {}, flags);
}

export function node(code: string, cwd: string, env: NodeJS.ProcessEnv = {}, flags: string[] = []): string {
  const modules = path.resolve(__dirname, '../../node_modules');
  const settings = { cwd, encoding: 'utf8', timeout: 30_000, stdio: 'pipe' } as const;
  return execFileSync(process.execPath, [...flags, '-e', code], {
    ...settings,
    env: { ...process.env, NODE_PATH: modules, ...env },
  });
}

/** The bundler as a file that a plain node process can load; what it loads lazily stays outside. */
export function compiledBundler(): string {
  const outfile = path.join(temporary, 'bundler.js');
  const entry = path.resolve(__dirname, '../../src/bundle/index.ts');
  buildSync({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    packages: 'external',
    logLevel: 'silent',
  });
  return outfile;
}

export function cleanUp(): void {
  fs.rmSync(temporary, { recursive: true, force: true });
}
