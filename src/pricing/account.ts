import { PriceTable, Tier, tiersIn } from './price';

/** What is charged for one thing. */
export interface Charge {
  readonly usd: number;
  /** Absent where the region's own price is known: the region whose price was taken instead. */
  readonly pricedAs?: string;
}

/**
 * The bill of one account for one month. Tiers and free amounts are of all functions together, so that what one has used
 * up the next one pays for.
 */
export class Account<Id extends string = string> {
  /**
   * @param free whether what an account gets for nothing is left for these functions
   * @param used units that were charged already, in whichever region
   */
  constructor(
    private readonly table: PriceTable<Id>,
    private readonly region: string,
    private readonly free: boolean,
    private readonly used = new Map<Id, number>(),
  ) {}

  /** Charges so many units more. */
  public charge(id: Id, units: number): Charge {
    const { base } = this.table;
    const price = this.table.prices[id];
    const { tiers, own } = tiersIn(price, this.region, base);
    const given = this.free ? (price.free ?? 0) : 0;
    const before = this.used.get(id) ?? 0;
    this.used.set(id, before + units);
    const paid = (total: number) => costOf(tiers, Math.max(0, total - given));
    return { usd: paid(before + units) - paid(before), ...(!own && { pricedAs: base }) };
  }
}

/** What a quantity costs from the first unit on. */
function costOf(tiers: readonly Tier[], units: number): number {
  let from = 0;
  let usd = 0;
  for (const { upTo = Infinity, usd: each } of tiers) {
    usd += Math.max(0, Math.min(units, upTo) - from) * each;
    from = upTo;
  }
  return usd;
}
