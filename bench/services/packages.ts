// Bundles entries for each cloud without any construct: node packages.js <handler/dist>. Prints bytes and hashes as JSON.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundlePackage } from '../../src/bundle';

const dist = process.argv[2]!;

function made(cloud: string, entry: string, withClients: boolean) {
  const folder = join(dist, cloud);
  const names = readdirSync(folder).filter((name) => name.endsWith('.js'));
  const adapter = names.filter((name) => !name.startsWith('client-'));
  const clients = withClients ? names.filter((name) => name.startsWith('client-')) : [];
  const { bytes, hash } = bundlePackage(
    entry,
    {},
    {
      cloud,
      nodeTarget: 'node22',
      external: ['@aws-sdk/*', '@smithy/*'],
      files: Object.fromEntries(adapter.map((name) => [name, readFileSync(join(folder, name), 'utf8')])),
      clients: Object.fromEntries(clients.map((name) => [/^client-(\w+)/.exec(name)![1]!, join(folder, name)])),
      install: 'build',
    },
  );
  return { bytes, hash };
}

const results = ['aws', 'azure', 'google'].map((cloud) => ({
  cloud,
  without: made(cloud, 'src/plain.ts', false),
  available: made(cloud, 'src/plain.ts', true),
  used: made(cloud, 'src/sends.ts', true),
}));
console.log(JSON.stringify(results));
