import type { IConstruct } from 'constructs';
import type { AlarmChannel, ChannelSpec } from '../alarm-channel';
import { channelsOf } from './channels';
import type { FeatureTable } from './features';
import { Report } from './report';

const SAID = Symbol.for('faasade.channels');

/** What was said of the alarms below a scope: whom they tell, or that there are none. */
type Said = readonly ChannelSpec[] | 'without';

/** Has alarms below a scope tell these. */
export function notify(scope: IConstruct, channels: readonly AlarmChannel[]): void {
  const report = reportOn(scope);
  const specs = channelsOf('notify', channels, report);
  if (channels.length === 0) {
    report.problem('notify', 'there is nobody to tell. Name a channel such as AlarmChannel.email(…).');
  }
  say(scope, specs, report);
}

/** Has no alarms below a scope. */
export function withoutAlarms(scope: IConstruct): void {
  say(scope, 'without', reportOn(scope));
}

/** Whom the alarms of a construct tell: what the nearest scope above says. */
export function notifiedAbove(scope: IConstruct): readonly ChannelSpec[] {
  const said = saidAbove(scope);
  return said === undefined || said === 'without' ? [] : said;
}

/** Whether the nearest scope above wants no alarms. */
export function isWithoutAlarms(scope: IConstruct): boolean {
  return saidAbove(scope) === 'without';
}

function saidAbove(scope: IConstruct): Said | undefined {
  const nearest = [...scope.node.scopes].reverse().find((above) => SAID in above);
  return (nearest as { [SAID]?: Said } | undefined)?.[SAID];
}

function say(scope: IConstruct, said: Said, report: Report): void {
  if (SAID in scope) {
    report.problem('notify', 'it is said already, here, whom they tell or that there are none. Say one of them, once.');
  }
  report.throwProblems();
  Object.defineProperty(scope, SAID, { value: said });
}

/** Of no cloud: an app holds stacks of several. */
function reportOn(scope: IConstruct): Report {
  return new Report(`Whom the alarms of '${scope.node.path}' tell can't be said`, {} as FeatureTable);
}
