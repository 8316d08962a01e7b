// The AWS adapter: its size, what loading it costs, and one invocation beside that of other adapters.
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { adapter, part } from '../handler/build.mjs';
import { inFolder, median, pairs, ratio, run } from './measure.mjs';
import { line, table } from './report.mjs';

const PROCESSES = 5;
const LOADS = 21;
const rounds = fileURLToPath(new URL('adapter-rounds.mjs', import.meta.url));

const handler = `exports.default = {
  async fetch(request) { return Response.json({ ok: true, path: new URL(request.url).pathname }); },
  async queue(batch) { for (const message of batch.messages) if (message.body.fail) message.retry(); },
};`;

/** A handler of some size, with its source map as packages hold it. */
const app = {
  contents: `import { Hono } from 'hono'; export default new Hono().get('/', (c) => c.json({ ok: true }));`,
  resolveDir: fileURLToPath(new URL('.', import.meta.url)),
};

const load = `const start = performance.now(); require('./index.js'); console.log(performance.now() - start);`;

export default function bench() {
  return inFolder(async (folder) => {
    const outfile = join(folder, 'index.js');
    await build(adapter('aws', { outfile, minify: true, logLevel: 'error' }));
    await build(part('aws', 'tracing', { outfile: join(folder, 'tracing.js'), logLevel: 'error' }));
    writeFileSync(join(folder, 'handler.js'), handler);
    const triggers = { contract: 1, t: 30, h: [['', '/*']], q: { jobs: { i: 'Jobs' } } };
    const env = { FAASADE_TRIGGERS: JSON.stringify(triggers) };
    const loads = Array.from({ length: LOADS }, () => Number(run(['--eval', load], { cwd: folder, env }).output));
    // In turn, so that a busy machine slows both.
    const traced = { ...env, FAASADE_TRACING: '{}', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318' };
    const both = pairs(
      LOADS,
      () => ({ time: Number(run(['--eval', load], { cwd: folder, env: traced }).output) }),
      () => ({ time: Number(run(['--eval', load], { cwd: folder, env }).output) }),
    );
    const mapped = join(folder, 'mapped');
    await build(adapter('aws', { outfile: join(mapped, 'index.js'), minify: true, logLevel: 'error' }));
    await build({
      ...{ stdin: app, outfile: join(mapped, 'handler.js'), bundle: true, platform: 'node', format: 'cjs' },
      ...{ sourcemap: 'linked', sourcesContent: false },
    });
    const http = { FAASADE_TRIGGERS: JSON.stringify({ contract: 1, t: 30, h: [['', '/*']] }) };
    const loadMapped = (before) => ({
      time: Number(run(['--eval', `${before}${load}`], { cwd: mapped, env: http }).output),
    });
    const stacks = pairs(
      LOADS,
      () => loadMapped(''),
      () => loadMapped('process.setSourceMapsEnabled = () => undefined;'),
    );
    // The adapter tells of its cold start there too.
    const measured = (output) => output.split('\n').find((line) => line.startsWith('{"http"'));
    const runs = Array.from({ length: PROCESSES }, () => JSON.parse(measured(run([rounds, folder], { env }).output)));
    const against = (event) =>
      Object.keys(runs[0][event])
        .filter((name) => name !== 'ours')
        .map((name) => {
          const times = runs.map((one) => one[event]);
          const sides = {
            ours: times.map(({ ours }) => ({ ours })),
            theirs: times.map((one) => ({ ours: one[name] })),
          };
          return line(
            `${event === 'http' ? 'HTTP request' : 'SQS batch of 10'}: ${name}`,
            ratio(sides, 'ours', true),
            'µs',
            { least: 1 },
          );
        });
    return [
      'The adapter in front of every handler on AWS, minified as it is not in packages, and one warm invocation beside that',
      `of other adapters with the same handler, in turn in one process; ${PROCESSES} processes, ${LOADS} for loading. Ratios say`,
      'how many times as long the other takes.',
      '',
      table(
        [
          line('size', { ours: statSync(outfile).size / 1000 }, 'KB', { most: 10 }),
          line('loading', { ours: median(loads) }, 'ms', { most: 5 }),
          line('loading, traced: not traced', ratio(both, 'time', true), 'ms'),
          line('loading, stacks by the source map: not', ratio(stacks, 'time', true), 'ms'),
          ...against('http'),
          ...against('batch'),
        ],
        'other adapter',
      ),
    ].join('\n');
  });
}
