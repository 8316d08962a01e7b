import { existsSync, readFileSync } from 'fs';
import { join, resolve } from 'path';
import { gunzipSync } from 'zlib';

export const root = resolve(__dirname, '..');

/** Fails where nothing was built: these tests read what is published, not the sources. */
export function requireBuilt(...files: readonly string[]): void {
  for (const file of files) {
    if (!existsSync(join(root, file))) throw new Error(`${file} is missing: run npm run assemble first.`);
  }
}

/** The jsii assembly, as other languages read it. */
export function assembly(): any {
  requireBuilt('.jsii');
  const parsed = JSON.parse(readFileSync(join(root, '.jsii'), 'utf8'));
  if (parsed.schema !== 'jsii/file-redirect') return parsed;
  return JSON.parse(gunzipSync(readFileSync(join(root, parsed.filename))).toString());
}
