import { placeName } from './groups';
import { indent, Style, table } from './text';
import type { ResourceRecord } from '../private/target';

/** A label, and what to show of each place. A row that is empty for all of them is left out. */
export type Row<T> = readonly [label: string, show: (place: T) => string];

export interface Block<T> {
  readonly kind: string;
  readonly name: string;
  readonly about?: string;
  readonly places: readonly T[];
  readonly rows: readonly Row<T>[];
}

interface Place {
  readonly path: string;
  readonly cloud: string;
  readonly stack: string;
  /** Absent where others list them. */
  readonly resources?: readonly ResourceRecord[];
}

/** A narrower column would break most names. */
const LEAST_COLUMN = 24;

/** A description with its places side by side, and below each other the resources of each. */
export function block<T extends Place>({ kind, name, about, places, rows }: Block<T>, style: Style): string {
  const heading = `${kind} ${style.bold(name)}${about ? style.dim(`  ${about}`) : ''}`;
  const width = style.width - 2;
  const label = Math.max(...rows.map(([text]) => text.length));
  const most = Math.max(1, Math.floor((width - label) / (LEAST_COLUMN + 2)));
  const parts = [];
  for (let start = 0; start < places.length; start += most) {
    parts.push(sideBySide(places.slice(start, start + most), rows, width, style));
  }
  const listed = places.some((place) => place.resources) ? [resources(places, width, style)] : [];
  return [heading, ...[...parts, ...listed].map((part) => indent(part))].join('\n');
}

/** Where all places have the same, it is written once. */
function sideBySide<T extends Place>(
  places: readonly T[],
  rows: readonly Row<T>[],
  width: number,
  style: Style,
): string {
  const head = ['', ...places.map(({ cloud }) => cloud)].map((text) => ({ text, paint: style.bold }));
  const body = rows.flatMap(([label, show]) => {
    const shown = places.map(show);
    if (shown.every((text) => text === '')) return [];
    const same = shown.every((text) => text === shown[0]);
    const cells = same ? [{ text: shown[0], wide: true }] : shown.map((text) => ({ text }));
    return [[{ text: label }, ...cells]];
  });
  const flexible = places.map((_, place) => place + 1);
  return table([head, ...body], width, flexible, { fill: true });
}

function resources(places: readonly Place[], width: number, style: Style): string {
  const rows = places.flatMap((place) =>
    (place.resources ?? []).map(({ type, name }, index) => [
      { text: index === 0 ? placeName(place, places) : '' },
      { text: type },
      { text: name },
    ]),
  );
  if (rows.length === 0) return 'no resources';
  const names = 2;
  return `${style.bold('resources')}\n${indent(table(rows, width - 2, [names]))}`;
}
