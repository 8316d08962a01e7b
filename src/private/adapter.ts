import { readFileSync } from 'fs';
import { join } from 'path';

/** The built adapter of a cloud: the file that stands in front of the user's bundle in every package. */
export function adapterFile(cloud: string): string {
  return readFileSync(join(packageRoot(), 'handler', 'dist', cloud, 'index.js'), 'utf8');
}

/** The folder of this package, from the source tree and from the published index alike. */
function packageRoot(): string {
  return join(__dirname, __dirname.endsWith('private') ? '../..' : '..');
}
