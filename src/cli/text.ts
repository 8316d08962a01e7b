import Table from 'cli-table3';

/** How text is shown: its width, and colours where they are wanted. */
export interface Style {
  readonly width: number;
  readonly bold: Paint;
  readonly dim: Paint;
  readonly yellow: Paint;
  readonly red: Paint;
}

export type Paint = (text: string) => string;

export interface Cell {
  readonly text: string;
  readonly paint?: Paint;
  /** Takes all columns from its own to the last. */
  readonly wide?: boolean;
}

/** `unknown` is for pipes and files. */
const limits = { least: 80, unknown: 100, most: 140 };
const gap = 2;

export function style(colour: boolean, columns: number = limits.unknown): Style {
  const code =
    (open: number, close: number): Paint =>
    (text) =>
      colour ? `\u001b[${open}m${text}\u001b[${close}m` : text;
  return {
    width: Math.min(Math.max(columns, limits.least), limits.most),
    bold: code(1, 22),
    dim: code(2, 22),
    yellow: code(33, 39),
    red: code(31, 39),
  };
}

/**
 * Rows without borders. Columns are as wide as their text, but for those of `flexible`, which share what is left:
 * `fill` makes them take all of it.
 */
export function table(
  rows: readonly (readonly Cell[])[],
  width: number,
  flexible: readonly number[],
  { fill = false } = {},
): string {
  const columns = Math.max(...rows.map((row) => row.length));
  const natural = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => (row[column] && !row[column].wide ? longestLine(row[column].text) : 1))),
  );
  const fixed = natural.reduce((sum, n, column) => (flexible.includes(column) ? sum : sum + n), 0);
  const share = Math.floor((width - fixed - gap * (columns - 1)) / flexible.length);
  const widths = natural.map((n, column) => {
    if (!flexible.includes(column)) return n;
    return Math.max(fill ? share : Math.min(share, n), 10);
  });
  return draw(rows, widths);
}

/** An indented block: every line of it. */
export function indent(text: string, by = 2): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(by));
}

function draw(rows: readonly (readonly Cell[])[], widths: readonly number[]): string {
  const none = { top: '', 'top-mid': '', 'top-left': '', 'top-right': '', left: '', 'left-mid': '', right: '' };
  const rest = { bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '', mid: '', 'mid-mid': '' };
  const drawn = new Table({
    chars: { ...none, ...rest, 'right-mid': '', middle: ' ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': gap - 1 },
    colWidths: widths.map((width) => width + gap - 1),
    wordWrap: true,
  });
  for (const row of rows) drawn.push(row.map((cell, column) => drawnCell(cell, column, widths)));
  return drawn.toString().replace(/ +$/gm, '');
}

function drawnCell({ text, wide, paint = (plain) => plain }: Cell, column: number, widths: readonly number[]) {
  const spanned = wide ? widths.slice(column) : [widths[column]];
  const width = spanned.reduce((sum, n) => sum + n + gap, -gap);
  return { content: paint(breakWords(text, width)), colSpan: spanned.length };
}

/** Names longer than their column go on in the next line, after a separator if they have one: nothing is cut. */
function breakWords(text: string, width: number): string {
  const parts = new RegExp(`.{1,${width}}(?<=[/_.:,-])|.{1,${width}}`, 'g');
  return text.replace(/\S+/g, (word) => (word.length > width ? word.match(parts)!.join('\n') : word));
}

function longestLine(text: string): number {
  return Math.max(...text.split('\n').map((line) => line.length));
}
