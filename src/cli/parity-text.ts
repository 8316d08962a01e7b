import { Note, parity, ParityCell } from './parity';
import type { CloudTable } from './tables';
import { Cell, indent, Paint, Style, table } from './text';

const legend = [
  'exact    as described',
  'approx.  approximated: otherwise than described, warned about at synthesis',
  'no       unsupported: an error at synthesis',
].join('\n');

const words = { exact: 'exact', approximated: 'approx.', unsupported: 'no' } as const;

/** The parity table and its reasons, for a terminal. */
export function parityText(tables: readonly CloudTable[], style: Style): string {
  const { clouds, rows, notes } = parity(tables);
  const head = ['Feature', '', ...clouds].map((text) => ({ text, paint: style.bold }));
  const body = rows.map(({ id, title, cells }) => [
    { text: id },
    { text: title },
    ...cells.map((cell) => verdict(cell, style)),
  ]);
  const titles = 1;
  const parts = [table([head, ...body], style.width, [titles]), legend, ...reasons(notes, style)];
  return parts.map((part) => `${part}\n`).join('\n');
}

function verdict({ kind, note }: ParityCell, style: Style): Cell {
  return { text: [words[kind], note].join(' ').trim(), paint: paint(kind, style) };
}

function paint(kind: ParityCell['kind'], style: Style): Paint {
  return { exact: style.dim, approximated: style.yellow, unsupported: style.red }[kind];
}

/** By the numbers in the table. */
function reasons(notes: readonly Note[], style: Style): string[] {
  if (notes.length === 0) return [];
  const rows = notes.map(({ number, id, kind, clouds, reason }) => [
    { text: String(number).padStart(String(notes.length).length) },
    { text: words[kind], paint: paint(kind, style) },
    { text: id },
    { text: clouds.join('\n') },
    { text: reason },
  ]);
  const reason = 4;
  return [`${style.bold('Reasons')}\n${indent(table(rows, style.width - 2, [reason]))}`];
}
