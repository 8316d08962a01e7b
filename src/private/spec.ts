import type { CodeSpec } from '../code';
import type { Queue } from '../queue';
import type { ScheduleSpec } from '../schedule';

/** What the user wrote, resolved to plain data: defaults filled in, units one, nothing of a cloud. */
export interface FunctionSpec {
  readonly code: CodeSpec;
  /** Runtime family and version, such as `nodejs` and `22`. */
  readonly runtime: { readonly family: string; readonly version: string };
  readonly memoryMiB: number;
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Instances kept ready by `capacity`; those of triggers come on top. */
  readonly warm: number;
  readonly maxInstances?: number;
  readonly concurrencyPerInstance: number;
  /** Attempts at an event that did not come from a `Queue`. */
  readonly maxAttempts: number;
  readonly logRetentionDays: number;
  readonly description?: string;
  readonly name?: string;
}

export interface QueueSpec {
  readonly maxAttempts: number;
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

/** Adding a trigger begins here: every target's table stops compiling until it answers the new kind. */
export type TriggerSpec = HttpTriggerSpec | ScheduleTriggerSpec | QueueTriggerSpec;
export type TriggerKind = TriggerSpec['kind'];
export type TriggerOf<K extends TriggerKind> = Extract<TriggerSpec, { kind: K }>;

/** How events of a kind reach code: over HTTP, from a queue of their own, or through the function's inbox. */
export const triggerRoutes = {
  http: 'http',
  queue: 'queue',
  schedule: 'inbox',
} as const satisfies Record<TriggerKind, 'http' | 'queue' | 'inbox'>;
