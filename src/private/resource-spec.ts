import type { AttributeFilterSpec } from '../topic-filter';
import type { CorsSpec } from './spec';

/** What every resource is, as plain data. */
interface CommonSpec {
  readonly name?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly encryptionKey?: string;
  readonly retain: boolean;
  /** As the cloud names it, where it exists already: nothing is built then. */
  readonly existing?: string;
}

export interface QueueSpec extends CommonSpec {
  readonly maxAttempts: number;
  readonly ordered: boolean;
  readonly delaySeconds?: number;
  readonly retentionSeconds?: number;
}

export interface TopicSpec extends CommonSpec {}

export interface BucketSpec extends CommonSpec {
  readonly versioned: boolean;
  readonly lifecycleRules: readonly LifecycleSpec[];
  readonly cors?: CorsSpec;
}

/** At least one of the two times is there. */
export interface LifecycleSpec {
  readonly prefix: string;
  readonly expiresAfterDays?: number;
  readonly earlierVersionsExpireAfterDays?: number;
}

export interface TableSpec extends CommonSpec {
  readonly partitionKey: KeySpec;
  readonly sortKey?: KeySpec;
  /** Sorted by name. */
  readonly indexes: readonly IndexSpec[];
  readonly ttlAttribute?: string;
  readonly pointInTimeRecovery: boolean;
}

export interface KeySpec {
  readonly name: string;
  readonly type: 'STRING' | 'NUMBER';
}

export interface IndexSpec {
  readonly name: string;
  readonly partitionKey: KeySpec;
  readonly sortKey?: KeySpec;
}

export interface SecretSpec extends CommonSpec {
  readonly generatedLength: number;
}

/** Adding a resource begins here: every target's table stops compiling until it answers the new kind. */
export interface ResourceSpecs {
  readonly queue: QueueSpec;
  readonly topic: TopicSpec;
  readonly bucket: BucketSpec;
  readonly table: TableSpec;
  readonly secret: SecretSpec;
}

export type ResourceKind = keyof ResourceSpecs;

/** What a function may be let do with each kind of resource. */
export interface Verbs {
  readonly queue: 'send';
  readonly topic: 'publish';
  readonly bucket: 'read' | 'write';
  readonly table: 'read' | 'write';
  readonly secret: 'read';
}

export type Access = Verbs[ResourceKind];

/** What a topic's subscription lets through, attribute by attribute. */
export type FilterSpec = Readonly<Record<string, AttributeFilterSpec>>;
