import { actionGroupOf } from './alarm-channels';
import { AzureFunction } from './function';
import { names } from './names';
import { publisher } from './publisher';
import { AzureTopic } from './topic';
import { notifiedAbove } from '../private/notified';
import type { Stop } from '../stop';
import { MonitorActionGroup } from '../terraform/azurerm';
import { nameOf } from '../terraform/naming';

/** What alarms and budgets name to publish notices to a stop. */
export function noticesOf(stop: Stop): MonitorActionGroup {
  const { _cloud: cloud } = AzureFunction.of(stop.breaker);
  const { resourceGroupName, tags, provider } = cloud._place();
  const { receiver, ready } = publisher(stop, cloud, AzureTopic.of(stop.topic), {
    what: `A notice was not published, so that the functions of ${stop.node.scope!.node.path} were not stopped.`,
    told: () => actionGroupOf(cloud, notifiedAbove(stop)),
  });
  return new MonitorActionGroup(stop, 'ActionGroup', {
    resourceGroupName,
    tags,
    provider,
    name: nameOf(cloud, stop, names.actionGroup),
    shortName: 'stop',
    logicAppReceiver: [receiver],
    dependsOn: [ready],
  });
}
