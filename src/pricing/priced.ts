import type { FunctionEntry } from '../private/manifest';

/** What of a function its price depends on. */
export type PricedFunction = Pick<
  FunctionEntry,
  | 'path'
  | 'stack'
  | 'cloud'
  | 'region'
  | 'architecture'
  | 'memoryMiB'
  | 'logRetentionDays'
  | 'scaling'
  | 'triggers'
  | 'capacity'
  | 'limits'
  | 'resources'
>;

/** One thing that is paid for. */
export interface Line {
  /** `requests`, `compute`, `warm`, … */
  readonly id: string;
  readonly usd: number;
  /** The region whose price was taken, where none is known of the function's own. */
  readonly pricedAs?: string;
}
