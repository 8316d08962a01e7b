import type { IConstruct } from 'constructs';
import type { ChannelSpec } from '../alarm-channel';
import type { Cloud } from '../cloud';
import type { Function } from '../function';
import { watchId } from './channels';
import { showByDefault } from './dashboard';
import { isWithoutAlarms, notifiedAbove } from './notified';
import type { WatchedFunction } from './target';

/** By stack and cloud. */
const watched = new WeakMap<IConstruct, Map<Cloud, Function[]>>();

/** Has a function watched with all others of its stack and cloud, whose alarms some clouds share. */
export function watch(fn: Function): void {
  const { cloud } = fn;
  const stack = cloud._target.stackOf(fn);
  const known = watched.get(stack) ?? new Map<Cloud, Function[]>();
  watched.set(stack, known);
  const others = known.get(cloud);
  if (others) {
    others.push(fn);
    return;
  }
  const functions = [fn];
  known.set(cloud, functions);
  // Of the stack, so that what aspects do to it reaches what is added, wherever in the stack that is.
  cloud._target.beforeSynthesis(stack, () => {
    buildAlarms(cloud, functions);
    showByDefault(stack, cloud, functions);
  });
}

/** Together are those that tell the same channels; some tell nobody, and show what they know in the console. */
function buildAlarms(cloud: Cloud, functions: readonly Function[]): void {
  const groups = new Map<string, { readonly channels: readonly ChannelSpec[]; readonly watched: WatchedFunction[] }>();
  for (const fn of functions.filter(hasAlarms)) {
    const channels = channelsFor(fn);
    const key = watchId(channels);
    const group = groups.get(key) ?? { channels, watched: [] };
    group.watched.push({ fn, alarms: fn._core.model.spec.alarms });
    groups.set(key, group);
  }
  for (const { channels, watched: together } of groups.values()) cloud._target.buildAlarms(cloud, together, channels);
}

/** Whether a function has alarms. */
export function hasAlarms(fn: Function): boolean {
  return fn._core.model.spec.alarms.channels !== undefined || !isWithoutAlarms(fn);
}

/** Whom the alarms of a function tell. */
export function channelsFor(fn: Function) {
  return fn._core.model.spec.alarms.channels ?? notifiedAbove(fn);
}
