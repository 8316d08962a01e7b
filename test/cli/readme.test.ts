import { readFileSync } from 'fs';
import { join } from 'path';
import { parityMarkdown } from '../../src/cli/parity-markdown';
import { tables } from '../../src/cli/tables';

test('the README has the parity table that `faasade parity --markdown` prints', () => {
  const readme = readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8');
  const [, table] = /<!-- parity -->\n([^]*?)<!-- \/parity -->/.exec(readme) ?? [];
  expect(table?.trim()).toBe(parityMarkdown(tables).trim());
});
