import type { IConstruct } from 'constructs';
import type { Function } from '../function';
import type { Resource } from '../resource';
import type { Stop } from '../stop';
import { isFunction } from './functions-below';
import type { FunctionEntry, ResourceEntry, StopEntry, WatchEntry } from './manifest';
import type { TriggerSpec } from './spec';
import type { ResourceRecord, Target } from './target';
import { holdsToken } from './tokens';
import { alarmsRecord, channelRecords, tracingRecord } from './watch-records';
import { watchOf } from './watches';

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

export function resourceEntry(resource: Resource): ResourceEntry {
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

export function stopEntry(stop: Stop): StopEntry {
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

export function watchEntries(place: IConstruct): WatchEntry[] {
  const watch = watchOf(place);
  if (!watch) return [];
  const { kind, scope, described, target, warnings } = watch;
  const entry = { kind, ...where(place, target), verdicts: warnings?.list() ?? [], scope: scope.node.path, described };
  const own = target.recordOf(place);
  return [{ ...entry, resources: [...(own ? [own] : []), ...builtBelow(place, target)] }];
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

export function isResource(value: unknown): value is Resource {
  return typeof value === 'object' && value !== null && '_core' in value;
}
