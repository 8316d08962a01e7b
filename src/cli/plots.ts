import type { Costs } from './costs';
import { logSpace } from '../pricing/break-even';

/** Colours that can be told apart also by who sees few, and dashes for who sees none. */
const colours = ['#d55e00', '#0072b2', '#009e73', '#cc79a7', '#e69f00', '#56b4e9'];
const points = 80;

/** How wide a plot is: a narrow one has letters of the same size, so that phones show it as well. */
export type Width = 'wide' | 'narrow';
const widths = { wide: { width: 640, height: 360 }, narrow: { width: 250, height: 260 } };

/** Cost against requests a month, one line for each place. */
export function byRequests({ byRequests: costs, requests }: Costs, size: Width): Promise<string> {
  const places = Object.keys(costs);
  const around = requests > 0 ? requests : 1e6;
  const values = logSpace(Math.min(1e4, around), Math.max(1e9, around), points).flatMap((many) =>
    places.map((place) => ({ many, place, usd: Math.max(costs[place]!(many), 0.01) })),
  );
  return svg('Cost in USD a month against requests a month, one line for each cloud, both axes logarithmic.', {
    ...widths[size],
    data: { values },
    encoding: {
      x: {
        field: 'many',
        type: 'quantitative',
        scale: { type: 'log', nice: false },
        axis: { title: 'requests a month', format: '~s', tickCount: size === 'wide' ? 6 : 3, grid: true },
      },
    },
    layer: [
      {
        mark: { type: 'line', strokeWidth: 2.5, aria: false },
        encoding: {
          y: {
            field: 'usd',
            type: 'quantitative',
            scale: { type: 'log' },
            axis: { title: 'USD a month', format: '~s', tickCount: 6 },
          },
          color: {
            field: 'place',
            type: 'nominal',
            title: null,
            sort: places,
            scale: { range: colours },
            legend: { orient: 'top' },
          },
          strokeDash: { field: 'place', type: 'nominal', title: null, sort: places, legend: { orient: 'top' } },
        },
      },
      {
        data: { values: [{ many: around }] },
        mark: { type: 'rule', strokeDash: [2, 3], color: '#666', aria: false },
      },
    ],
  });
}

/** What each place's cost is made of. */
export function byLine({ functions, shared }: Costs, size: Width): Promise<string> {
  const sums = new Map<string, { place: string; line: string; usd: number }>();
  for (const { place, lines } of [...functions, ...shared]) {
    for (const { id, usd } of lines) {
      const key = JSON.stringify([place, id]);
      sums.set(key, { place, line: id, usd: (sums.get(key)?.usd ?? 0) + usd });
    }
  }
  return svg('Cost in USD a month of each cloud, by what it is made of.', {
    width: widths[size].width,
    height: { step: 44 },
    data: { values: [...sums.values()] },
    mark: { type: 'bar', aria: false },
    encoding: {
      y: { field: 'place', type: 'nominal', axis: { title: null } },
      x: {
        field: 'usd',
        type: 'quantitative',
        aggregate: 'sum',
        axis: { title: 'USD a month', grid: true, tickCount: 4 },
      },
      color: {
        field: 'line',
        type: 'nominal',
        title: null,
        scale: { scheme: 'tableau20' },
        legend: { orient: 'bottom', columns: size === 'wide' ? 6 : 3 },
      },
      order: { field: 'usd', type: 'quantitative', sort: 'descending' },
    },
  });
}

/** A picture without scripts. */
async function svg(description: string, spec: object): Promise<string> {
  const [{ parse, View }, { compile }] = await Promise.all([import('vega'), import('vega-lite')]);
  const font = 'system-ui, sans-serif';
  const config = {
    background: null,
    font,
    axis: { labelFontSize: 13, titleFontSize: 13, gridColor: '#eee' },
    legend: { labelFontSize: 13 },
  };
  const { spec: compiled } = compile({ ...spec, config } as never);
  const view = new View(parse(compiled), { renderer: 'none' });
  const text = await view.toSVG();
  view.finalize();
  // What is read out in its place; the table that follows has the numbers.
  return text.replace('<svg ', `<svg role="img" aria-label="${description}" `);
}
