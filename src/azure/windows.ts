import { actionGroupOf } from './alarm-channels';
import type { AzureCloud } from './cloud';
import { names } from './names';
import type { PlannedEdge } from './plan-windows';
import { assignRole } from './roles';
import { runAlarm } from './run-alarm';
import { scaleGroups } from './scaling';
import { setAlwaysReady } from './workflow';
import type { Function } from '../function';
import type { FunctionModel } from '../private/model';
import {
  FunctionAppFlexConsumption,
  LogicAppActionCustom,
  LogicAppTriggerCustom,
  LogicAppWorkflow,
  MonitorMetricAlert,
  RoleAssignment,
  UserAssignedIdentity,
} from '../terraform/azurerm';
import { Lazy } from '../terraform/engine';
import { nameOf } from '../terraform/naming';

/** What sets the instances that an app keeps ready by the clock. */
export interface CapacityWindows {
  /** For the manifest. */
  readonly resources: readonly (UserAssignedIdentity | LogicAppWorkflow | MonitorMetricAlert)[];
}

interface Setter {
  readonly app: FunctionAppFlexConsumption;
  readonly model: FunctionModel;
  readonly identity: UserAssignedIdentity;
  readonly role: RoleAssignment;
}

/** One workflow for each moment at which the number changes, all under one identity that may write this app alone. */
export function capacityWindows(
  scope: Function,
  cloud: AzureCloud,
  app: FunctionAppFlexConsumption,
  model: FunctionModel,
  edges: readonly PlannedEdge[],
): CapacityWindows {
  const identity = new UserAssignedIdentity(scope, 'CapacityIdentity', {
    ...cloud._place(),
    name: nameOf(cloud, scope, names.identity, 'capacity'),
  });
  const role = assignRole(scope, 'WriteApp', cloud, { role: cloud._appWriter(), on: app.id, to: identity });
  const setter = { app, model, identity, role };
  return { resources: [identity, ...edges.flatMap((edge) => setAt(scope, cloud, setter, edge))] };
}

function setAt(
  scope: Function,
  cloud: AzureCloud,
  { app, model, identity, role }: Setter,
  { key, warm, recurrence, attempts }: PlannedEdge,
): [LogicAppWorkflow, MonitorMetricAlert] {
  const workflow = new LogicAppWorkflow(scope, `Workflow-${key}`, {
    ...cloud._place(),
    name: nameOf(cloud, scope, names.workflow, key),
    identity: { type: 'UserAssigned', identityIds: [identity.id] },
  });
  const part = { logicAppId: workflow.id, provider: cloud._provider };
  const trigger = new LogicAppTriggerCustom(scope, `Trigger-${key}`, {
    ...part,
    name: 'Clock',
    body: JSON.stringify({ type: 'Recurrence', recurrence }),
  });
  const body = () =>
    JSON.stringify(setAlwaysReady({ app: app.id, identity: identity.id, groups: scaleGroups(model, warm), attempts }));
  new LogicAppActionCustom(scope, `Action-${key}`, {
    ...part,
    name: 'Set_always_ready',
    body: Lazy.stringValue({ produce: body }),
    // Last, and so removed first: removing a part of a workflow takes away the identity that this one names.
    dependsOn: [trigger, role],
  });
  const what = `${scope.node.path}: always-ready instances were not set (${key}).`;
  return [
    workflow,
    runAlarm(scope, cloud, key, { workflow, what, told: () => actionGroupOf(cloud, scope._core.told() ?? []) }),
  ];
}
