import { AzureFunction } from './function';
import { names } from './names';
import { assignRole, roles } from './roles';
import { runAlarm } from './run-alarm';
import { AzureTopic } from './topic';
import { publishNotice } from './workflow';
import type { Stop } from '../stop';
import {
  LogicAppActionCustom,
  LogicAppTriggerHttpRequest,
  LogicAppWorkflow,
  MonitorActionGroup,
  UserAssignedIdentity,
} from '../terraform/azurerm';
import { nameOf } from '../terraform/naming';

/** No alert and no budget can publish to Service Bus: a workflow does it for them, which may do nothing else. */
export function noticesOf(stop: Stop): MonitorActionGroup {
  const { _cloud: cloud } = AzureFunction.of(stop.breaker);
  const { topic } = AzureTopic.of(stop.topic);
  const place = cloud._place();
  const { resourceGroupName, tags, provider } = place;
  const identity = new UserAssignedIdentity(stop, 'NoticesIdentity', {
    ...place,
    name: nameOf(cloud, stop, names.identity, 'notices'),
  });
  const role = assignRole(stop, 'PublishNotices', cloud, { role: roles.send, on: topic.id, to: identity });
  const workflow = new LogicAppWorkflow(stop, 'NoticesWorkflow', {
    ...place,
    name: nameOf(cloud, stop, names.workflow, 'notices'),
    identity: { type: 'UserAssigned', identityIds: [identity.id] },
  });
  const part = { logicAppId: workflow.id, provider };
  const trigger = new LogicAppTriggerHttpRequest(stop, 'NoticesTrigger', {
    ...part,
    name: 'Notice',
    // Alarms and budgets have nothing in common.
    schema: '{}',
  });
  const action = new LogicAppActionCustom(stop, 'NoticesAction', {
    ...part,
    name: 'Publish',
    body: JSON.stringify(publishNotice(`https://${cloud._serviceBusHost()}/${topic.name}`, identity.id)),
    // Last, and so removed first: removing a part of a workflow takes away the identity that this one names.
    dependsOn: [trigger, role],
  });
  const what = `A notice was not published, so that the functions of ${stop.node.scope!.node.path} were not stopped.`;
  runAlarm(stop, cloud, 'notices', { workflow, what });
  return new MonitorActionGroup(stop, 'ActionGroup', {
    resourceGroupName,
    tags,
    provider,
    name: nameOf(cloud, stop, names.actionGroup),
    shortName: 'stop',
    logicAppReceiver: [
      { name: 'stop', resourceId: workflow.id, callbackUrl: trigger.callbackUrl, useCommonAlertSchema: true },
    ],
    dependsOn: [action],
  });
}
