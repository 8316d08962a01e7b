import type * as fflate from 'fflate';

/** Noon, so that the local time that a zip holds is the same day in every zone. */
const TIME = new Date(1980, 0, 1, 12);

const UNIX = 3;

/** A regular file, 0644, in the upper half of the external attributes. */
const MODE = 0o100644 * 0x10000;

/** The same files are the same bytes, wherever and whenever they are zipped. */
export function zip(files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  // Loaded here because a package that comes from the cache needs no zip.
  const { strToU8, zipSync } = require('fflate') as typeof fflate; // eslint-disable-line @typescript-eslint/no-require-imports
  const entries = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  const bytes = entries.map(([name, data]) => [name, typeof data === 'string' ? strToU8(data) : data]);
  return zipSync(Object.fromEntries(bytes), { mtime: TIME, os: UNIX, attrs: MODE });
}
