import type { QueueSpec } from '../private/spec';
import type { FunctionBackend, QueueBackend, ResourceRecord } from '../private/target';
import { Queue } from '../queue';
import type { AzureCloud } from './cloud';
import { deliveryQueue } from './delivery';
import type { AzureFunction } from './function';
import { names } from './names';
import { record } from './record';
import { ServicebusQueue } from '../terraform/azurerm';
import { nameOf } from '../terraform/naming';

/** The resources of a `Queue` on Azure. */
export class AzureQueue implements QueueBackend {
  /** The resources of a queue. An error if it is on another cloud. */
  public static of(queue: Queue): AzureQueue {
    if (queue._core.backend instanceof AzureQueue) return queue._core.backend;
    throw new Error(`Queue '${queue.node.path}' is on ${queue.cloud.name}, not on azure.`);
  }

  /** @internal */
  public static _build(cloud: AzureCloud, queue: Queue, spec: QueueSpec): AzureQueue {
    return new AzureQueue(cloud, queue, spec);
  }

  /** The queue. What could not be handled is in its dead-letter sub-queue. */
  public readonly queue: ServicebusQueue;

  /** @internal */
  public readonly _cloud: AzureCloud;

  /** Kept, because the engine finds references between stacks by the token itself. @internal */
  public readonly _name: string;

  private readonly id: string;

  private constructor(cloud: AzureCloud, queue: Queue, spec: QueueSpec) {
    this._cloud = cloud;
    this.id = queue.node.id;
    this.queue = deliveryQueue(queue, 'Queue', cloud, {
      name: spec.name ?? nameOf(cloud, queue, names.queue),
      maxAttempts: spec.maxAttempts,
    });
    this._name = this.queue.name;
    queue.node.defaultChild = this.queue;
  }

  /** @internal */
  public _grantSend(fn: FunctionBackend): readonly string[] {
    (fn as AzureFunction)._send(`SendTo-${this.id}`, this.queue);
    return [this._cloud._serviceBusHost(), this._name];
  }

  /** @internal */
  public _resources(): ResourceRecord[] {
    return [record(this.queue)];
  }
}
