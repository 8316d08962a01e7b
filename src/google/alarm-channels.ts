import { Construct } from 'constructs';
import { enableApi, serviceAgent } from './apis';
import type { GoogleCloud } from './cloud';
import { GoogleTopic } from './topic';
import type { ChannelSpec } from '../alarm-channel';
import { channelKey } from '../private/channels';
import { fingerprint } from '../private/environment';
import { holdsToken } from '../private/tokens';
import { literal } from '../terraform/escape';
import { MonitoringNotificationChannel, PubsubTopicIamMember } from '../terraform/google';

/** The notification channels that reach these, each once in a cloud. */
export function channelsOf(cloud: GoogleCloud, channels: readonly ChannelSpec[]): MonitoringNotificationChannel[] {
  return channels.map((channel) => {
    const id = `Alarms-${fingerprint(channelKey(channel)).slice(0, 8)}`;
    const found = cloud.node.tryFindChild(id);
    if (found) return found.node.findChild('Channel') as MonitoringNotificationChannel;
    return build(new Construct(cloud, id), cloud, channel);
  });
}

function build(scope: Construct, cloud: GoogleCloud, channel: ChannelSpec): MonitoringNotificationChannel {
  const common = { ...cloud._at, displayName: nameOf(channel), dependsOn: [enableApi(cloud, 'monitoring')] };
  switch (channel.kind) {
    case 'email':
      return new MonitoringNotificationChannel(scope, 'Channel', {
        ...common,
        type: 'email',
        labels: { email_address: channel.address },
      });
    case 'webhook':
      return new MonitoringNotificationChannel(scope, 'Channel', {
        ...common,
        type: 'webhook_tokenauth',
        labels: { url: literal(channel.url) },
      });
    case 'topic':
      return topicChannel(scope, cloud, GoogleTopic.of(channel.topic)._name.id, common.displayName);
  }
}

/** Shown wherever the channel is: of a webhook the host alone, since the rest may be a secret. */
function nameOf(channel: ChannelSpec): string {
  if (channel.kind !== 'webhook') return literal(channelKey(channel));
  const host = URL.canParse(channel.url) && !holdsToken(channel.url) ? ` at ${new URL(channel.url).host}` : '';
  return `webhook${host} ${fingerprint(channelKey(channel)).slice(0, 8)}`;
}

/**
 * A channel that publishes, and the right of Google's agent to do it, which exists once there is such a channel.
 * @see https://cloud.google.com/monitoring/support/notification-options#pubsub
 */
export function topicChannel(
  scope: Construct,
  cloud: GoogleCloud,
  topic: string,
  displayName: string,
): MonitoringNotificationChannel {
  const channel = new MonitoringNotificationChannel(scope, 'Channel', {
    ...cloud._at,
    type: 'pubsub',
    displayName,
    labels: { topic },
    dependsOn: [enableApi(cloud, 'monitoring')],
  });
  const agent = serviceAgent(cloud, 'monitoring', [channel]);
  new PubsubTopicIamMember(scope, 'Publisher', {
    ...cloud._at,
    topic,
    role: 'roles/pubsub.publisher',
    member: agent.member,
    dependsOn: [agent.ready],
  });
  return channel;
}
