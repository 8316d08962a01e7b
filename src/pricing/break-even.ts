/** Where one place becomes the cheapest, from so many requests a month on. */
export interface Cheapest {
  readonly place: string;
  readonly from: number;
}

/** Requests a month, of all functions together. */
export const range = { from: 1e3, to: 1e10 };
const steps = 400;

/** Points at equal distances on a logarithmic axis. */
export function logSpace(from: number, to: number, count: number): number[] {
  const ratio = (to / from) ** (1 / (count - 1));
  return Array.from({ length: count }, (_, index) => from * ratio ** index);
}

/**
 * The cheapest place by requests a month, from few to many.
 * @param costs what each place costs with so many requests
 */
export function cheapest(costs: Readonly<Record<string, (requests: number) => number>>): Cheapest[] {
  const best = (requests: number) =>
    Object.entries(costs)
      .map(([place, cost]) => ({ place, usd: cost(requests) }))
      .reduce((least, each) => (each.usd < least.usd ? each : least)).place;
  const points = logSpace(range.from, range.to, steps);
  const found: Cheapest[] = [{ place: best(points[0]!), from: 0 }];
  for (let index = 1; index < points.length; index++) {
    const place = best(points[index]!);
    if (place === found.at(-1)!.place) continue;
    found.push({ place, from: change(best, points[index - 1]!, points[index]!) });
  }
  return found;
}

/** Where the answer changes, between two numbers with different ones. */
function change(answer: (requests: number) => string, low: number, high: number): number {
  const last = answer(high);
  let [from, to] = [low, high];
  while (to / from > 1.001) {
    const middle = Math.sqrt(from * to);
    if (answer(middle) === last) to = middle;
    else from = middle;
  }
  return to;
}
