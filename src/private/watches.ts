import type { Construct, IConstruct } from 'constructs';
import type { Target } from './target';
import type { Warnings } from './warnings';

const WATCH = Symbol.for('faasade.watch');

/** What watches functions, and is not of one of them alone. */
export type WatchKind = 'alarms' | 'budget' | 'dashboard';

export interface Watch {
  readonly kind: WatchKind;
  readonly target: Target;
  /** What the cloud does otherwise than described; asked at synthesis. */
  readonly warnings?: Warnings;
}

/** Has the manifest list what is built below a construct. */
export function markWatch(place: Construct, watch: Watch): void {
  Object.defineProperty(place, WATCH, { value: watch });
}

/** Present where a construct was marked so. */
export function watchOf(scope: IConstruct): Watch | undefined {
  return (scope as { [WATCH]?: Watch })[WATCH];
}
