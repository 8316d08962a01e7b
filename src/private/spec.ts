import type { Bucket } from '../bucket';
import type { CodeSpec } from '../code';
import type { AwsFunctionOptions, AzureFunctionOptions, GoogleFunctionOptions } from '../function-options';
import type { Queue } from '../queue';
import type { ScheduleSpec } from '../schedule';
import type { Table } from '../table';
import type { Topic } from '../topic';
import type { AlarmSpec } from './alarms';
import type { CapacitySpec } from './capacity';
import type { FilterSpec } from './resource-spec';
import type { TracingSpec } from './tracing';

/** What the user wrote, resolved to plain data: defaults filled in, units one, nothing of a cloud. */
export interface FunctionSpec {
  readonly code: CodeSpec;
  /** Runtime family and version, such as `nodejs` and `22`. */
  readonly runtime: { readonly family: string; readonly version: string };
  readonly memoryMiB: number;
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly capacity: CapacitySpec;
  readonly maxInstances?: number;
  readonly concurrencyPerInstance: number;
  /** Attempts at an event that did not come from a `Queue`. */
  readonly maxAttempts: number;
  readonly logRetentionDays: number;
  readonly alarms: AlarmSpec;
  /** Absent: none. */
  readonly tracing?: TracingSpec;
  /** Absent: the cloud's own choice. */
  readonly architecture?: 'arm64' | 'x86_64';
  /** What only one cloud has. */
  readonly aws: AwsFunctionOptions;
  readonly azure: AzureFunctionOptions;
  readonly google: GoogleFunctionOptions;
  readonly description?: string;
  readonly name?: string;
}

export interface CorsSpec {
  readonly allowOrigins: readonly string[];
  readonly allowMethods?: readonly string[];
  readonly allowHeaders?: readonly string[];
  readonly exposeHeaders?: readonly string[];
  readonly allowCredentials?: boolean;
  readonly maxAgeSeconds?: number;
}

interface TriggerBase {
  /** Tells the triggers of one kind apart within a function. */
  readonly key: string;
  readonly warm: number;
}

export interface HttpTriggerSpec extends TriggerBase {
  readonly kind: 'http';
  /** `PUBLIC` or `IAM`; one for all of a function. */
  readonly auth: string;
  /** Sorted; empty for any. */
  readonly methods: readonly string[];
  readonly path: string;
  readonly cors?: CorsSpec;
}

export interface ScheduleTriggerSpec extends TriggerBase {
  readonly kind: 'schedule';
  readonly schedule: ScheduleSpec;
}

export interface QueueTriggerSpec extends TriggerBase {
  readonly kind: 'queue';
  readonly queue: Queue;
  readonly batchSize?: number;
}

export interface TopicTriggerSpec extends TriggerBase {
  readonly kind: 'topic';
  readonly topic: Topic;
  readonly filter: FilterSpec;
}

export interface ObjectCreatedTriggerSpec extends TriggerBase {
  readonly kind: 'objectCreated';
  readonly bucket: Bucket;
  /** What keys begin with; empty for any. */
  readonly prefix: string;
  /** What keys end with; empty for any. */
  readonly suffix: string;
}

export interface TableChangeTriggerSpec extends TriggerBase {
  readonly kind: 'tableChange';
  readonly table: Table;
}

/** Adding a trigger begins here: every target's table stops compiling until it answers the new kind. */
export type TriggerSpec =
  | HttpTriggerSpec
  | ScheduleTriggerSpec
  | QueueTriggerSpec
  | TopicTriggerSpec
  | ObjectCreatedTriggerSpec
  | TableChangeTriggerSpec;
export type TriggerKind = TriggerSpec['kind'];
export type TriggerOf<K extends TriggerKind> = Extract<TriggerSpec, { kind: K }>;

/** How events of a kind reach code: over HTTP, from a queue of their own, or through the function's inbox. */
export const triggerRoutes = {
  http: 'http',
  queue: 'queue',
  schedule: 'inbox',
  topic: 'inbox',
  objectCreated: 'inbox',
  tableChange: 'inbox',
} as const satisfies Record<TriggerKind, 'http' | 'queue' | 'inbox'>;

/**
 * What an invocation of a kind comes from: whoever calls, a clock, or a resource of ours, which the trigger's key names. The
 * first kind of a function's that no clock fires takes all requests of an estimate.
 */
export const triggerSources = {
  http: 'caller',
  queue: 'resource',
  topic: 'resource',
  objectCreated: 'resource',
  tableChange: 'resource',
  schedule: 'clock',
} as const satisfies Record<TriggerKind, 'caller' | 'clock' | 'resource'>;
