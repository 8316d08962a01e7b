import type { Client } from '../client';

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

/**
 * The setting that has the adapter trace; JSON of `TracingSettings`. The rest stands in OpenTelemetry's own variables.
 * Absent: nothing of OpenTelemetry is loaded.
 */
export const TRACING_VARIABLE = 'FAASADE_TRACING';

/** The message of the line that the adapter logs of an invocation that waited for its instance to start. */
export const COLD_START = 'Cold start';

export interface TracingSettings {
  /** The linked secret whose value is the collector's headers. */
  readonly h?: string;
  /** The region, where the runtime does not tell it. */
  readonly r?: string;
}

/** The letter of each kind of link, so that none is taken for another. */
export const linkKeys = {
  queue: 'q',
  topic: 't',
  bucket: 'b',
  table: 'd',
  secret: 's',
  function: 'f',
} as const satisfies Record<`${Client}`, string>;

/**
 * The attribute of a dead letter that says why it is one: JSON of `DeadLetterNote`. The adapter itself moves a message
 * whose last attempt failed, because no cloud would tell the reason.
 */
export const DEAD_LETTER_ATTRIBUTE = 'faasade-dead-letter';

export interface DeadLetterNote {
  /** What the last attempt threw: name and message. */
  readonly reason: string;
  readonly attempts: number;
  /** When, ISO 8601. */
  readonly at: string;
}

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

/** A queue that delivers to the function on AWS. */
export interface AwsDelivery {
  /** Attempts; absent with a queue that is not of this description. */
  readonly a?: number;
  /** URL of the dead-letter queue. */
  readonly d?: string;
  /** Present where the queue keeps the order of each key (FIFO). */
  readonly f?: 1;
}

export interface AwsTriggers extends CommonTriggers {
  /** Queues by SQS queue name; a record from any other queue came through the inbox. `i` is the id. */
  readonly q?: Readonly<Record<string, AwsDelivery & { readonly i: string }>>;
  readonly i?: AwsDelivery;
  /** Names of the schedules. */
  readonly s?: readonly string[];
  /** Topic ids by the name of the SNS topic. */
  readonly n?: Readonly<Record<string, string>>;
  /** Ids of buckets. */
  readonly o?: readonly string[];
  /** Ids of tables. */
  readonly c?: readonly string[];
}

/**
 * What a schedule invokes the alias on AWS with, so that instances stay. It is the event itself, which no caller of the
 * URL and no sender writes: what they write stands inside of one.
 */
export interface AwsPing {
  /** Instances to reach at the same time, the one that reads it among them. */
  readonly faasadePing: number;
  /** ARN of the alias, to invoke the others by; there where there are others. */
  readonly alias?: string;
}

/** A Service Bus queue that delivers to the function. */
export interface AzureDelivery {
  readonly q: string;
  /** Prefix of the connection's settings: `<prefix>__fullyQualifiedNamespace`. */
  readonly c: string;
  /** Attempts; absent with a queue that is not of this description. */
  readonly a?: number;
  /** The dead-letter queue, in the same namespace. */
  readonly d?: string;
  /** Present where the queue keeps the order of each key (sessions). */
  readonly s?: 1;
}

export interface AzureTriggers extends CommonTriggers {
  /** Service Bus queues by id. */
  readonly q?: Readonly<Record<string, AzureDelivery>>;
  /** The inbox that timers, topics and buckets write to. */
  readonly i?: AzureDelivery;
  /** Timers by schedule id: the NCRONTAB expression (UTC), and the filter where it fires more often than asked. */
  readonly s?: Readonly<Record<string, { readonly c: string } & Partial<ScheduleSettings>>>;
  /** Ids of topics whose messages are forwarded to the inbox. */
  readonly n?: readonly string[];
  /** Ids of buckets. */
  readonly o?: readonly string[];
}

/**
 * The property of a message in Azure's inbox that says where it came from, `topic/<id>` or `object/<id>`: set by the
 * infrastructure, over whatever a publisher set. A message without it is a timer's.
 *
 * What comes from a bucket is one CloudEvent 1.0 as JSON, written by Event Grid: `type` is
 * `Microsoft.Storage.BlobCreated`, `subject` is `/blobServices/default/containers/<container>/blobs/<key>`, `time` is
 * when it was written, and `data` has `contentLength` and `eTag`.
 * @see https://learn.microsoft.com/azure/event-grid/event-schema-blob-storage?tabs=cloud-event-schema
 */
export const SOURCE_PROPERTY = 'faasade_source';

/** Where paths begin that the adapter itself answers; no trigger of a user has one of them. */
export const RESERVED_PATHS = '/_faasade';

/**
 * What a schedule GETs on Google, of each of the two functions, so that instances stay. Everyone may who may call the
 * function: the answer, 204, says nothing, and the handler is not called.
 */
export const PING_PATH = `${RESERVED_PATHS}/ping`;

/** What Pub/Sub pushes with a limit of attempts. */
export interface GoogleDelivery {
  /** Attempts; absent where they are not of this description. */
  readonly a?: number;
  /** The dead-letter topic: `projects/<project>/topics/<topic>`. */
  readonly d?: string;
}

export interface GoogleTriggers extends CommonTriggers {
  readonly o?: CorsSettings;
  /** Where it is pinged. */
  readonly p?: 1;
  /** Queues by id; each is pushed to `/queue/<id>`. */
  readonly q?: Readonly<Record<string, GoogleDelivery>>;
  /** All that is pushed elsewhere. */
  readonly i?: GoogleDelivery;
  /** Schedules by id, pushed to `/inbox`; the filter where a local time can repeat, else null. */
  readonly s?: Readonly<Record<string, ScheduleSettings | null>>;
  /** Ids of topics, each pushed to `/topic/<id>`. */
  readonly n?: readonly string[];
  /** Buckets by id, each pushed to `/object/<id>`: what keys must end with, '' for anything. */
  readonly b?: Readonly<Record<string, string>>;
}

/** The body of a message in the inbox that stands for a firing of a schedule. */
export interface ScheduledMessage {
  /** Schedule id. */
  readonly s: string;
  /** The scheduled instant, ISO 8601; absent on Google, where the message's publish time stands for it. */
  readonly t?: string;
}

/**
 * The body of a message in the inbox on AWS that stands for a new object: made by EventBridge's input transformer of
 * S3's event, so that no publisher writes it.
 */
export interface AwsObjectMessage {
  /** Bucket id. */
  readonly o: string;
  /** Id of the event. */
  readonly id: string;
  /** When it happened. */
  readonly t: string;
  readonly key: string;
  readonly size: number;
  readonly etag: string;
}

/** The body of a message in the inbox on AWS that stands for a change of an item: made by the pipe's template. */
export interface AwsChangeMessage {
  /** Table id. */
  readonly c: string;
  /** The record of the stream. */
  readonly r: unknown;
}

/** What the client of a table has to know of it on every cloud. */
export interface TableLink {
  /** Partition key and sort key. */
  readonly k: readonly [partition: string, sort?: string];
  /** Keys of each index by name. */
  readonly x?: Readonly<Record<string, readonly [partition: string, sort?: string]>>;
  /** The attribute with the second at which an item expires. */
  readonly t?: string;
}

export interface AwsLinks {
  /** Queues by id: the URL, and 1 where it is FIFO. */
  readonly q?: Readonly<Record<string, readonly [url: string, fifo?: 1]>>;
  /** Topic ARNs by id. */
  readonly t?: Readonly<Record<string, string>>;
  /** Bucket names by id. */
  readonly b?: Readonly<Record<string, string>>;
  /** Tables by id: `n` is the name, or the ARN of one that exists already. */
  readonly d?: Readonly<Record<string, TableLink & { readonly n: string }>>;
  /** Secret ARNs by id. */
  readonly s?: Readonly<Record<string, string>>;
  /** Function URLs by id. */
  readonly f?: Readonly<Record<string, string>>;
}

export interface AzureLinks {
  /**
   * Queues by id: the namespace's host, the queue's name, the seconds that a message waits by default, and 1 where the
   * order of each key is kept.
   */
  readonly q?: Readonly<Record<string, readonly [host: string, queue: string, delay?: number, ordered?: 1]>>;
  /** Topics by id. */
  readonly t?: Readonly<Record<string, readonly [host: string, topic: string]>>;
  /** Buckets by id: `https://<account>.blob.core.windows.net/` and the container. */
  readonly b?: Readonly<Record<string, readonly [endpoint: string, container: string]>>;
  /** Tables by id: the account's endpoint, the database and the container. */
  readonly d?: Readonly<Record<string, TableLink & { readonly n: readonly [string, string, string] }>>;
  /** Secrets by id: the vault's URI and the name. */
  readonly s?: Readonly<Record<string, readonly [vault: string, name: string]>>;
  /** Functions by id: the URL, and the application that tokens are for. */
  readonly f?: Readonly<Record<string, readonly [url: string, audience: string]>>;
}

export interface GoogleLinks {
  /** `projects/<project>/topics/<topic>` by id, and 1 where the order of each key is kept. */
  readonly q?: Readonly<Record<string, readonly [topic: string, ordered?: 1]>>;
  /** `projects/<project>/topics/<topic>` by id. */
  readonly t?: Readonly<Record<string, string>>;
  /** Bucket names by id. */
  readonly b?: Readonly<Record<string, string>>;
  /**
   * Tables by id: `n` is `projects/<project>/databases/<database>`. Items are documents of its collection `items`, whose
   * fields are the attributes, keys included; the timestamp `_ttl` is when Firestore deletes one.
   */
  readonly d?: Readonly<Record<string, TableLink & { readonly n: string }>>;
  /** `projects/<project>/secrets/<secret>` by id. */
  readonly s?: Readonly<Record<string, string>>;
  /** Function URLs by id: they are the audience too. */
  readonly f?: Readonly<Record<string, string>>;
}

/** Names to which Cosmos DB itself gives a meaning, with any underscores after them. */
export const COSMOS_RESERVED = /^(?:id|ttl|_rid|_self|_etag|_attachments|_ts|_lsn)_*$/;

/**
 * The property of a document in Cosmos DB that holds an attribute: paths of partition keys and indexes go by it. It is
 * the attribute's name, and one underscore more where Cosmos DB has taken that.
 */
export function cosmosProperty(attribute: string): string {
  return COSMOS_RESERVED.test(attribute) ? `${attribute}_` : attribute;
}
