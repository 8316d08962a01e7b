/** Sends to a queue. */
export interface QueueClient {
  /**
   * Sends one message; the invocation's trace context travels with it.
   * @param body any value that JSON can hold; it arrives as `message.body`
   * @throws AccessDenied, Throttled, or Error where the cloud does not accept it in the time that is left
   */
  send(body: unknown, options?: SendOptions): Promise<void>;
}

/** Options of a message to a queue. */
export interface SendOptions {
  /**
   * Text attributes beside the body, up to 8.
   * @default - none
   */
  readonly attributes?: Readonly<Record<string, string>>;
  /**
   * Seconds until it is delivered, up to 900. Google has no delay, and an ordered queue on AWS only its own: there it is
   * an error.
   * @default - the queue's own `delay`
   */
  readonly delay?: number;
  /**
   * Messages with the same key are delivered in order. In a queue that is not ordered it is an error.
   * @default - in no certain order
   */
  readonly key?: string;
}

/** Publishes to a topic. */
export interface TopicClient {
  /**
   * Publishes one message; the invocation's trace context travels with it.
   * @param data any value that JSON can hold; it arrives as `event.data`
   * @param attributes text beside it, up to 8, which triggers can filter by
   * @throws AccessDenied, Throttled, or Error where the cloud does not accept it in the time that is left
   */
  publish(data: unknown, attributes?: Readonly<Record<string, string>>): Promise<void>;
}

/** The objects of a bucket. */
export interface BucketClient {
  /** @throws NotFound where there is no such object */
  get(key: string): Promise<StoredObject>;
  /** Writes an object, or replaces it. A stream is never held in memory as a whole. */
  put(key: string, body: string | Uint8Array | ReadableStream<Uint8Array>, options?: PutObjectOptions): Promise<void>;
  /** Deletes an object; no error where there is none. */
  delete(key: string): Promise<void>;
  /** Objects in the order of their keys, a page at a time. */
  list(options?: ListOptions): Promise<ObjectPage>;
  /**
   * A URL with which anyone can get or put this one object for a time. Whoever puts has to send `x-ms-blob-type:
   * BlockBlob` on Azure; other clouds ignore that header.
   * @param expiresIn seconds, 1 to 604,800; on AWS it ends with the function's own credentials, after some hours
   */
  signedUrl(key: string, options: { readonly method: 'GET' | 'PUT'; readonly expiresIn: number }): Promise<string>;
}

/** An object's contents, which can be read once. */
export interface StoredObject {
  /** The contents as they come. */
  readonly body: ReadableStream<Uint8Array>;
  /** Bytes. */
  readonly size: number;
  /** As it was put, or the cloud's own default. */
  readonly contentType: string | undefined;
  /** Tells the contents of one key apart. */
  readonly etag: string;
  /** As it was put, names in lower case. */
  readonly metadata: Readonly<Record<string, string>>;
  /** The contents as text. */
  text(): Promise<string>;
  /** The contents as bytes. */
  bytes(): Promise<Uint8Array>;
  /** The contents parsed as JSON. */
  json(): Promise<unknown>;
}

/** Options of a new object. */
export interface PutObjectOptions {
  /** @default 'application/octet-stream' */
  readonly contentType?: string;
  /**
   * Texts that stay with it; names of letters, digits and `_`.
   * @default - none
   */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** Options of a list of objects. */
export interface ListOptions {
  /** @default - every key */
  readonly prefix?: string;
  /** @default 1000, which is also the most */
  readonly limit?: number;
  /** Where the page before ended. */
  readonly cursor?: string;
}

/** A page of a list of objects. */
export interface ObjectPage {
  readonly objects: readonly { readonly key: string; readonly size: number; readonly etag: string }[];
  /** Where the next page begins; undefined on the last. */
  readonly cursor: string | undefined;
}

/** A value of an attribute: what JSON can hold. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value };

/** An item, with its keys. */
export type Item = Readonly<Record<string, Value>>;

/** The values of an item's key attributes. */
export type Key = Readonly<Record<string, string | number>>;

/** The items of a table. */
export interface TableClient {
  /** The attribute with the second at which an item expires; undefined where the table has none. */
  readonly ttlAttribute: string | undefined;
  /** Milliseconds until the cloud stops the invocation that the client belongs to. */
  remainingTime(): number;
  /** The item as it was last written; undefined where there is none, or it has expired. */
  get<T extends object = Item>(key: Key): Promise<T | undefined>;
  /**
   * Writes an item, or replaces it as a whole.
   * @throws ConditionFailed where the item that is there does not meet the condition
   */
  put(item: object, options?: { readonly if?: Condition }): Promise<void>;
  /**
   * Changes attributes of an item, which is made where there is none, and answers what it is afterwards.
   * @throws ConditionFailed where the item that is there does not meet the condition
   */
  update<T extends object = Item>(key: Key, changes: Changes, options?: { readonly if?: Condition }): Promise<T>;
  /**
   * Deletes an item; no error where there is none, and no condition.
   * @throws ConditionFailed where the item that is there does not meet the condition
   */
  delete(key: Key, options?: { readonly if?: Condition }): Promise<void>;
  /** Items of one partition in the order of the sort key, a page at a time. */
  query<T extends object = Item>(query: Query): Promise<ItemPage<T>>;
}

/** What `update` does, all of it or nothing. Key attributes can't be changed. */
export interface Changes {
  /** New values. */
  readonly set?: object;
  /** Amounts to add, which may be negative; an attribute that is not there counts as 0. */
  readonly add?: Readonly<Record<string, number>>;
  /** Attributes to take away. */
  readonly remove?: readonly string[];
}

/**
 * What must be true of the item that is there: that there is one, that there is none, or how its attributes compare, all
 * of them. An item that has expired counts as none.
 */
export type Condition = 'exists' | 'absent' | Readonly<Record<string, Comparison>>;

/** How an attribute compares: all that is given. A missing attribute meets `ne` and `exists: false` only. */
export interface Comparison {
  readonly eq?: string | number | boolean;
  readonly ne?: string | number | boolean;
  readonly lt?: string | number;
  readonly lte?: string | number;
  readonly gt?: string | number;
  readonly gte?: string | number;
  readonly exists?: boolean;
}

/** Which items, in which order. */
export interface Query {
  /** The value of the partition key, by its name. */
  readonly key: Key;
  /**
   * What the sort key must be.
   * @default - anything
   */
  readonly sort?: SortRange;
  /**
   * The name of an index, whose keys are meant then.
   * @default - the table's own keys
   */
  readonly index?: string;
  /** @default false */
  readonly descending?: boolean;
  /** @default 100; 1 to 1,000 */
  readonly limit?: number;
  /** Where the page before ended. */
  readonly cursor?: string;
}

/** One of these, or both ends of a range. */
export interface SortRange {
  readonly eq?: string | number;
  readonly lt?: string | number;
  readonly lte?: string | number;
  readonly gt?: string | number;
  readonly gte?: string | number;
  /** What a text begins with. */
  readonly prefix?: string;
}

/** A page of items. */
export interface ItemPage<T extends object = Item> {
  readonly items: readonly T[];
  /** Where the next page begins; undefined on the last. */
  readonly cursor: string | undefined;
}

/** A secret. */
export interface SecretClient {
  /**
   * Its value, read again after 5 minutes at the latest. From then on `context.log` writes `[secret <id>]` in its place,
   * if it has 6 characters or more.
   */
  value(): Promise<string>;
}

/** Another function. */
export interface FunctionClient {
  /**
   * Calls its URL under this function's identity.
   * @param request a path such as `/orders?limit=10`, or a Request whose host is replaced
   */
  fetch(request: string | Request, init?: RequestInit): Promise<Response>;
}
