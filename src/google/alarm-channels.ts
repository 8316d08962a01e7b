import { Construct } from 'constructs';
import { enableApi, serviceAgent } from './apis';
import type { GoogleCloud } from './cloud';
import { GoogleTopic } from './topic';
import type { ChannelSpec } from '../alarm-channel';
import { channelKey } from '../private/channels';
import { fingerprint } from '../private/environment';
import { MonitoringNotificationChannel, PubsubTopic, PubsubTopicIamMember } from '../terraform/google';

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
  const common = { ...cloud._at, displayName: channelKey(channel), dependsOn: [enableApi(cloud, 'monitoring')] };
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
        labels: { url: channel.url },
      });
    case 'topic':
      return topicChannel(scope, cloud, GoogleTopic.of(channel.topic).topic!, common.displayName);
  }
}

/**
 * A channel that publishes, and the right of Google's agent to do it, which exists once there is such a channel.
 * @see https://cloud.google.com/monitoring/support/notification-options#pubsub
 */
export function topicChannel(
  scope: Construct,
  cloud: GoogleCloud,
  topic: PubsubTopic,
  displayName: string,
): MonitoringNotificationChannel {
  const channel = new MonitoringNotificationChannel(scope, 'Channel', {
    ...cloud._at,
    type: 'pubsub',
    displayName,
    labels: { topic: topic.id },
    dependsOn: [enableApi(cloud, 'monitoring')],
  });
  const agent = serviceAgent(cloud, 'monitoring', [channel]);
  new PubsubTopicIamMember(scope, 'Publisher', {
    ...cloud._at,
    topic: topic.name,
    role: 'roles/pubsub.publisher',
    member: agent.member,
    dependsOn: [agent.ready],
  });
  return channel;
}
