import { Construct } from 'constructs';
import type { AzureCloud } from './cloud';
import { names } from './names';
import { publisher } from './publisher';
import { AzureTopic } from './topic';
import type { ChannelSpec } from '../alarm-channel';
import { channelsKey } from '../private/channels';
import { notifiedAbove } from '../private/notified';
import { channelRecords } from '../private/watch-records';
import { markWatch } from '../private/watches';
import { MonitorActionGroup } from '../terraform/azurerm';
import { literal } from '../terraform/escape';
import { nameOf } from '../terraform/naming';

/** The action group that reaches these channels, once in a cloud; none where there are none. */
export function actionGroupOf(cloud: AzureCloud, channels: readonly ChannelSpec[]): MonitorActionGroup | undefined {
  if (channels.length === 0) return undefined;
  const key = channelsKey(channels);
  const found = cloud.node.tryFindChild(`Alarms-${key}`);
  if (found) return found.node.findChild('ActionGroup') as MonitorActionGroup;
  const scope = new Construct(cloud, `Alarms-${key}`);
  const { resourceGroupName, tags, provider } = cloud._place();
  const publishers = channels.flatMap((channel, index) =>
    channel.kind === 'topic'
      ? [
          publisher(new Construct(scope, `Topic${index}`), cloud, AzureTopic.of(channel.topic), {
            what: `An alarm was not published to ${channel.topic.node.path}.`,
            // Not topics: one that can't be published to can't tell of it.
            told: actionGroupOf(
              cloud,
              notifiedAbove(scope).filter(({ kind }) => kind !== 'topic'),
            ),
          }),
        ]
      : [],
  );
  // Alarms of their own are in it then.
  if (publishers.length > 0) {
    markWatch(scope, {
      kind: 'alarms',
      scope: cloud.node.scope!,
      described: { notify: channelRecords(channels) },
      target: cloud._target,
    });
  }
  return new MonitorActionGroup(scope, 'ActionGroup', {
    resourceGroupName,
    tags,
    provider,
    name: nameOf(cloud, scope, names.actionGroup),
    shortName: 'alarms',
    emailReceiver: channels.flatMap((channel, index) =>
      channel.kind === 'email'
        ? [{ name: `email${index}`, emailAddress: channel.address, useCommonAlertSchema: true }]
        : [],
    ),
    webhookReceiver: channels.flatMap((channel, index) =>
      channel.kind === 'webhook'
        ? [{ name: `webhook${index}`, serviceUri: literal(channel.url), useCommonAlertSchema: true }]
        : [],
    ),
    logicAppReceiver: publishers.map(({ receiver }, index) => ({ ...receiver, name: `topic${index}` })),
    dependsOn: publishers.map(({ ready }) => ready),
  });
}
