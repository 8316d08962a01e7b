import { spawnSync } from 'child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'fs';
import { join } from 'path';
import { buildSync, Metafile } from 'esbuild';

const root = join(__dirname, '..', '..');

/** The command as it is published: one file. It lies in the package, because it asks the package for its version. */
export class BuiltCommand {
  public readonly file: string;
  public readonly metafile: Metafile;
  private readonly folder: string;

  constructor() {
    const parent = join(__dirname, '.faasade');
    mkdirSync(parent, { recursive: true });
    this.folder = mkdtempSync(join(parent, 'cli-'));
    this.file = join(this.folder, 'cli.js');
    const { metafile } = buildSync({
      entryPoints: [join(root, 'src/cli/main.ts')],
      outfile: this.file,
      bundle: true,
      platform: 'node',
      target: 'node20',
      external: ['faasade', './report.js'],
      metafile: true,
      absWorkingDir: root,
    });
    this.metafile = metafile;
  }

  public run(args: readonly string[], { cwd = root, env = {}, node = [] as string[] } = {}) {
    const { PATH } = process.env;
    const options = { cwd, encoding: 'utf8', env: { PATH, ...env } } as const;
    const { status, stdout, stderr } = spawnSync(process.execPath, [...node, this.file, ...args], options);
    return { status, stdout, stderr };
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
