import { readFileSync } from 'fs';
import { join } from 'path';

/** The built adapter of a cloud: the file that stands in front of the user's bundle in every package. */
export function adapterFile(cloud: string): string {
  return readFileSync(join(__dirname, '../..', 'handler', 'dist', cloud, 'index.js'), 'utf8');
}
