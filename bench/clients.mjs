// The clients in the handler: what they add to a package, their first call, and `once` beside Powertools' idempotency.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { firstCalls } from './clients-first.mjs';
import { compile, inFolder, project, ratio, root, run } from './measure.mjs';
import { line, table } from './report.mjs';

const PROCESSES = 5;
const dist = join(root, 'handler/dist');
const rounds = fileURLToPath(new URL('clients-once.mjs', import.meta.url));

const entries = {
  'src/plain.ts': `export default { fetch: () => Response.json({ ok: true }) };`,
  'src/sends.ts': `export default {
    async fetch(request: Request, context: any) { await context.queue('Jobs').send({}); return new Response(); },
  };`,
};

/** Bytes that a handler's package has more because there are clients, for one that uses none and for one that sends. */
async function packages() {
  const script = await compile('services/packages.ts');
  return inFolder((folder) => {
    const env = { FAASADE_CACHE_DIR: join(folder, 'cache') };
    const cwd = project(join(folder, 'project'), entries);
    const results = JSON.parse(run([script, dist], { cwd, env }).output);
    return results.flatMap(({ cloud, without, available, used }) => {
      const more = available.bytes - without.bytes;
      if (more === 0 && available.hash !== without.hash) throw new Error(`The bytes on ${cloud} differ.`);
      return [
        line(`${cloud}: bytes more, uses no client`, { ours: more }, 'B', { most: 0 }),
        line(`${cloud}: bytes more, sends to a queue`, { ours: used.bytes - without.bytes }, 'B'),
      ];
    });
  });
}

function once() {
  const runs = Array.from({ length: PROCESSES }, () => JSON.parse(run([rounds, dist]).output));
  return Object.keys(runs[0]).map((name) => {
    const of = (side) => runs.map((one) => ({ time: one[name][side] }));
    return line(name, ratio({ ours: of('ours'), theirs: of('theirs') }, 'time', true), 'µs', { least: 1 });
  });
}

export default async function bench() {
  return [
    'Packages of one handler, bundled where there are clients beside where there are none:',
    '',
    table(await packages()),
    '',
    ...(await firstCalls(dist)),
    '',
    "`once` on a table of DynamoDB beside `makeIdempotent` of Powertools' idempotency, each as it comes, for work that does",
    'nothing: per call, in turn in one process, through the SDK to one DynamoDB that is played in the process in place of its',
    `HTTP client. Both sides ask it twice for a first execution and once for a replay (checked). ${PROCESSES} processes.`,
    'Ratios say how many times as long the other takes.',
    '',
    table(once(), 'Powertools'),
  ].join('\n');
}
