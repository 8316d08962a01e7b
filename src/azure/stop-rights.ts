import type { AzureCloud } from './cloud';
import type { ConsumedQueue } from './deliveries';
import { groupOf } from './existing-id';
import { AzureFunction } from './function';
import { appStopperRole, assignRole, queuePauserRole } from './roles';
import { fingerprint } from '../private/environment';
import { holdsToken } from '../private/tokens';
import type { Stop } from '../stop';
import type { RoleDefinition } from '../terraform/azurerm';

/** Lets the function of a stop stop each app and pause each of its queues, and nothing beside them. */
export function letStop(stop: Stop, guarded: readonly AzureFunction[]): void {
  const to = AzureFunction.of(stop.breaker).identity;
  const roles = new StopRoles(stop);
  const queues = new Set<string>();
  for (const { app, _cloud: cloud, _scope: fn, _deliveries: deliveries } of guarded) {
    assignRole(stop, `App-${fn.node.path}`, cloud, { role: roles.stopApps(cloud), on: app.id, to });
    for (const queue of deliveries.consumed()) {
      // One that exists already may invoke several functions.
      if (queues.has(queue.id)) continue;
      queues.add(queue.id);
      const id = `Queue-${fn.node.path}-${queue.key}`;
      assignRole(stop, id, cloud, { role: roles.pauseQueues(cloud, queue), on: queue.id, to });
    }
  }
}

/** Roles of a stop: one for each resource group, since a role can be assigned only in those that it names. */
class StopRoles {
  private readonly roles = new Map<string, RoleDefinition>();

  constructor(private readonly stop: Stop) {}

  public stopApps(cloud: AzureCloud): RoleDefinition {
    return this.once(cloud.node.path, (suffix) => appStopperRole(this.stop, cloud, cloud._groupId(), suffix));
  }

  public pauseQueues(cloud: AzureCloud, { id, namespace }: ConsumedQueue): RoleDefinition {
    const own = namespace === cloud.node.path && !cloud._givenServiceBus;
    const group = own ? cloud._groupId() : groupOf(id);
    // What is known on deployment only can't be compared: then it is one for each namespace.
    const place = own || holdsToken(group) ? namespace : group;
    return this.once(`queues ${place}`, (suffix) => queuePauserRole(this.stop, cloud, group, suffix), place);
  }

  /** The roles of the stop's own cloud have no suffix. */
  private once(key: string, make: (suffix: string) => RoleDefinition, place = key): RoleDefinition {
    const found = this.roles.get(key);
    if (found) return found;
    const role = make(place === this.stop.breaker.cloud.node.path ? '' : `-${fingerprint(place).slice(0, 8)}`);
    this.roles.set(key, role);
    return role;
  }
}
