// Runs all benches, or those named: node bench/run.mjs [import] [synthesis] [bundling] [adapter] [clients] [example]
import { write } from './report.mjs';

const benches = ['import', 'synthesis', 'bundling', 'adapter', 'clients', 'example'];
const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !benches.includes(name));
if (unknown.length > 0) throw new Error(`No such bench: ${unknown.join(', ')}. There are ${benches.join(', ')}.`);

for (const name of chosen.length > 0 ? chosen : benches) {
  console.log(`${name}…`);
  const { default: bench } = await import(`./${name}.mjs`);
  const text = await bench();
  console.log(`\n${text}\n`);
  write(benches, { [name]: text });
}
