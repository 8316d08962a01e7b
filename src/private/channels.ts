import type { AlarmChannel, ChannelSpec } from '../alarm-channel';
import { fingerprint } from './environment';
import type { Report } from './report';
import { holdsToken } from './tokens';

/** Channels as data, each once. */
export function channelsOf(prop: string, channels: readonly AlarmChannel[], report: Report): ChannelSpec[] {
  const specs = channels.flatMap((channel, index) => {
    const spec = channel?._spec;
    if (!spec) {
      report.problem(
        `${prop}[${index}]`,
        `${JSON.stringify(channel)} is no channel. Write one such as AlarmChannel.email(…).`,
      );
      return [];
    }
    check(`${prop}[${index}]`, spec, report);
    return [spec];
  });
  return distinct(specs);
}

/** Each once. */
export function distinct(channels: readonly ChannelSpec[]): ChannelSpec[] {
  return [...new Map(channels.map((spec) => [channelKey(spec), spec])).values()];
}

/** What tells channels apart. */
export function channelKey(spec: ChannelSpec): string {
  if (spec.kind === 'topic') return `topic ${spec.topic.node.path}`;
  return spec.kind === 'email' ? `email ${spec.address}` : `webhook ${spec.url}`;
}

/** The id of what watches functions that tell the same channels. */
export function watchId(channels: readonly ChannelSpec[]): string {
  return channels.length > 0 ? `Watch-${channelsKey(channels)}` : 'Watch';
}

/** What tells sets of channels apart, in ids. */
export function channelsKey(channels: readonly ChannelSpec[]): string {
  return fingerprint(channels.map(channelKey).sort()).slice(0, 8);
}

function check(prop: string, spec: ChannelSpec, report: Report): void {
  if (spec.kind === 'email' && !holdsToken(spec.address) && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(spec.address)) {
    report.problem(prop, `'${spec.address}' is no address such as team@example.com.`);
  }
  if (spec.kind === 'webhook' && !holdsToken(spec.url) && !/^https:\/\/[^\s/]+/.test(spec.url)) {
    report.problem(prop, `'${spec.url}' is no https URL.`);
  }
}
