import { Account } from './account';
import { awsFixed, awsLines } from './aws';
import { awsPrices } from './aws-prices';
import { azureFixed, azureLines, usesNamespace } from './azure';
import { azurePrices } from './azure-prices';
import { googleFixed, googleLines } from './google';
import { googlePrices } from './google-prices';
import type { PriceTable } from './price';
import type { Line, PricedFunction } from './priced';
import type { Work } from './work';
import type { WorkloadSpec } from './workload';

/** How the bill of one cloud is made out. */
export interface Pricing {
  readonly table: PriceTable;
  /** What stands there costs by itself, by its type. */
  readonly fixed: Readonly<Record<string, string>>;
  /** What a function does costs so much. */
  lines(fn: PricedFunction, work: readonly Work[], spec: WorkloadSpec, account: Account): Line[];
  /** What the functions of a stack share, and costs by itself. */
  shared(functions: readonly PricedFunction[]): readonly { readonly id: string; readonly price: string }[];
}

function pricing<Id extends string>(
  table: PriceTable<Id>,
  lines: (fn: PricedFunction, work: readonly Work[], spec: WorkloadSpec, account: Account<Id>) => Line[],
  fixed: Readonly<Record<string, Id>>,
  shared: Pricing['shared'] = () => [],
): Pricing {
  return { table, lines: lines as Pricing['lines'], fixed, shared };
}

/** By the cloud's name. */
export const pricings: Readonly<Record<string, Pricing>> = {
  aws: pricing(awsPrices, awsLines, awsFixed),
  azure: pricing(azurePrices, azureLines, azureFixed, (functions) =>
    functions.some(usesNamespace) ? [{ id: 'service-bus', price: 'namespace' }] : [],
  ),
  google: pricing(googlePrices, googleLines, googleFixed),
};
