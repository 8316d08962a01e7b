// node package.mjs <cloud> <entry> <folder>: writes a function's package, and the driver that plays its cloud.
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { adapter } from '../../../handler/build.mjs';

const [cloud, entry, folder] = process.argv.slice(2);
const here = fileURLToPath(new URL('.', import.meta.url));
const common = { bundle: true, platform: 'node', format: 'cjs', target: 'node20', sourcemap: true, logLevel: 'error' };

symlinkSync(join(here, '../../../node_modules'), join(folder, 'node_modules'), 'junction');
await Promise.all([
  build(adapter(cloud, { outfile: join(folder, 'index.js') })),
  build({ ...common, entryPoints: [entry], outfile: join(folder, 'handler.js') }),
  build({
    ...common,
    entryPoints: [join(here, 'driver', `${cloud}.ts`)],
    outfile: join(folder, 'driver.js'),
    external: ['@google-cloud/*', '@azure/functions-core'],
  }),
]);
