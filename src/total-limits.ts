import { IConstruct } from 'constructs';
import { limitTogether } from './private/total-limits';

/** What several functions may not exceed together. */
export interface SharedLimits {
  /**
   * The largest number of instances of all functions together, 1 or more: what their own limits allow at the same time may
   * not be more. On AWS each of them needs `limits.maxInstances`, because without it a function has no limit of its own;
   * on Azure each scale group of a function counts. The function of a `Stop` does not.
   */
  readonly maxInstances: number;
}

/**
 * A limit for all functions below a scope, such as a stack: it protects what they share, a database for example.
 *
 * No cloud limits a group of functions by itself. So their own limits, which clouds do keep, are added up, and a synthesis
 * in which they exceed the limit together fails.
 */
export class TotalLimits {
  /**
   * Limits the functions below a scope, those that are added later too.
   * @param scope a construct with functions of one cloud
   */
  public static set(scope: IConstruct, limits: SharedLimits): void {
    limitTogether(scope, limits.maxInstances);
  }

  private constructor() {}
}
