import type { Construct } from 'constructs';
import type { AzureCloud } from './cloud';
import { names } from './names';
import { assignRole, roles } from './roles';
import { RunAlarm, runAlarm } from './run-alarm';
import type { AzureTopic } from './topic';
import { publishNotice } from './workflow';
import {
  LogicAppActionCustom,
  LogicAppTriggerHttpRequest,
  LogicAppWorkflow,
  MonitorActionGroupLogicAppReceiver,
  UserAssignedIdentity,
} from '../terraform/azurerm';
import type { ITerraformDependable } from '../terraform/engine';
import { nameOf } from '../terraform/naming';

/** What an action group calls, and what must be there before. */
export interface Publisher {
  readonly receiver: MonitorActionGroupLogicAppReceiver;
  readonly ready: ITerraformDependable;
}

/**
 * No alert and no budget can publish to Service Bus: a workflow does it for them, which may do nothing else.
 * @param failed the alarm where one was not published: what it says, and whom it tells
 */
export function publisher(
  scope: Construct,
  cloud: AzureCloud,
  { topic, _cloud: holder }: AzureTopic,
  failed: Pick<RunAlarm, 'what' | 'told'>,
): Publisher {
  const place = cloud._place();
  const identity = new UserAssignedIdentity(scope, 'NoticesIdentity', {
    ...place,
    name: nameOf(cloud, scope, names.identity, 'notices'),
  });
  const role = assignRole(scope, 'PublishNotices', cloud, { role: roles.send, on: topic.id, to: identity });
  const workflow = new LogicAppWorkflow(scope, 'NoticesWorkflow', {
    ...place,
    name: nameOf(cloud, scope, names.workflow, 'notices'),
    identity: { type: 'UserAssigned', identityIds: [identity.id] },
  });
  const part = { logicAppId: workflow.id, provider: place.provider };
  const trigger = new LogicAppTriggerHttpRequest(scope, 'NoticesTrigger', {
    ...part,
    name: 'Notice',
    // Alarms and budgets have nothing in common.
    schema: '{}',
  });
  const ready = new LogicAppActionCustom(scope, 'NoticesAction', {
    ...part,
    name: 'Publish',
    body: JSON.stringify(publishNotice(`https://${holder._serviceBusHost()}/${topic.name}`, identity.id)),
    // Last, and so removed first: removing a part of a workflow takes away the identity that this one names.
    dependsOn: [trigger, role],
  });
  runAlarm(scope, cloud, 'notices', { workflow, ...failed });
  const { callbackUrl } = trigger;
  return {
    receiver: { name: 'publish', resourceId: workflow.id, callbackUrl, useCommonAlertSchema: true },
    ready,
  };
}
