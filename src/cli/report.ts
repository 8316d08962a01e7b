import type { Costs, NamedCost } from './costs';
import { count, money, rangesOf } from './estimate';
import { byLine, byRequests, Width } from './plots';

/** A report that needs nothing but its own file. Every plot has the same as a table, for who can't see it. */
export async function report(costs: Costs): Promise<string> {
  const places = Object.keys(costs.byRequests);
  const all = [...costs.functions, ...costs.shared];
  const totals = places.map((place) => [place, money(sum(all.filter((cost) => cost.place === place)))]);
  const scale = [1e4, 1e5, 1e6, 1e7, 1e8, 1e9];
  const lines = [...new Set(all.flatMap((cost) => cost.lines.map(({ id }) => id)))];
  const lineAt = (id: string, place: string) =>
    all
      .filter((cost) => cost.place === place)
      .flatMap((cost) => cost.lines)
      .filter((line) => line.id === id)
      .reduce((total, { usd }) => total + usd, 0);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>What it costs</title>
<style>${styles}</style>
</head>
<body>
<main>
<h1>What it costs</h1>
<p>With ${escape(count(costs.requests))} requests a month, all functions together.</p>
${table('USD a month', ['', ...totals.map(([place]) => place!)], [['together', ...totals.map(([, usd]) => usd!)]])}
<h2>Against requests a month</h2>
${await figure((width) => byRequests(costs, width), ranges(costs))}
<details><summary>As a table</summary>
${table(
  'USD a month by requests a month',
  ['requests', ...places],
  scale.map((many) => [count(many), ...places.map((place) => money(costs.byRequests[place]!(many)))]),
)}
</details>
<h2>What it is made of</h2>
${await figure((width) => byLine(costs, width), 'Of each cloud, the dearest first.')}
<details open><summary>As a table</summary>
${table(
  'USD a month by line',
  ['line', ...places],
  lines.map((id) => [id, ...places.map((place) => money(lineAt(id, place)))]),
)}
</details>
<h2>Functions</h2>
${table('USD a month, and how requests fare', ['function', 'where', 'USD a month', 'of it waiting', 'at work', 'start cold', 'mean'], costs.functions.map(functionRow))}
<h2>Before you believe it</h2>
<ul>${costs.notes.map((note) => `<li>${escape(note)}</li>`).join('')}</ul>
</main>
</body>
</html>
`;
}

function functionRow({ name, place, usd, lines, performance }: NamedCost): string[] {
  const waiting = lines.filter(({ id }) => id === 'warm').reduce((total, line) => total + line.usd, 0);
  const { concurrency, coldShare, seconds } = performance!;
  const round = (n: number) => n.toLocaleString('en', { maximumSignificantDigits: 2 });
  return [
    name,
    place,
    money(usd),
    money(waiting),
    round(concurrency),
    `${round(coldShare * 100)} %`,
    `${Math.round(seconds * 1000)} ms`,
  ];
}

function ranges(costs: Costs): string {
  return costs.cheapest.length > 0 ? `The cheapest: ${rangesOf(costs).join('; ')}.` : '';
}

/** Once for wide screens and once for narrow ones, of which one is shown, and read out. */
async function figure(plot: (width: Width) => Promise<string>, caption: string): Promise<string> {
  const [wide, narrow] = await Promise.all([plot('wide'), plot('narrow')]);
  return `<figure><div class="wide">${wide}</div><div class="narrow">${narrow}</div>
<figcaption>${escape(caption)}</figcaption></figure>`;
}

function table(caption: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const header = head.map((text) => `<th scope="col">${escape(text)}</th>`).join('');
  const body = rows
    .map(
      ([first, ...rest]) =>
        `<tr><th scope="row">${escape(first!)}</th>${rest.map((text) => `<td>${escape(text)}</td>`).join('')}</tr>`,
    )
    .join('\n');
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escape(caption)}"><table><caption>${escape(caption)}</caption><thead><tr>${header}</tr></thead><tbody>
${body}
</tbody></table></div>`;
}

function sum(costs: readonly NamedCost[]): number {
  return costs.reduce((total, { usd }) => total + usd, 0);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Names are the user's own, and may hold anything. */
function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}

const styles = `
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; }
main { max-width: 52rem; margin: 0 auto; padding: 1rem; }
h1, h2 { line-height: 1.2; }
figure { margin: 1rem 0; }
figcaption { color: #444; }
svg { max-width: 100%; height: auto; }
.narrow { display: none; }
@media (max-width: 45rem) { .wide { display: none; } .narrow { display: block; } }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; margin: 0.5rem 0; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: #444; }
th, td { padding: 0.25rem 0.75rem 0.25rem 0; text-align: right; border-bottom: 1px solid #ddd; white-space: nowrap; }
th:first-child { text-align: left; font-weight: 500; }
summary { cursor: pointer; }
`;
