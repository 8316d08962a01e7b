import { pricings } from './clouds';
import { tiersIn } from './price';
import { holdsToken } from '../private/tokens';

/**
 * The prices of a region for what is reckoned while it happens: nothing then says what an account has used up, so that
 * they are those of the first tier. Where the region's own is not known, it is the base region's.
 */
export class RatePrices {
  private readonly table;
  private borrowed = false;

  constructor(
    cloud: string,
    private readonly region: string,
  ) {
    this.table = pricings[cloud]!.table;
  }

  public of(id: string): number {
    const { prices, base } = this.table;
    const { tiers, own } = tiersIn(prices[id]!, this.region, base);
    this.borrowed ||= !own;
    return tiers.find(({ usd }) => usd > 0)!.usd;
  }

  /** Whose prices were taken so far, where they are not all the region's own. */
  public get pricedAs(): string | undefined {
    if (!this.borrowed) return undefined;
    const { base } = this.table;
    return holdsToken(this.region)
      ? `The region is known on deployment only: the prices are those of ${base}.`
      : `Not all prices of ${this.region} are known: those of ${base} stand for the others.`;
  }
}

/** A number as every query language reads it: without an exponent. */
export function decimal(value: number): string {
  return value.toFixed(18).replace(/\.?0+$/, '');
}
