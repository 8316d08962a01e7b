/** Synthesizes the example for all clouds, as `cdk synth` and `cdktf synth` would, and shows what each got. */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('thumbnails', import.meta.url));
const tsx = fileURLToPath(new URL('../node_modules/tsx/dist/cli.mjs', import.meta.url));
const faasade = fileURLToPath(new URL('../bin/faasade', import.meta.url));

for (const [app, output, settings] of [
  ['aws.ts', 'cdk.out', { CDK_OUTDIR: 'cdk.out' }],
  ['terraform.ts', 'cdktf.out', { CDKTF_OUTDIR: 'cdktf.out' }],
]) {
  console.log(`Synthesizing examples/thumbnails/${app} into examples/thumbnails/${output}`);
  rmSync(join(folder, output), { recursive: true, force: true });
  run(tsx, [app], settings);
}
run(faasade, ['show', 'cdk.out', 'cdktf.out']);

function run(script, parameters, settings = {}) {
  const { status } = spawnSync(process.execPath, [script, ...parameters], {
    cwd: folder,
    env: { ...process.env, ...settings },
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}
