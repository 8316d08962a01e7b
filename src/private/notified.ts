import type { IConstruct } from 'constructs';
import type { AlarmChannel, ChannelSpec } from '../alarm-channel';
import { channelsOf } from './channels';
import { findCloud } from './placement';
import { Report } from './report';

const CHANNELS = Symbol.for('faasade.channels');

/** Has alarms below a scope tell these. */
export function notify(scope: IConstruct, channels: readonly AlarmChannel[]): void {
  const { title, features } = findCloud(scope)._target;
  const report = new Report(`The alarms of '${scope.node.path}' can't tell anybody on ${title}`, features);
  if (CHANNELS in scope) report.problem('notify', 'it is said already whom they tell.');
  const specs = channelsOf('notify', channels, report);
  if (channels.length === 0) {
    report.problem('notify', 'there is nobody to tell. Name a channel such as AlarmChannel.email(…).');
  }
  report.throwProblems();
  Object.defineProperty(scope, CHANNELS, { value: specs });
}

/** Whom the alarms of a construct tell: what the nearest scope above says. */
export function notifiedAbove(scope: IConstruct): readonly ChannelSpec[] {
  const said = [...scope.node.scopes].reverse().find((above) => CHANNELS in above);
  return said ? (said as unknown as { [CHANNELS]: readonly ChannelSpec[] })[CHANNELS] : [];
}
