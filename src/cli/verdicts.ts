import { within } from './groups';
import { indent, Style, table } from './text';
import type { WarningRecord } from '../private/warnings';

interface Judged {
  readonly path: string;
  readonly stack: string;
  readonly cloud: string;
  readonly verdicts: readonly WarningRecord[];
}

/** What clouds do otherwise than described: each difference once, with all constructs that it concerns. */
export function verdicts(entries: readonly Judged[], style: Style): string {
  const found = new Map<string, { id: string; cloud: string; message: string; names: Set<string> }>();
  for (const { cloud, path, stack, verdicts: list } of entries) {
    for (const { id, message: text, acknowledged } of list) {
      const message = acknowledged === undefined ? text : `${text}\nAccepted: ${acknowledged}`;
      const key = JSON.stringify([id, cloud, message]);
      const { names } = found.get(key) ?? { names: new Set() };
      found.set(key, { id, cloud, message, names: names.add(within(stack, path)) });
    }
  }
  if (found.size === 0) return 'Everything is as described on every cloud.';
  const rows = [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { id, cloud, message, names }]) => [
      { text: id, paint: style.yellow },
      { text: cloud },
      { text: `${message}\n(${[...names].join(', ')})` },
    ]);
  const messages = 2;
  return `${style.bold('Approximations')}\n${indent(table(rows, style.width - 2, [messages]))}`;
}
