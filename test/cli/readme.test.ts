import { readFileSync } from 'fs';
import { join } from 'path';
import { parityMarkdown } from '../../src/cli/parity-markdown';
import { synthesis } from '../../src/cli/read';
import { tables } from '../../src/cli/tables';

const readme = readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8');

test('the README has the parity table that `faasade parity --markdown` prints', () => {
  const [, table] = /<!-- parity -->\n([^]*?)<!-- \/parity -->/.exec(readme) ?? [];
  expect(table?.trim()).toBe(parityMarkdown(tables).trim());
});

test('the README names the commands that the command line tells to synthesize with', () => {
  const commands = [...synthesis.matchAll(/`([^`]+)`/g)].map(([, command]) => command!);
  expect(commands).toHaveLength(3);
  for (const command of commands) expect(readme).toContain(command);
});
