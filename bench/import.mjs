// Importing the package, beside importing the one package that every construct library imports.
import { join } from 'node:path';
import { inFolder, pairs, ratio, root, run } from './measure.mjs';
import { line, table } from './report.mjs';

const PAIRS = 41;
const engines = ['aws-cdk-lib', 'cdktf', '@cdktf', 'esbuild', 'acorn', 'fflate'];

/** The time in the process, so that Node's own start does not stand on both sides; and what is loaded afterwards. */
const code = (name) => `
  const [start, used] = [performance.now(), process.cpuUsage()];
  require(${JSON.stringify(name)});
  const [time, { user, system }] = [performance.now() - start, process.cpuUsage(used)];
  console.log(JSON.stringify({ time, cpu: (user + system) / 1000, loaded: Object.keys(require.cache) }));`;

function measure(name) {
  const { memory, output } = run(['--eval', code(name)]);
  const { time, cpu, loaded } = JSON.parse(output);
  const packages = engines.filter((engine) => loaded.some((file) => file.includes(join('node_modules', engine, '/'))));
  if (packages.length > 0) throw new Error(`Importing ${name} loads ${packages.join(', ')}.`);
  return { time, cpu, memory };
}

export default function bench() {
  return inFolder(() => {
    const faasade = join(root, 'lib/index.js');
    [faasade, 'constructs'].forEach(measure);
    const results = pairs(
      PAIRS,
      () => measure(faasade),
      () => measure('constructs'),
    );
    return [
      `\`require\` of the built package, its own import of constructs included, beside \`require('constructs')\`:`,
      `${PAIRS} pairs. None of ${engines.join(', ')} is loaded afterwards (checked in every process).`,
      '',
      table(
        [
          line('time', ratio(results, 'time'), 'ms', { most: 2 }),
          line('CPU time', ratio(results, 'cpu'), 'ms'),
          line('peak memory', ratio(results, 'memory'), 'MiB'),
        ],
        'constructs',
      ),
    ].join('\n');
  });
}
