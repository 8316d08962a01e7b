import type { IConstruct } from 'constructs';
import type { CapacitySpec } from './capacity';
import { isFunction, isStop } from './functions-below';
import { functionEntry, isResource, resourceEntry, stopEntry, watchEntries } from './manifest-entries';
import type { ResourceKind } from './resource-spec';
import type { FunctionRecord, ResourceRecord } from './target';
import type { WarningRecord } from './warnings';
import type { AlarmsRecord, ChannelRecord, TracingRecord, WatchRecords } from './watch-records';
import type { WatchKind } from './watches';

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
  /** What its alarms watch on this cloud. Absent where there are none. */
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
