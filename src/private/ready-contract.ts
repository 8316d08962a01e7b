/** What a template tells the handler that sets ready instances on a deployment; CloudFormation makes text of numbers. */
export interface ReadyPolicy {
  readonly FunctionName: string;
  readonly Alias: string;
  /** Bounds outside of windows. */
  readonly Min: number | string;
  readonly Max: number | string;
  /** Edges of windows; empty where there are none. */
  readonly Windows: string;
}

/** Descriptions of an alias: whether the template sets its number. */
export const FIXED = 'Its number of ready instances is fixed';
export const VARIES = 'Its number of ready instances varies';
