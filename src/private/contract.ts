/**
 * What a description tells the adapter inside the function, in two environment variables. The adapter in
 * `handler/` reads these types, so both sides change here or not at all.
 *
 * Keys are short because AWS allows 4 KB of environment in all.
 */

/** The setting that registers triggers; JSON of one of the `…Triggers` types below. */
export const TRIGGERS_VARIABLE = 'FAASADE_TRIGGERS';

/** The setting that tells `context.queue(id)` and its kin where a resource is; JSON of `Links`. */
export const LINKS_VARIABLE = 'FAASADE_LINKS';

/** `[methods, path]`: methods joined by commas, '' for any; a path as `Trigger.http` takes it. */
export type Route = readonly [methods: string, path: string];

/** A CORS policy that the adapter itself answers. */
export interface CorsSettings {
  /** Allowed origins, `*` for any. */
  readonly o: readonly string[];
  /** Allowed methods; absent: those of the routes. */
  readonly m?: readonly string[];
  /** Allowed request headers. */
  readonly h?: readonly string[];
  /** Exposed response headers. */
  readonly e?: readonly string[];
  /** Seconds that a browser may keep a preflight's answer. */
  readonly a?: number;
  /** Present where credentials are allowed. */
  readonly c?: 1;
}

/** A cron expression as sets of local times: what the adapter checks a firing against. */
export interface CronSets {
  /** Minutes 0 to 59: a mask of 60 bits, hexadecimal (bit 0 is minute 0). */
  readonly m: string;
  /** Hours 0 to 23: a mask. */
  readonly h: number;
  /** Days of the month: a mask, bit 1 is the first. Absent: any. */
  readonly d?: number;
  /** Months: a mask, bit 1 is January. Absent: any. */
  readonly M?: number;
  /** Weekdays: a mask, bit 0 is Sunday. Absent: any. */
  readonly w?: number;
  /** A special day in the reference's own writing: `L`, `L-3`, `LW`, `15W`, `5L` (weekday 0 to 6), `5#2`. */
  readonly x?: string;
}

/** A schedule whose firings the adapter filters. */
export interface ScheduleSettings {
  /** IANA time zone. */
  readonly z: string;
  readonly f: CronSets;
}

interface CommonTriggers {
  readonly contract: 1;
  /** The function's timeout in seconds. */
  readonly t: number;
  /** HTTP routes. */
  readonly h?: readonly Route[];
}

export interface AwsTriggers extends CommonTriggers {
  /** Queue ids by SQS queue name; a record from any other queue came through the inbox. */
  readonly q?: Readonly<Record<string, string>>;
  /** Names of the schedules. */
  readonly s?: readonly string[];
}

/** `[queue name, prefix of the connection's settings]` */
export type AzureQueue = readonly [queue: string, connection: string];

export interface AzureTriggers extends CommonTriggers {
  /** Service Bus queues by id. */
  readonly q?: Readonly<Record<string, AzureQueue>>;
  /** The inbox that timers write to. */
  readonly i?: AzureQueue;
  /** Timers by schedule id: the NCRONTAB expression (UTC), and the filter where it fires more often than asked. */
  readonly s?: Readonly<Record<string, { readonly c: string } & Partial<ScheduleSettings>>>;
}

export interface GoogleTriggers extends CommonTriggers {
  readonly o?: CorsSettings;
  /** Ids of queues; each is pushed to `/queue/<id>`. */
  readonly q?: readonly string[];
  /** Schedules by id, pushed to `/inbox`; the filter where a local time can repeat, else null. */
  readonly s?: Readonly<Record<string, ScheduleSettings | null>>;
}

/** The body of a message in the inbox that stands for a firing of a schedule. */
export interface ScheduledMessage {
  /** Schedule id. */
  readonly s: string;
  /** The scheduled instant, ISO 8601; absent on Google, where the message's publish time stands for it. */
  readonly t?: string;
}

export interface AwsLinks {
  /** Queue URLs by id. */
  readonly q?: Readonly<Record<string, string>>;
}

export interface AzureLinks {
  /** `[namespace host, queue name]` by id. */
  readonly q?: Readonly<Record<string, readonly [host: string, queue: string]>>;
}

export interface GoogleLinks {
  /** `projects/<project>/topics/<topic>` by id. */
  readonly q?: Readonly<Record<string, string>>;
}
