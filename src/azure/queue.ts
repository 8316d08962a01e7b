import type { AzureCloud } from './cloud';
import { deadLettersOf, DeliveryQueue, deliveryQueue, QueueSource } from './delivery';
import { existingId } from './existing-id';
import type { AzureFunction } from './function';
import { names } from './names';
import { deadLetterSuffix } from './plan-resources';
import { record } from './record';
import { roles } from './roles';
import type { DeadLetters } from '../dead-letters';
import type { AzureLinks } from '../private/contract';
import type { Access, QueueSpec } from '../private/resource-spec';
import type { FunctionBackend, ResourceBackend, ResourceRecord } from '../private/target';
import { Queue } from '../queue';
import { ServicebusQueue } from '../terraform/azurerm';
import { nameOf } from '../terraform/naming';

/** The resources of a `Queue` on Azure. Service Bus has no tags but those of the namespace. */
export class AzureQueue implements ResourceBackend {
  /** The resources of a queue. An error if it is on another cloud. */
  public static of(queue: Queue): AzureQueue {
    if (queue._core.backend instanceof AzureQueue) return queue._core.backend;
    throw new Error(`Queue '${queue.node.path}' is on ${queue.cloud.name}, not on azure.`);
  }

  /** @internal */
  public static _build(cloud: AzureCloud, queue: Queue, spec: QueueSpec): AzureQueue {
    return new AzureQueue(cloud, queue, spec);
  }

  /** @internal */
  public readonly _source: QueueSource;

  private readonly path: string;
  private readonly id: string;
  private readonly delaySeconds?: number;
  private readonly built?: DeliveryQueue;

  private constructor(cloud: AzureCloud, queue: Queue, spec: QueueSpec) {
    this.path = queue.node.path;
    this.id = queue.node.id;
    this.delaySeconds = spec.delaySeconds;
    const sessions = spec.ordered ? ({ s: 1 } as const) : {};
    if (spec.existing !== undefined) {
      const {
        id,
        names: [namespace, q],
      } = existingId('queue', spec.existing);
      const host = `${namespace}.servicebus.windows.net`;
      this._source = { id, host, namespace: this.path, setting: { q, ...sessions } };
      return;
    }
    this.built = deliveryQueue(queue, 'Queue', cloud, {
      name: spec.name ?? nameOf(cloud, queue, names.queue),
      deadLetterName: spec.name ? `${spec.name}${deadLetterSuffix}` : nameOf(cloud, queue, names.queue, 'dead-letters'),
      maxAttempts: spec.maxAttempts,
      ordered: spec.ordered,
      retentionSeconds: spec.retentionSeconds,
      preventDestroy: spec.retain,
    });
    const { queue: its, deadLetters } = this.built;
    this._source = {
      id: its.id,
      host: cloud._serviceBusHost(),
      namespace: cloud.node.path,
      deadLettersId: deadLetters.id,
      built: its,
      setting: { q: its.name, a: spec.maxAttempts, d: deadLetters.name, ...sessions },
    };
    queue.node.defaultChild = its;
  }

  /** The queue. An error for one that exists already. */
  public get queue(): ServicebusQueue {
    return this.own().queue;
  }

  /** Where messages go that the consumer could not handle. An error for a queue that exists already. */
  public get deadLetterQueue(): ServicebusQueue {
    return this.own().deadLetters;
  }

  /** @internal */
  public _grant(_access: Access, fn: FunctionBackend): NonNullable<AzureLinks['q']>[string] {
    const { id, host, setting } = this._source;
    (fn as AzureFunction)._assign(`SendTo-${this.id}`, roles.send, id);
    if (setting.s) return [host, setting.q, this.delaySeconds ?? 0, setting.s];
    return this.delaySeconds === undefined ? [host, setting.q] : [host, setting.q, this.delaySeconds];
  }

  /** @internal */
  public _resources(): ResourceRecord[] {
    return this.built ? [this.built.queue, this.built.deadLetters].map(record) : [];
  }

  /** @internal */
  public _deadLetters(): DeadLetters {
    return deadLettersOf(this.own());
  }

  private own(): DeliveryQueue {
    if (this.built) return this.built;
    throw new Error(`Queue '${this.path}' exists already, so that it has no resources here.`);
  }
}
