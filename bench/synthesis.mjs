// Synthesis of many functions with a queue each, beside the same resources written by hand with a prebuilt zip each.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { compile, inFolder, pairs, project, ratio, run } from './measure.mjs';
import { line, table } from './report.mjs';

const clouds = { aws: 'AWS', azure: 'Azure', google: 'Google' };
/** Functions, and pairs of processes. */
const sizes = [
  [10, 9],
  [100, 9],
  [1000, 3],
];
const most = 1.25;

const handler = (n) => `export default {
  async queue(batch: { messages: readonly { body: unknown }[] }) { console.log(${n}, batch.messages.length); },
};`;

/** How many resources of each type an assembly holds. */
function resources(cloud, outdir) {
  const counts = {};
  const count = (type, by = 1) => (counts[type] = (counts[type] ?? 0) + by);
  for (const file of readdirSync(outdir, { recursive: true })) {
    const read = () => JSON.parse(readFileSync(join(outdir, file), 'utf8'));
    if (file.endsWith('.template.json')) for (const { Type } of Object.values(read().Resources)) count(Type);
    if (file.endsWith('cdk.tf.json')) {
      for (const [type, all] of Object.entries(read().resource)) count(type, Object.keys(all).length);
    }
  }
  return JSON.stringify(Object.fromEntries(Object.entries(counts).sort()), undefined, 1);
}

async function compare(cloud, folder) {
  const [ours, theirs] = [await compile(`services/${cloud}.ts`), await compile(`by-hand/${cloud}.ts`)];
  const [largest] = sizes.at(-1);
  const files = Array.from({ length: largest }, (_, n) => [`src/handler${n}.ts`, handler(n)]);
  const cwd = project(folder, Object.fromEntries(files));
  const cache = join(folder, 'cache');
  const synth = (script, count) => {
    const outdir = join(folder, 'out');
    rmSync(outdir, { recursive: true, force: true });
    return run([script, count, outdir], { cwd, env: { FAASADE_CACHE_DIR: cache } });
  };

  synth(ours, largest); // Fills the cache.
  mkdirSync(join(folder, 'packages'));
  const zips = readdirSync(cache).filter((name) => name.endsWith('.zip'));
  if (zips.length !== largest) throw new Error(`${zips.length} packages for ${largest} functions.`);
  zips.forEach((zip, n) => copyFileSync(join(cache, zip), join(folder, 'packages', `${n}.zip`)));

  const results = {};
  for (const [count, times] of sizes) {
    const [made, wanted] = [ours, theirs].map((script) => {
      synth(script, count);
      return resources(cloud, join(folder, 'out'));
    });
    if (made !== wanted) throw new Error(`Resources of ${count} functions on ${cloud} differ: ${made} ${wanted}`);
    results[count] = pairs(
      times,
      () => synth(ours, count),
      () => synth(theirs, count),
    );
  }
  return results;
}

function lines(cloud, results) {
  const rows = [];
  for (const [count] of sizes) {
    const target = count === 100 ? { most } : {};
    rows.push(line(`${cloud}, ${count}: time`, ratio(results[count], 'time'), 'ms', target));
    rows.push(line(`${cloud}, ${count}: CPU time`, ratio(results[count], 'cpu'), 'ms'));
    rows.push(line(`${cloud}, ${count}: peak memory`, ratio(results[count], 'memory'), 'MiB', target));
  }
  return rows;
}

/** CPU time of each function beyond a smaller service's: what loading costs is the same on both ends. */
function growth(cloud, results) {
  const of = (side, from, to) => (ratio(results[to], 'cpu')[side] - ratio(results[from], 'cpu')[side]) / (to - from);
  const cells = ['ours', 'theirs'].flatMap((side) => {
    const [first, later] = [of(side, 10, 100), of(side, 100, 1000)];
    return [`${first.toFixed(2)} ms`, `${later.toFixed(2)} ms`];
  });
  const flat = of('ours', 100, 1000) / of('ours', 10, 100);
  return `| ${cloud} | ${cells.join(' | ')} | ${flat.toFixed(2)}x | ≤ ${most.toFixed(2)}x | ${flat <= most ? 'yes' : '**no**'} |`;
}

export default async function bench() {
  const all = {};
  for (const cloud of Object.keys(clouds)) all[cloud] = await inFolder((folder) => compare(cloud, folder));
  return [
    'Whole processes that synthesize functions with a queue each, beside the same with L2 constructs of aws-cdk-lib, or',
    'with L1 constructs and overrides of cdktf. Both sides make the same numbers of the same types of resources (checked',
    "for every size). By hand each function has a prebuilt zip, the very one that faasade makes; faasade's bundle cache is",
    "warm. The CDK's template validation, which costs either side 2 s and 300 MiB, is off on both. On AWS a stack holds 25",
    `functions, else all. Pairs: ${sizes.map(([count, times]) => `${times} of ${count}`).join(', ')}.`,
    '',
    table(
      Object.entries(all).flatMap(([cloud, results]) => lines(clouds[cloud], results)),
      'by hand',
    ),
    '',
    'CPU time of one more function, in services of 10 to 100 and of 100 to 1,000:',
    '',
    '| | faasade, to 100 | faasade, to 1,000 | by hand, to 100 | by hand, to 1,000 | growth | target | met |',
    '| - | -: | -: | -: | -: | -: | -: | - |',
    ...Object.entries(all).map(([cloud, results]) => growth(clouds[cloud], results)),
  ].join('\n');
}
