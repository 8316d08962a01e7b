// node package.mjs <cloud> <entry or package> <folder> <clients>…: writes a function's package, or takes the one that
// synthesis made, and the driver that plays its cloud. Clients by name, `client-queue`, and `tracing`.
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { unzipSync } from 'fflate';
import { adapter, part, parts } from '../../../handler/build.mjs';

const [cloud, entry, folder, ...clients] = process.argv.slice(2);
const here = fileURLToPath(new URL('.', import.meta.url));
const common = { bundle: true, platform: 'node', format: 'cjs', target: 'node20', sourcemap: true, logLevel: 'error' };

symlinkSync(join(here, '../../../node_modules'), join(folder, 'node_modules'), 'junction');
if (entry.endsWith('.zip')) {
  const files = Object.entries(unzipSync(readFileSync(entry)));
  for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
} else {
  await Promise.all([
    build(adapter(cloud, { outfile: join(folder, 'index.js') })),
    ...parts(cloud)
      .filter((name) => !/^(client-|tracing$)/.test(name) || clients.includes(name))
      .map((name) => build(part(cloud, name, { outfile: join(folder, `${name}.js`) }))),
    build({ ...common, entryPoints: [entry], outfile: join(folder, 'handler.js') }),
  ]);
}
await build({
  ...common,
  entryPoints: [join(here, 'driver', `${cloud}.ts`)],
  outfile: join(folder, 'driver.js'),
  external: ['@google-cloud/*', '@azure/functions-core'],
});
