import { execFileSync } from 'child_process';
import { readFileSync } from 'fs';
import { join } from 'path';

test('the table is what scripts/windows-zones.mjs makes of CLDR', () => {
  const root = join(__dirname, '..', '..');
  const printed = execFileSync(process.execPath, [join(root, 'scripts', 'windows-zones.mjs'), '--print']).toString();
  expect(readFileSync(join(root, 'src', 'azure', 'windows-zones.ts'), 'utf8')).toBe(printed);
});
