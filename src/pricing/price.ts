/** A part of a quantity with a price of its own: up to so many units a month, of all functions of an account together. */
export interface Tier {
  /** Absent for the last one. */
  readonly upTo?: number;
  readonly usd: number;
}

/** What one thing costs, as it was published. */
export interface Price {
  /** What one unit is. */
  readonly unit: string;
  /** USD a unit, by region; tiers where it depends on the quantity. */
  readonly usd: Readonly<Record<string, number | readonly Tier[]>>;
  /** Units a month that an account gets for nothing. */
  readonly free?: number;
  /** Where it is published, and when that was read: `2026-07-30`. */
  readonly source: string;
  readonly date: string;
}

/** The prices of a cloud. */
export interface PriceTable<Id extends string = string> {
  /** When it was last gone through: `2026-11-25`. */
  readonly date: string;
  /** Whose prices stand for what no source tells of another one. */
  readonly base: string;
  readonly regions: readonly string[];
  readonly prices: Readonly<Record<Id, Price>>;
}

/** One price for all of these regions. */
export function each<T>(regions: readonly string[], usd: T): Record<string, T> {
  return Object.fromEntries(regions.map((region) => [region, usd]));
}

/** The tiers of a price in a region, and whether they are the base region's. */
export function tiersIn(
  { usd }: Price,
  region: string,
  base: string,
): { readonly tiers: readonly Tier[]; readonly own: boolean } {
  const own = usd[region];
  const found = own ?? usd[base]!;
  return { tiers: typeof found === 'number' ? [{ usd: found }] : found, own: own !== undefined };
}
