// Synthesis of the whole example on AWS, from its source, beside an equal service in Wing.
import { cpSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { inFolder, median, project, ratio, root, run } from './measure.mjs';
import { line, table } from './report.mjs';

const ROUNDS = 9;
const FUNCTIONS = 3;
/** Figures of winglang 0.85 from a run on a machine of this kind, for where it is not installed. */
const known = { time: 680, size: 0.5 };
/** Wing makes a function of each route. */
const WING_FUNCTIONS = 4;

/** Megabytes of the packages below a folder. */
function packages(folder, name = /\.zip$/) {
  const files = readdirSync(folder, { recursive: true }).filter((file) => name.test(file));
  return files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0) / 1e6;
}

function ours(folder) {
  const [out, cache] = [join(folder, 'cdk.out'), join(folder, 'cache')];
  const env = { FAASADE_CACHE_DIR: cache, CDK_OUTDIR: out };
  const synth = (environment = env) => {
    rmSync(out, { recursive: true, force: true });
    return run(['--import', 'tsx', 'aws.ts'], { cwd: join(root, 'examples/thumbnails'), env: environment });
  };
  const cold = () => {
    rmSync(cache, { recursive: true, force: true });
    return synth();
  };
  return {
    cold,
    warm: () => synth(),
    validated: () => synth({ ...env, CDK_VALIDATION: 'true' }),
    size: () => packages(out),
  };
}

/** Wing's compiler, in a folder that `WING` names: `npm install winglang` there. */
function wing(folder) {
  const { WING } = process.env;
  if (!WING) return undefined;
  const command = createRequire(join(WING, 'package.json')).resolve('winglang/bin/wing');
  cpSync(join(root, 'bench/by-hand/thumbnails.w'), join(folder, 'main.w'));
  const target = join(folder, 'target');
  const compile = () => {
    rmSync(target, { recursive: true, force: true });
    const env = { WING_DISABLE_ANALYTICS: '1' };
    return run([command, 'compile', '--platform', 'tf-aws', 'main.w'], { cwd: folder, env });
  };
  return { compile, size: () => packages(target) };
}

function measure(folder) {
  const example = ours(folder);
  const other = wing(project(join(folder, 'wing'), {}));
  const rounds = { cold: [], warm: [], validated: [], wing: [] };
  for (let round = 0; round < ROUNDS; round++) {
    rounds.cold.push(example.cold());
    rounds.warm.push(example.warm());
    rounds.validated.push(example.validated());
    if (other) rounds.wing.push(other.compile());
  }
  // The whole service of each, however many functions it is made of.
  const theirs = other ? rounds.wing : rounds.cold.map(() => ({ time: known.time * FUNCTIONS }));
  const against = (runs) => ratio({ ours: runs, theirs }, 'time', true);
  const size = { ours: example.size() / FUNCTIONS, theirs: other ? other.size() / WING_FUNCTIONS : known.size };
  const whole = (runs, unit) => ({ ours: median(runs.map((one) => one[unit])) });
  return {
    measured: other !== undefined,
    lines: [
      line('synthesis, cold', against(rounds.cold), 'ms'),
      line('synthesis, warm', against(rounds.warm), 'ms'),
      line('the same, CPU time', whole(rounds.warm, 'cpu'), 'ms'),
      line('the same, peak memory', whole(rounds.warm, 'memory'), 'MiB'),
      line("warm, with the CDK's template validation", whole(rounds.validated, 'time'), 'ms'),
      line('package of a function', { ...size, ratio: size.theirs / size.ours }, 'MB'),
    ],
  };
}

export default async function bench() {
  const { measured, lines } = await inFolder(measure);
  return [
    '`examples/thumbnails` on AWS, from TypeScript, as `cdk synth` runs it: three functions, a queue, a schedule and HTTP.',
    measured
      ? 'Beside it, the same service compiled by Wing for `tf-aws` (`by-hand/thumbnails.w`), which makes four functions.'
      : 'The figures of Wing for an equal service are from an earlier run on such a machine: **not measured in this run**.',
    `Whole processes; template validation is off where the line does not name it. ${ROUNDS} rounds.`,
    '',
    table(lines, measured ? 'Wing' : 'Wing (not measured)'),
  ].join('\n');
}
