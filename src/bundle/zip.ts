import type * as fflate from 'fflate';
import type { Files } from './types';

/** Noon, so that the local time that a zip holds is the same day in every zone. */
const TIME = new Date(1980, 0, 1, 12);

const UNIX = 3;

/** Regular files, 0644 and 0755, in the upper half of the external attributes. */
const MODES = { plain: 0o100644 * 0x10000, program: 0o100755 * 0x10000 };

/** What a program begins with: `#!`, or the mark of a Linux binary. */
const PROGRAMS = [
  [0x23, 0x21],
  [0x7f, 0x45, 0x4c, 0x46],
];

/** The same files are the same bytes, wherever and whenever they are zipped. */
export function zip(files: Files, { compress = true } = {}): Uint8Array {
  // Loaded here because a package that comes from the cache needs no zip.
  const { strToU8, zipSync } = require('fflate') as typeof fflate; // eslint-disable-line @typescript-eslint/no-require-imports
  const entries = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  const zipped = entries.map(([name, data]): [string, fflate.ZippableFile] => {
    const bytes = typeof data === 'string' ? strToU8(data) : data;
    return [name, [bytes, { attrs: isProgram(bytes) ? MODES.program : MODES.plain }]];
  });
  return zipSync(Object.fromEntries(zipped), { mtime: TIME, os: UNIX, level: compress ? 6 : 0 });
}

export function unzip(bytes: Uint8Array): Files<Uint8Array> {
  const { unzipSync } = require('fflate') as typeof fflate; // eslint-disable-line @typescript-eslint/no-require-imports
  return unzipSync(bytes);
}

/** By what is in it: modes on disk depend on the machine. */
function isProgram(bytes: Uint8Array): boolean {
  return PROGRAMS.some((mark) => mark.every((byte, index) => bytes[index] === byte));
}
