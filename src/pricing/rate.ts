import { pricings } from './clouds';
import { tiersIn } from './price';
import { holdsToken } from '../private/tokens';

/**
 * The first tier's price of something, for what is reckoned while it happens: nothing then says what an account has used
 * up. Of the base region, where a region's own is not known.
 */
export function priceNow(cloud: string, region: string, id: string): number {
  const { table } = pricings[cloud]!;
  const known = holdsToken(region) ? table.base : region;
  const { tiers } = tiersIn(table.prices[id]!, known, table.base);
  return tiers.find(({ usd }) => usd > 0)!.usd;
}

/** A number as every query language reads it: without an exponent. */
export function decimal(value: number): string {
  return value.toFixed(18).replace(/\.?0+$/, '');
}
