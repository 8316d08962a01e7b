import type { IConstruct } from 'constructs';
import type { BundleTarget, Package } from '../bundle';
import type { Function } from '../function';
import type { Queue } from '../queue';
import type { FeatureTable } from './features';
import type { FunctionModel } from './model';
import type { Report } from './report';
import type { FunctionSpec, QueueSpec, TriggerKind, TriggerOf, TriggerSpec } from './spec';

/** A resource by the name that the cloud knows it by, or its logical id where the name is made on deployment. */
export interface ResourceRecord {
  /** The engine's type, such as `AWS::Lambda::Function` or `azurerm_function_app_flex_consumption`. */
  readonly type: string;
  readonly name: string;
}

/** What a function got, for the manifest. */
export interface FunctionRecord {
  readonly memoryMiB: number;
  readonly timeoutSeconds: number;
  readonly logRetentionDays: number;
  /** What scales by itself, such as Azure's scale groups: instances kept ready, and the largest number of them. */
  readonly scaling: readonly { readonly part: string; readonly warm: number; readonly max?: number }[];
  readonly resources: readonly ResourceRecord[];
}

/**
 * What a target built for a function: a public handle whose constructor is private, because jsii takes none with
 * types of ours.
 * @internal
 */
export interface FunctionBackend {
  /** The URL of its HTTP triggers; may be a token. Only asked for where there is an HTTP trigger. */
  _url(): string;
  /** Builds what a planned trigger needs. */
  _addTrigger(trigger: TriggerSpec, plan: unknown): void;
  /** Asked at synthesis. */
  _record(): FunctionRecord;
}

/**
 * What a target built for a queue.
 * @internal
 */
export interface QueueBackend {
  /** Lets a function send; the answer is how the function's client finds the queue (see `contract.ts`). */
  _grantSend(fn: FunctionBackend): unknown;
  _resources(): ResourceRecord[];
}

/**
 * A cloud and an engine. Planning decides and reports, and touches no resource; building creates resources, and
 * decides nothing. What a plan holds is the target's own business.
 */
export interface Target {
  /** Names its column of the parity table, and its folder. */
  readonly cloud: string;
  /** In words, for messages. */
  readonly title: string;
  /** For messages and the manifest: `aws-cdk` or `terraform`. */
  readonly engine: string;
  readonly features: FeatureTable;

  /** Base resources of a function, its triggers aside. */
  planFunction(model: FunctionModel, report: Report): unknown;
  /** One more trigger, the last of `model.triggers`. */
  planTrigger(model: FunctionModel, trigger: TriggerSpec, report: Report): unknown;
  /** What depends on all triggers together; asked once, at synthesis. */
  planWhole(model: FunctionModel, report: Report): void;
  planQueue(spec: QueueSpec, report: Report): void;
  /** What a queue lacks as long as no function consumes it; asked at synthesis. */
  planUnconsumed(report: Report): void;

  /** What stands beside the user's bundle in the package. */
  bundleTarget(spec: FunctionSpec): BundleTarget;

  buildFunction(fn: Function, model: FunctionModel, plan: unknown, code: Package): FunctionBackend;
  buildQueue(queue: Queue, spec: QueueSpec): QueueBackend;

  /** Has the engine's command line show a warning. */
  warn(scope: IConstruct, id: string, message: string): void;
  /** Has the manifest written with the assembly that holds `scope`. Asked for by every construct of ours. */
  attachManifest(scope: IConstruct): void;
  /** The stack that holds a construct. */
  stackOf(scope: IConstruct): IConstruct;
}

/**
 * A target's planners: a new kind of trigger does not compile until each target answers it. The answer is missing only
 * where a problem was reported.
 */
export type TriggerPlanners<Plans extends Record<TriggerKind, unknown>> = {
  readonly [K in TriggerKind]: (model: FunctionModel, trigger: TriggerOf<K>, report: Report) => Plans[K] | undefined;
};

/** A target's builders, from the same plans. */
export type TriggerTable<Context, Plans extends Record<TriggerKind, unknown>> = {
  readonly [K in TriggerKind]: (context: Context, trigger: TriggerOf<K>, plan: Plans[K]) => void;
};
