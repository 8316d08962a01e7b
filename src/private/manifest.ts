import type { IConstruct } from 'constructs';
import type { Function } from '../function';
import type { Resource } from '../resource';
import type { Stop } from '../stop';
import type { CapacitySpec } from './capacity';
import { isFunction, isStop } from './functions-below';
import type { ResourceKind } from './resource-spec';
import type { TriggerSpec } from './spec';
import type { FunctionRecord, ResourceRecord, Target } from './target';
import { holdsToken } from './tokens';
import type { WarningRecord } from './warnings';
import {
  AlarmsRecord,
  alarmsRecord,
  ChannelRecord,
  channelRecords,
  TracingRecord,
  tracingRecord,
  WatchRecords,
} from './watch-records';
import { watchOf, WatchKind } from './watches';

/** The file's name, in each assembly directory. */
export const MANIFEST_FILE = 'faasade.json';

/** What was described and what each cloud got. Published as a JSON schema, `schema/faasade.schema.json`. */
export interface Manifest {
  readonly version: 1;
  readonly functions: readonly FunctionEntry[];
  readonly resources: readonly ResourceEntry[];
  readonly stops: readonly StopEntry[];
  readonly watches: readonly WatchEntry[];
}

interface Entry {
  /** Construct path. */
  readonly path: string;
  readonly stack: string;
  readonly cloud: string;
  readonly engine: string;
  /** Absent where it is known on deployment only. */
  readonly region?: string;
  /** What the cloud does otherwise than described. */
  readonly verdicts: readonly WarningRecord[];
}

export interface FunctionEntry extends Entry, FunctionRecord {
  /** The entry's or folder's place in its project, or the image's address. */
  readonly entry: string;
  /** Family and version, or `image`, which holds its own. */
  readonly runtime: string;
  readonly described: { readonly memoryMiB: number; readonly timeoutSeconds: number };
  readonly triggers: readonly Readonly<Record<string, unknown>>[];
  readonly capacity: CapacitySpec;
  readonly limits: { readonly maxInstances?: number; readonly concurrencyPerInstance: number };
  readonly maxAttempts: number;
  /** Names only: values may be secret. */
  readonly environment: readonly string[];
  readonly links: readonly { readonly kind: string; readonly id: string; readonly path: string }[];
  /** What its alarms watch on this cloud. Absent where nobody is told: there are none then. */
  readonly alarms?: AlarmsRecord;
  /** Absent: it is not traced. */
  readonly tracing?: TracingRecord;
}

export interface ResourceEntry extends Entry {
  readonly kind: ResourceKind;
  /** What was asked for, defaults filled in. */
  readonly described: Readonly<Record<string, unknown>>;
  /** Of a queue: the function that consumes it. */
  readonly consumer?: string;
  readonly resources: readonly ResourceRecord[];
}

export interface StopEntry extends Entry {
  /** Construct path of what it guards. */
  readonly scope: string;
  /** Paths of the functions that it stops. */
  readonly functions: readonly string[];
  /** What does it by hand, for a shell. */
  readonly commands: { readonly stop: string; readonly resume: string };
  /** Whom its alarms tell: nobody is told where it is empty, and they show in the cloud's console alone. */
  readonly notify: readonly ChannelRecord[];
  /** What it has beside its function and topic, which are listed as such. */
  readonly resources: readonly ResourceRecord[];
}

/** What watches functions, and is not of one of them alone. */
export interface WatchEntry extends Entry {
  readonly kind: WatchKind;
  /** Construct path of what holds the functions that it watches. */
  readonly scope: string;
  /** What was asked for, defaults filled in. */
  readonly described: WatchRecords[WatchKind];
  readonly resources: readonly ResourceRecord[];
}

/** The manifest of a tree; `skip` leaves out subtrees that have an assembly of their own. */
export function manifestOf(root: IConstruct, skip: (scope: IConstruct) => boolean): Manifest {
  const functions: FunctionEntry[] = [];
  const resources: ResourceEntry[] = [];
  const stops: StopEntry[] = [];
  const watches: WatchEntry[] = [];
  const visit = (scope: IConstruct): void => {
    if (isFunction(scope)) functions.push(functionEntry(scope));
    else if (isResource(scope)) resources.push(resourceEntry(scope));
    else if (isStop(scope)) stops.push(stopEntry(scope));
    else watches.push(...watchEntries(scope));
    for (const child of scope.node.children) if (!skip(child)) visit(child);
  };
  visit(root);
  const byPath = (a: Entry, b: Entry) => (a.path < b.path ? -1 : 1);
  return {
    version: 1,
    functions: functions.sort(byPath),
    resources: resources.sort(byPath),
    stops: stops.sort(byPath),
    watches: watches.sort(byPath),
  };
}

/** A function as it is described so far. */
export function functionEntry(fn: Function): FunctionEntry {
  const { model, warnings } = fn._core;
  const { spec } = model;
  const alarms = alarmsRecord(fn);
  return {
    ...where(fn, fn.cloud._target),
    verdicts: warnings.list(),
    entry: model.code!.entry,
    runtime: spec.code.kind === 'image' ? 'image' : `${spec.runtime.family}${spec.runtime.version}`,
    described: { memoryMiB: spec.memoryMiB, timeoutSeconds: spec.timeoutSeconds },
    triggers: [...model.triggers].sort((a, b) => (order(a) < order(b) ? -1 : 1)).map(triggerEntry),
    capacity: spec.capacity,
    limits: {
      ...(spec.maxInstances !== undefined && { maxInstances: spec.maxInstances }),
      concurrencyPerInstance: spec.concurrencyPerInstance,
    },
    maxAttempts: spec.maxAttempts,
    environment: Object.keys(spec.environment).sort(),
    links: model.links
      .map(({ kind, id, path }) => ({ kind, id, path }))
      .sort((a, b) => (linkOrder(a) < linkOrder(b) ? -1 : 1)),
    ...(alarms && { alarms }),
    ...(spec.tracing && { tracing: tracingRecord(spec.tracing) }),
    ...fn._core.backend._record(),
  };
}

function resourceEntry(resource: Resource): ResourceEntry {
  const { kind, spec, consumer, backend, target, warnings } = resource._core;
  return {
    kind,
    ...where(resource, target),
    verdicts: warnings.list(),
    described: { ...spec },
    ...(consumer && { consumer: consumer.node.path }),
    resources: backend._resources(),
  };
}

function stopEntry(stop: Stop): StopEntry {
  const { target, warnings } = stop._stop;
  return {
    ...where(stop, target),
    scope: stop.node.scope!.node.path,
    verdicts: warnings.list(),
    functions: stop._stop.functions(),
    commands: { stop: stop._stop.command('stop'), resume: stop._stop.command('resume') },
    notify: channelRecords(stop._stop.told()),
    resources: builtBelow(stop, target),
  };
}

function watchEntries(place: IConstruct): WatchEntry[] {
  const watch = watchOf(place);
  if (!watch) return [];
  const { kind, scope, described, target, warnings } = watch;
  const entry = { kind, ...where(place, target), verdicts: warnings?.list() ?? [], scope: scope.node.path, described };
  return [{ ...entry, resources: builtBelow(place, target) }];
}

/** What stands below a construct, but for what is an entry of its own. */
function builtBelow(scope: IConstruct, target: Target): ResourceRecord[] {
  const own = scope.node.children.filter((child) => !isFunction(child) && !isResource(child));
  return own
    .flatMap((child) => [target.recordOf(child) ?? [], ...builtBelow(child, target)].flat())
    .sort((a, b) => (`${a.type} ${a.name}` < `${b.type} ${b.name}` ? -1 : 1));
}

function where(scope: IConstruct, { cloud, engine, stackOf, regionOf }: Target) {
  const region = regionOf(scope);
  return {
    path: scope.node.path,
    stack: stackOf(scope).node.path,
    cloud,
    engine,
    ...(!holdsToken(region) && { region }),
  };
}

function linkOrder({ kind, id }: { readonly kind: string; readonly id: string }): string {
  return `${id} ${kind}`;
}

function order({ kind, key }: TriggerSpec): string {
  return `${kind} ${key}`;
}

/** Resources by their paths; the rest is plain data already. */
function triggerEntry(trigger: TriggerSpec): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(trigger).map(([name, value]) => [name, isResource(value) ? value.node.path : value]),
  );
}

function isResource(value: unknown): value is Resource {
  return typeof value === 'object' && value !== null && '_core' in value;
}
