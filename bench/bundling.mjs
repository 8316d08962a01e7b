// Bundling many handlers, beside as many of the CDK's NodejsFunction, which runs esbuild once for each.
import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { compile, inFolder, project, ratio, run } from './measure.mjs';
import { line, table } from './report.mjs';

const COUNT = 50;
const ROUNDS = 3;

/** The same work as a handler of each side. */
const small = {
  ours: (n) => `import { shared } from './shared'; export default { fetch: () => new Response(shared(${n})) };`,
  theirs: (n) => `import { shared } from './shared';
    export const handler = async () => ({ statusCode: 200, body: shared(${n}) });`,
};
const app = (n) => `import { Hono } from 'hono'; import { DateTime } from 'luxon';
  const app = new Hono(); app.get('/', (c) => c.text(DateTime.now().toISO() + ${n}));`;
const libraries = {
  ours: (n) => `${app(n)} export default { fetch: app.fetch };`,
  theirs: (n) => `import { handle } from 'hono/aws-lambda'; ${app(n)} export const handler = handle(app);`,
};

function sources({ ours, theirs }) {
  const shared = 'export const shared = (n: number): string => `${n}`;';
  const files = { 'src/shared.ts': shared, 'lambdas/shared.ts': shared };
  for (let n = 0; n < COUNT; n++) {
    files[`src/handler${n}.ts`] = ours(n);
    files[`lambdas/handler${n}.ts`] = theirs(n);
  }
  return files;
}

async function compare(name, handlers, folder) {
  const [described, bundler] = [await compile('services/bundled.ts'), await compile('services/bundler.ts')];
  const byHand = await compile('by-hand/nodejs-functions.ts');
  const cwd = project(folder, sources(handlers), ['hono', 'luxon']);
  const [out, cache, packages] = ['out', 'cache', 'packages'].map((part) => join(folder, part));
  const fresh = (script, ...more) => {
    rmSync(out, { recursive: true, force: true });
    return run([script, COUNT, out, ...more], { cwd, env: { FAASADE_CACHE_DIR: cache } });
  };
  const alone = () => ({ time: Number(run([bundler, COUNT], { cwd, env: { FAASADE_CACHE_DIR: cache } }).output) });
  const emptied = (measure) => {
    rmSync(cache, { recursive: true, force: true });
    return measure();
  };

  fresh(described);
  mkdirSync(packages);
  const zips = readdirSync(cache).filter((file) => file.endsWith('.zip'));
  zips.forEach((zip, n) => copyFileSync(join(cache, zip), join(packages, `${n}.zip`)));

  const rounds = { cold: [], warm: [], theirs: [], aloneCold: [], aloneWarm: [], aloneTheirs: [] };
  for (let round = 0; round < ROUNDS; round++) {
    rounds.cold.push(emptied(() => fresh(described)));
    rounds.warm.push(fresh(described));
    rounds.aloneCold.push(emptied(alone));
    rounds.aloneWarm.push(alone());
    const theirs = fresh(byHand);
    rounds.theirs.push(theirs);
    rounds.aloneTheirs.push({ time: theirs.time - fresh(byHand, packages).time });
  }
  const { theirs, aloneTheirs } = rounds;
  const compared = (label, ours, other, least) =>
    line(`${name}: ${label}`, ratio({ ours, theirs: other }, 'time', true), 'ms', { least });
  return [
    compared('synthesis, cold', rounds.cold, theirs, 10),
    compared('synthesis, warm', rounds.warm, theirs, 25),
    compared('bundling alone, cold', rounds.aloneCold, aloneTheirs),
    compared('bundling alone, warm', rounds.aloneWarm, aloneTheirs, 100),
  ];
}

export default async function bench() {
  const lines = [
    ...(await inFolder((folder) => compare('small', small, folder))),
    ...(await inFolder((folder) => compare('Hono and Luxon', libraries, folder))),
  ];
  return [
    `${COUNT} functions with a handler each, in one process that synthesizes one stack, beside ${COUNT} of the CDK's`,
    '`NodejsFunction` with the esbuild of the project. That keeps no bundles between processes, so that the same time',
    "stands beside faasade's empty (cold) and filled (warm) cache. Bundling alone leaves out the constructs: on the right,",
    "the time is that of synthesis less that with prebuilt zips; on the left, that of faasade's bundler in a process of",
    `its own, its loading included. ${ROUNDS} rounds. Ratios say how many times as long the right side takes.`,
    '',
    table(lines, '`NodejsFunction`'),
  ].join('\n');
}
