/** What a description tells the handler of a `Stop`, as JSON in an environment variable; short, as in `contract.ts`. */
export const STOP_VARIABLE = 'STOP_TARGETS';

export interface AwsStopped {
  /** Where parameters of functions are kept: a path, without a slash at its end. */
  readonly p: string;
  /** Name and alias, and 1 where Application Auto Scaling sets what is provisioned. */
  readonly f: readonly (readonly [name: string, alias: string, scales?: 1])[];
}

/** The tag of an app on Azure that keeps what it had before it was stopped. */
export const STOPPED_TAG = 'faasade-stopped';

export interface AzureStopped {
  readonly f: readonly {
    /** Resource id of the app. */
    readonly a: string;
    /** Resource ids of the queues that it consumes. */
    readonly q: readonly string[];
  }[];
}

export interface GoogleStopped {
  readonly f: readonly {
    /** `projects/<project>/locations/<region>/services/<service>` */
    readonly s: string;
    /** `projects/<project>/subscriptions/<subscription>` of what is pushed to it. */
    readonly p: readonly string[];
    /** Where what it had before is kept. */
    readonly k: readonly [bucket: string, object: string];
  }[];
}
