import { parity, ParityCell } from './parity';
import type { CloudTable } from './tables';

/** The parity table for the README, which has it between `<!-- parity -->` and `<!-- /parity -->`. */
export function parityMarkdown(tables: readonly CloudTable[]): string {
  const { clouds, rows, notes } = parity(tables);
  return [
    row(['Feature', 'Id', ...clouds]),
    row(['---', '---', ...clouds.map(() => '---')]),
    ...rows.map(({ id, title, cells }) => row([title, `\`${id}\``, ...cells.map(verdict)])),
    '',
    ...notes.map(
      ({ number, id, kind, clouds: of, reason }) => `${number}. ${of.join(', ')}, \`${id}\`, ${kind}: ${reason}`,
    ),
    ...(notes.length > 0 ? [''] : []),
  ].join('\n');
}

function verdict({ kind, note }: ParityCell): string {
  return note === undefined ? kind : `${kind} <sup>${note}</sup>`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |`;
}
