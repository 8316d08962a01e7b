import type { Construct, IConstruct } from 'constructs';
import type { ChannelSpec } from '../alarm-channel';
import type { BundleTarget } from '../bundle';
import type { Cloud } from '../cloud';
import type { DeadLetters } from '../dead-letters';
import type { Function } from '../function';
import type { RatePrices } from '../pricing/rate';
import type { Resource } from '../resource';
import type { Stop } from '../stop';
import type { AlarmSpec } from './alarms';
import type { BudgetSpec } from './budget';
import type { DeployedCode } from './code';
import type { FeatureTable } from './features';
import type { FunctionModel } from './model';
import type { Report } from './report';
import type { Access, ResourceKind, ResourceSpecs, Verbs } from './resource-spec';
import type { FunctionSpec, TriggerKind, TriggerOf, TriggerSpec } from './spec';

/** A resource by the name that the cloud knows it by, or its logical id where the name is made on deployment. */
export interface ResourceRecord {
  /** The engine's type, such as `AWS::Lambda::Function` or `azurerm_function_app_flex_consumption`. */
  readonly type: string;
  readonly name: string;
  /** How many of what it is paid by, where it is not one: the metrics of an alarm. */
  readonly units?: number;
}

/** What a function got, for the manifest. */
export interface FunctionRecord {
  /** Where the cloud has several whose prices differ. */
  readonly architecture?: 'arm64' | 'x86_64';
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
  /** Lets another function call its URL; the answer is how that one's client finds it (see `contract.ts`). */
  _grantInvoke(caller: FunctionBackend): unknown;
  /** Told after a link was added to the model. */
  _linked(): void;
  /** Told after a variable was added to the model. */
  _environmentAdded(name: string, value: string): void;
  /** Where events go that did not come from a `Queue`. Only asked for where there are some. */
  _deadLetters(): DeadLetters;
  /** All instances that the cloud allows it at the same time; undefined where it has no limit of its own. */
  _maxInstances(): number | undefined;
  /** Asked at synthesis. */
  _record(): FunctionRecord;
}

/**
 * What a target built for a resource, or found of one that exists already.
 * @internal
 */
export interface ResourceBackend {
  /** Lets a function do something; the answer is how the function's client finds the resource (see `contract.ts`). */
  _grant(access: Access, fn: FunctionBackend): unknown;
  /** None where the resource exists already. */
  _resources(): ResourceRecord[];
  /** Of a queue that was built here. */
  _deadLetters?(): DeadLetters;
}

/**
 * What a target built for a stop.
 * @internal
 */
export interface StopBackend {
  /** Gives it its rights and its list; once, at synthesis, when all functions are there. */
  _guard(functions: readonly Function[]): void;
  /** The cloud's own command that publishes a notice to its topic, for a shell. */
  _command(notice: string): string;
}

/** A function that has alarms. */
export interface WatchedFunction {
  readonly fn: Function;
  readonly alarms: AlarmSpec;
}

/** What alarms of a function can see on its cloud. */
export interface Watchable {
  /** Whether there is a place for dead letters whose messages are counted. */
  readonly deadLetters: boolean;
  /** What is told of events that wait; absent where none come through a queue. */
  readonly backlog?: 'seconds' | 'messages';
  /** Whether requests that found no ready instance are told apart. */
  readonly spillover: boolean;
}

/** What a budget is built from. */
export interface BudgetParts {
  /** Where its resources are built. */
  readonly place: Construct;
  /** What it is of. */
  readonly scope: IConstruct;
  readonly spec: BudgetSpec;
  /** Present where it stops functions. */
  readonly stop?: Stop;
}

/**
 * What a target built for a budget.
 * @internal
 */
export interface BudgetBackend {
  /** Watches what functions cost, at these prices; once, at synthesis, when all are there. */
  _watch(functions: readonly Function[], prices: RatePrices): void;
}

/** What a target does with one kind of resource. */
export interface ResourceTarget<K extends ResourceKind> {
  plan(spec: ResourceSpecs[K], report: Report): void;
  /** Checks the id of a resource that exists already; instead of `plan`. */
  planExisting?(spec: ResourceSpecs[K], report: Report): void;
  /** What the cloud grants otherwise; asked at synthesis, once for each function with all that it was granted. */
  planGrants?(grants: readonly Verbs[K][], report: Report): void;
  /** What a queue lacks as long as no function consumes it; asked at synthesis. */
  planUnconsumed?(report: Report): void;
  build(resource: Resource, spec: ResourceSpecs[K]): ResourceBackend;
}

/** A target's answer to every kind of resource. */
export type ResourceTable = { readonly [K in ResourceKind]: ResourceTarget<K> };

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
  /** What functions use. */
  readonly resources: ResourceTable;

  /** Base resources of a function, its triggers aside. */
  planFunction(model: FunctionModel, report: Report): unknown;
  /** One more trigger, the last of `model.triggers`. */
  planTrigger(model: FunctionModel, trigger: TriggerSpec, report: Report): unknown;
  /** What depends on all triggers together; asked once, at synthesis. */
  planWhole(model: FunctionModel, report: Report): void;

  /** What stands beside the user's bundle in the package. */
  bundleTarget(spec: FunctionSpec): BundleTarget;

  buildFunction(fn: Function, model: FunctionModel, plan: unknown, code: DeployedCode): FunctionBackend;

  /** What keeps a stop from these functions; asked at synthesis. */
  planStop?(functions: readonly Function[], report: Report): void;
  /** Lets alarms and budgets publish notices, and has an alarm go off where one could not be followed. */
  buildStop(stop: Stop): StopBackend;
  /**
   * Watches functions that tell the same channels.
   * @param cloud where what they share is built
   */
  buildAlarms(cloud: Cloud, functions: readonly WatchedFunction[], channels: readonly ChannelSpec[]): void;
  /** What alarms of a function can see, for the manifest. */
  watchable(fn: Function): Watchable;
  /** Shows functions, each panel of `dashboard.ts` in its order. */
  buildDashboard(place: Construct, scope: IConstruct, functions: readonly Function[]): void;
  /** What keeps a budget from being watched in a scope. */
  planBudget(scope: IConstruct, spec: BudgetSpec, report: Report): void;
  /** Has costs told apart. */
  buildBudget(parts: BudgetParts): BudgetBackend;
  /** Has work done once, when everything is described and nothing is written yet; it may build below `scope`. */
  beforeSynthesis(scope: IConstruct, work: () => void): void;

  /** Has the engine's command line show a warning. */
  warn(scope: IConstruct, id: string, message: string): void;
  /** Has the manifest written with the assembly that holds `scope`. Asked for by every construct of ours. */
  attachManifest(scope: IConstruct): void;
  /** A resource of the engine, for the manifest; nothing for any other construct. */
  recordOf(construct: IConstruct): ResourceRecord | undefined;
  /** The stack that holds a construct. */
  stackOf(scope: IConstruct): IConstruct;
  /** Where its functions run; may be a token. */
  regionOf(scope: IConstruct): string;
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
