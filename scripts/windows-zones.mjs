/**
 * Writes src/azure/windows-zones.ts from CLDR: which IANA time zones each of Windows' time zones stands for, aliases
 * included. Run it after an update of cldr-core and cldr-bcp47; with `--print`, it prints instead.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const read = (file) => JSON.parse(readFileSync(require.resolve(file), 'utf8'));

const { version, windowsZones } = read('cldr-core/supplemental/windowsZones.json').supplemental;
const { tz } = read('cldr-bcp47/bcp47/timezone.json').keyword.u;

const words = (text = '') => text.split(' ').filter(Boolean);
const aliases = new Map(Object.values(tz).flatMap(({ _alias }) => words(_alias).map((name) => [name, words(_alias)])));
/** CLDR gives them to the zone nearest to them, whose clocks are others. */
const apart = ['America/Scoresbysund', 'Antarctica/Casey', 'Antarctica/Vostok'];
const zones = new Map();
for (const { mapZone } of windowsZones.mapTimezones) {
  const names = words(mapZone._type)
    .filter((name) => !apart.includes(name))
    .flatMap((name) => aliases.get(name) ?? [name]);
  zones.set(mapZone._other, new Set([...(zones.get(mapZone._other) ?? []), ...names]));
}

const quoted = (name) => (/\W/.test(name) ? `'${name}'` : name);
const rows = [...zones]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([windows, names]) => `  ${quoted(windows)}: '${[...names].sort().join(' ')}',`)
  // As prettier breaks them.
  .map((row) => (row.length > 120 && row.startsWith("  '") ? row.replace(': ', ':\n    ') : row));

const text = `/**
 * The IANA time zones that each of Windows' time zones stands for. Made by scripts/windows-zones.mjs from CLDR
 * ${version._cldrVersion}, which is © Unicode, Inc., under https://www.unicode.org/license.txt.
 */
export const windowsZones: Readonly<Record<string, string>> = {
${rows.join('\n')}
};
`;

if (process.argv.includes('--print')) process.stdout.write(text);
else writeFileSync(fileURLToPath(new URL('../src/azure/windows-zones.ts', import.meta.url)), text);
