import type { Construct, IConstruct } from 'constructs';
import type { Target } from './target';
import type { Warnings } from './warnings';
import type { WatchRecords } from './watch-records';

const WATCH = Symbol.for('faasade.watch');

/** What watches functions, and is not of one of them alone. */
export type WatchKind = keyof WatchRecords;

export interface Watch<K extends WatchKind = WatchKind> {
  readonly kind: K;
  /** Whose functions are watched. */
  readonly scope: IConstruct;
  readonly described: WatchRecords[K];
  readonly target: Target;
  /** What the cloud does otherwise than described; asked at synthesis. */
  readonly warnings?: Warnings;
}

/** Has the manifest list what is built below a construct. */
export function markWatch<K extends WatchKind>(place: Construct, watch: Watch<K>): void {
  Object.defineProperty(place, WATCH, { value: watch });
}

/** Present where a construct was marked so. */
export function watchOf(scope: IConstruct): Watch | undefined {
  return (scope as { [WATCH]?: Watch })[WATCH];
}
