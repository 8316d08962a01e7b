// Tables of `RESULTS.md`. A run replaces the sections of the benches that it ran, and leaves the others.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('RESULTS.md', import.meta.url));

const intro = `# Results

Written by \`npm run bench\`. Every line compares faasade with what one would do instead, on the same machine: the two
sides take turns, each in a fresh process unless the text says otherwise. Times and memory are medians, a ratio is the
median of the pairs' ratios, and the brackets hold the lowest and the highest of these.
`;

const units = {
  ms: (value) => (value < 100 ? `${value.toFixed(1)} ms` : value < 10_000 ? `${value.toFixed(0)} ms` : units.s(value)),
  s: (value) => `${(value / 1000).toFixed(1)} s`,
  µs: (value) => `${value.toFixed(1)} µs`,
  MiB: (value) => `${value.toFixed(0)} MiB`,
  B: (value) => `${value} B`,
  KB: (value) => `${value.toFixed(2)} KB`,
  MB: (value) => `${value.toFixed(2)} MB`,
};

const amount = (value, unit) => (value === undefined ? '' : units[unit](value));
const times = (value) => `${value < 10 ? value.toFixed(2) : value.toFixed(value < 100 ? 1 : 0)}x`;

/**
 * A line of a table. `target` is `{ most }` or `{ least }`, of the ratio, or of the amount where there is none.
 */
export function line(name, { ours, theirs, ratio, spread }, unit, target = {}) {
  const judged = ratio ?? ours;
  const { most, least } = target;
  const met = most === undefined && least === undefined ? '' : (most ?? Infinity) >= judged && judged >= (least ?? 0);
  const bound = ratio === undefined ? (value) => units[unit](value) : times;
  const cells = [
    name,
    amount(ours, unit),
    amount(theirs, unit),
    ratio === undefined ? '' : `${times(ratio)}${spread ? ` [${spread.map(times).join(' – ')}]` : ''}`,
    most !== undefined ? `≤ ${bound(most)}` : least !== undefined ? `≥ ${bound(least)}` : '',
    met === '' ? '' : met ? 'yes' : '**no**',
  ];
  return `| ${cells.join(' | ')} |`;
}

export function table(lines, instead = 'instead') {
  return [`| | faasade | ${instead} | ratio | target | met |`, '| - | -: | -: | -: | -: | - |', ...lines].join('\n');
}

/** Writes the sections of a run into the file, in the order of `names`. */
export function write(names, sections) {
  const known = new Map();
  for (const section of existsSync(file)
    ? readFileSync(file, 'utf8')
        .split(/^(?=## )/m)
        .slice(1)
    : []) {
    known.set(/^## (.*)/.exec(section)[1], section.trim());
  }
  for (const [name, text] of Object.entries(sections)) known.set(name, `## ${name}\n\n${text}\n\n${machine()}`);
  const ordered = names.filter((name) => known.has(name)).map((name) => known.get(name));
  writeFileSync(file, `${[intro.trim(), ...ordered].join('\n\n')}\n`);
}

function machine() {
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB of memory`;
  return `Measured on ${cpus().length} cores, ${memory}, Node ${process.version.slice(1)}, ${process.platform} ${process.arch}.`;
}
