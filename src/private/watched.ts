import type { Cloud } from '../cloud';
import type { Function } from '../function';
import type { AlarmSpec } from './alarms';
import { channelKey } from './channels';
import { notifiedAbove } from './notified';
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
  cloud._target.beforeSynthesis(cloud, () => build(cloud, functions));
}

/** Without anybody to tell there is no alarm: it would cost, and help nobody. */
function build(cloud: Cloud, functions: readonly Function[]): void {
  const groups = new Map<string, WatchedFunction[]>();
  for (const fn of functions) {
    const { alarms } = fn._core.model.spec;
    const channels = channelsFor(fn, alarms);
    if (channels.length === 0) continue;
    const key = channels.map(channelKey).sort().join('\n');
    groups.set(key, [...(groups.get(key) ?? []), { fn, alarms, channels }]);
  }
  for (const group of groups.values()) cloud._target.buildAlarms(cloud, group, group[0]!.channels);
}

/** Whom the alarms of a function tell. */
export function channelsFor(fn: Function, { channels }: AlarmSpec) {
  return channels ?? notifiedAbove(fn);
}
