import type { AzureCloud } from './cloud';
import { existingId } from './existing-id';
import type { AzureFunction } from './function';
import { names } from './names';
import { record } from './record';
import { roles } from './roles';
import type { AzureLinks } from '../private/contract';
import type { Access, TopicSpec } from '../private/resource-spec';
import type { FunctionBackend, ResourceBackend, ResourceRecord } from '../private/target';
import { waitFor } from '../terraform/address';
import { ServicebusTopic } from '../terraform/azurerm';
import { TerraformResource, TerraformStack } from '../terraform/engine';
import { nameOf } from '../terraform/naming';
import { Topic } from '../topic';

/** The resources of a `Topic` on Azure. Service Bus has no tags but those of the namespace. */
export class AzureTopic implements ResourceBackend {
  /** The resources of a topic. An error if it is on another cloud. */
  public static of(topic: Topic): AzureTopic {
    if (topic._core.backend instanceof AzureTopic) return topic._core.backend;
    throw new Error(`Topic '${topic.node.path}' is on ${topic.cloud.name}, not on azure.`);
  }

  /** @internal */
  public static _build(cloud: AzureCloud, topic: Topic, spec: TopicSpec): AzureTopic {
    return new AzureTopic(cloud, topic, spec);
  }

  /** @internal */
  public readonly _cloud: AzureCloud;

  /** @internal */
  public readonly _id: string;

  /** Those of its subscriptions. @internal */
  public readonly _rules: TerraformResource[] = [];

  private readonly path: string;
  private readonly id: string;
  private readonly link: NonNullable<AzureLinks['t']>[string];
  private readonly built?: ServicebusTopic;

  private constructor(cloud: AzureCloud, topic: Topic, spec: TopicSpec) {
    this._cloud = cloud;
    this.path = topic.node.path;
    this.id = topic.node.id;
    if (spec.existing !== undefined) {
      const {
        id,
        names: [namespace, name],
      } = existingId('topic', spec.existing);
      this._id = id;
      this.link = [`${namespace}.servicebus.windows.net`, name];
      return;
    }
    this.built = new ServicebusTopic(topic, 'Topic', {
      name: spec.name ?? nameOf(cloud, topic, names.topic),
      namespaceId: cloud.serviceBusNamespace.id,
      ...(spec.retain && { lifecycle: { preventDestroy: true } }),
      provider: cloud._provider,
    });
    this._id = this.built.id;
    this.link = [cloud._serviceBusHost(), this.built.name];
    topic.node.defaultChild = this.built;
  }

  /** The topic. An error for one that exists already. */
  public get topic(): ServicebusTopic {
    if (this.built) return this.built;
    throw new Error(`Topic '${this.path}' exists already, so that it has no resources here.`);
  }

  /** @internal */
  public _grant(_access: Access, fn: FunctionBackend): NonNullable<AzureLinks['t']>[string] {
    const role = (fn as AzureFunction)._assign(`PublishTo-${this.id}`, roles.send, this._id);
    // Until a subscription has its rule it lets pass what would be taken for something else.
    if (role) waitFor(role, () => this._rules.filter((rule) => TerraformStack.of(rule) === TerraformStack.of(role)));
    return this.link;
  }

  /** @internal */
  public _resources(): ResourceRecord[] {
    return this.built ? [record(this.built)] : [];
  }
}
