import type { Cloud } from '../cloud';
import type { Function } from '../function';
import { channelKey } from './channels';
import { showByDefault } from './dashboard';
import { isWithoutAlarms, notifiedAbove } from './notified';
import type { WatchedFunction } from './target';

const watched = new WeakMap<Cloud, Function[]>();

/** Has a function watched with all others of its cloud, whose alarms some clouds share. */
export function watch(fn: Function): void {
  const { cloud } = fn;
  const known = watched.get(cloud);
  if (known) {
    known.push(fn);
    return;
  }
  const functions = [fn];
  watched.set(cloud, functions);
  cloud._target.beforeSynthesis(cloud, () => {
    buildAlarms(cloud, functions);
    showByDefault(functions);
  });
}

/** Together are those that tell the same channels; some tell nobody, and show what they know in the console. */
function buildAlarms(cloud: Cloud, functions: readonly Function[]): void {
  const groups = new Map<string, WatchedFunction[]>();
  for (const fn of functions.filter(hasAlarms)) {
    const channels = channelsFor(fn);
    const key = channels.map(channelKey).sort().join('\n');
    groups.set(key, [...(groups.get(key) ?? []), { fn, alarms: fn._core.model.spec.alarms, channels }]);
  }
  for (const group of groups.values()) cloud._target.buildAlarms(cloud, group, group[0]!.channels);
}

/** Whether a function has alarms. */
export function hasAlarms(fn: Function): boolean {
  return fn._core.model.spec.alarms.channels !== undefined || !isWithoutAlarms(fn);
}

/** Whom the alarms of a function tell. */
export function channelsFor(fn: Function) {
  return fn._core.model.spec.alarms.channels ?? notifiedAbove(fn);
}
