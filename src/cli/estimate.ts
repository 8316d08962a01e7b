import type { Costs, NamedCost } from './costs';
import { Cell, indent, Style, table } from './text';
import { pricings } from '../pricing/clouds';

/** What a description costs in each place, for people. */
export function estimateText(costs: Costs, style: Style): string {
  const { functions, shared, cheapest, notes } = costs;
  const places = [...new Set([...functions, ...shared].map(({ place }) => place))];
  const all = [...functions, ...shared];
  const names = [...new Set(all.map(({ name }) => name))];
  const find = (name: string, place: string) => all.filter((cost) => cost.name === name && cost.place === place);
  const cell = (usd: number | undefined): Cell => ({ text: usd === undefined ? '' : money(usd) });
  const rows: Cell[][] = [
    [{ text: 'USD a month', paint: style.bold }, ...places.map((place) => ({ text: place, paint: style.bold }))],
    ...names.map((name) => [
      { text: name },
      ...places.map((place) => cell(find(name, place)[0] && sum(find(name, place)))),
    ]),
    [
      { text: 'together', paint: style.bold },
      ...places.map((place) => ({ text: money(sum(all.filter((cost) => cost.place === place))), paint: style.bold })),
    ],
  ];
  const blocks = [
    table(rows, style.width, [0]),
    `${style.bold('What it is made of')}\n${indent(
      table(
        places.map((place) => dominant(place, all)),
        style.width - 2,
        [1],
      ),
    )}`,
    readiness(functions, style),
    ...(cheapest.length > 0 ? [`${style.bold('The cheapest')}\n${indent(rangesOf(costs).join('\n'))}`] : []),
    notes.map((note) => style.dim(note)).join('\n'),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** The lines that cost the most, of everything in one place. */
function dominant(place: string, all: readonly NamedCost[]): Cell[] {
  const byId = new Map<string, number>();
  const here = all.filter((cost) => cost.place === place);
  for (const { id, usd } of here.flatMap(({ lines }) => lines)) byId.set(id, (byId.get(id) ?? 0) + usd);
  const whole = sum(here);
  const parts = [...byId]
    .sort(([, a], [, b]) => b - a)
    .slice(0, 4)
    .map(([id, usd]) => `${id} ${money(usd)} (${Math.round((usd / whole) * 100)} %)`);
  return [{ text: place }, { text: parts.join(', ') || 'nothing' }];
}

/** What waiting instances cost, and how requests fare with them. */
function readiness(functions: readonly NamedCost[], style: Style): string {
  const heading = ['Ready instances', '', 'waiting', 'at work', 'start cold', 'mean'];
  const rows = functions.map(({ name, place, lines, performance }) => {
    const idle = lines.filter(({ id }) => id === 'warm').reduce((total, { usd }) => total + usd, 0);
    const { concurrency, coldShare, seconds } = performance!;
    const cells = [money(idle), round(concurrency), `${round(coldShare * 100)} %`, `${Math.round(seconds * 1000)} ms`];
    return [name, place, ...cells].map((text) => ({ text }));
  });
  return table([heading.map((text) => ({ text, paint: style.bold })), ...rows], style.width, [0]);
}

/** Where which place is the cheapest, in words. */
export function rangesOf({ cheapest, byRequests }: Costs): string[] {
  return cheapest.map(({ place, from }, index) => {
    const next = cheapest[index + 1]?.from;
    const at = from === 0 ? (next ?? 1e6) : from;
    return `${place} ${between(from, next)} (${money(byRequests[place]!(at))} USD at ${count(at)})`;
  });
}

function between(from: number, to: number | undefined): string {
  if (to === undefined) return from === 0 ? 'whatever the requests' : `from ${count(from)} requests a month on`;
  return from === 0 ? `up to ${count(to)} requests a month` : `from ${count(from)} to ${count(to)} requests a month`;
}

/** `{ functions: [{ name, cloud, usd, lines: [{ id, usd }] }] }`, and what stands beside them. */
export function estimateJson({ functions, shared, cheapest, notes }: Costs): string {
  const entry = ({ name, cloud, stack, usd, lines, performance }: NamedCost) => ({
    name,
    cloud,
    stack,
    usd,
    lines,
    ...(performance && { performance }),
  });
  const prices = Object.fromEntries(
    Object.entries(pricings).map(
      ([
        cloud,
        {
          table: { date },
        },
      ]) => [cloud, date],
    ),
  );
  return `${JSON.stringify({ functions: functions.map(entry), shared: shared.map(entry), cheapest, prices, notes }, undefined, 2)}\n`;
}

function sum(costs: readonly NamedCost[]): number {
  return costs.reduce((total, { usd }) => total + usd, 0);
}

/** With cents, and below one with two figures. */
export function money(usd: number): string {
  if (usd >= 0.005 || usd === 0) {
    return usd.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  }
  return usd.toPrecision(1);
}

/** 1.2k, 3.4M. */
export function count(n: number): string {
  return n.toLocaleString('en', { notation: 'compact', maximumSignificantDigits: 2 });
}

function round(n: number): string {
  return n.toLocaleString('en', { maximumSignificantDigits: 2 });
}
