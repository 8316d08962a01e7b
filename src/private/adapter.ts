import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { linkKeys } from './contract';
import type { FunctionSpec } from './spec';

/**
 * A cloud's built adapter, which stands in front of the user's code in every package, and what it loads later. What
 * traces is large, and in the packages of functions that are traced only.
 */
export function adapterFiles(cloud: string, { tracing }: FunctionSpec): Record<string, string> {
  const folder = built(cloud);
  const names = readdirSync(folder).filter(
    (name) => name.endsWith('.js') && !name.startsWith('client-') && (tracing || name !== 'tracing.js'),
  );
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** Where a cloud's built clients are, by kind: large, and read only for packages that use them. */
export function clientPaths(cloud: string): Record<string, string> {
  return Object.fromEntries(Object.keys(linkKeys).map((kind) => [kind, join(built(cloud), `client-${kind}.js`)]));
}

/** Where the built code of what the library itself runs on a cloud is. */
export function controllerFolder(cloud: string, name: string): string {
  return join(built(cloud), name);
}

function built(cloud: string): string {
  return join(__dirname, '../..', 'handler', 'dist', cloud);
}
