import type { AzureCloud } from './cloud';
import { DeliveryQueue, deliveryQueue, QueueSource } from './delivery';
import type { AzureFunction } from './function';
import { names } from './names';
import { roles } from './roles';
import { connectionSettings } from './settings';
import type { AzureDelivery } from '../private/contract';
import { fingerprint } from '../private/environment';
import { deliveryKey, INBOX } from '../private/model';
import { nameOf } from '../terraform/naming';

/** A queue that invokes a function. */
export interface ConsumedQueue extends Pick<QueueSource, 'id' | 'namespace' | 'built'> {
  /** Tells it apart from the function's other ones. */
  readonly key: string;
}

/** The queues that invoke a function: what it may do with them, and its connections to their namespaces. */
export class Deliveries {
  /** Settings by namespace. */
  private readonly connections = new Map<string, Record<string, string>>();
  /** By the triggers' keys. */
  private readonly received = new Map<string, QueueSource>();
  private ownInbox?: DeliveryQueue;

  constructor(
    private readonly fn: AzureFunction,
    private readonly cloud: AzureCloud,
  ) {}

  /** What all other events come through, once there is one. */
  public get inbox(): DeliveryQueue | undefined {
    return this.ownInbox;
  }

  /** Makes the inbox with the first trigger that needs it. */
  public needInbox(): DeliveryQueue {
    if (this.ownInbox) return this.ownInbox;
    const { fn, cloud } = this;
    this.ownInbox = deliveryQueue(fn._scope, 'Inbox', cloud, {
      name: nameOf(cloud, fn._scope, names.queue, 'inbox'),
      deadLetterName: nameOf(cloud, fn._scope, names.queue, 'dead-letters'),
      maxAttempts: fn._model.spec.maxAttempts,
    });
    const { queue, deadLetters } = this.ownInbox;
    fn._assignBefore('ReceiveFromInbox', roles.receive, queue.id);
    fn._assignBefore('SendToDeadLetters', roles.send, deadLetters.id);
    this.connect(cloud.node.path, cloud._serviceBusHost());
    return this.ownInbox;
  }

  /** Has a queue invoke the function. Azure looks into it as the function's identity to decide when to start it. */
  public receive(key: string, source: QueueSource): void {
    const { id, deadLettersId, namespace, host } = source;
    this.received.set(key, source);
    this.fn._assignBefore(`ReceiveFrom-${key}`, roles.receive, id);
    if (deadLettersId) this.fn._assignBefore(`SendToDeadLettersOf-${key}`, roles.send, deadLettersId);
    this.connect(namespace, host);
  }

  /** The queues that invoke the function, in an order that does not depend on the order of calls. */
  public consumed(): ConsumedQueue[] {
    const { inbox } = this;
    const received = [...this.received].sort(([a], [b]) => (a < b ? -1 : 1));
    return [
      ...(inbox ? [{ key: INBOX, id: inbox.queue.id, namespace: this.cloud.node.path, built: inbox.queue }] : []),
      ...received.map(([key, { id, namespace, built }]) => ({ key: deliveryKey({ key }), id, namespace, built })),
    ];
  }

  /** Names of the queues that invoke the function, of the cloud's own namespace: its metrics are of one namespace. */
  public ownNames(): { readonly queue: string; readonly deadLetters: string }[] {
    const own = [...this.received.values()].filter(
      ({ namespace, built, setting }) => namespace === this.cloud.node.path && built && setting.d !== undefined,
    );
    return [
      ...(this.inbox ? [{ queue: this.inbox.queue.name, deadLetters: this.inbox.deadLetters.name }] : []),
      ...own.map(({ setting }) => ({ queue: setting.q, deadLetters: setting.d! })),
    ];
  }

  public settings(): Record<string, string> {
    return Object.assign({}, ...this.connections.values());
  }

  public queueSetting({ setting, namespace }: QueueSource): AzureDelivery {
    return { ...setting, c: this.prefix(namespace) };
  }

  public inboxSetting(): AzureDelivery | undefined {
    if (!this.ownInbox) return undefined;
    const { queue, deadLetters } = this.ownInbox;
    const { maxAttempts } = this.fn._model.spec;
    return { q: queue.name, a: maxAttempts, d: deadLetters.name, c: this.prefix(this.cloud.node.path) };
  }

  private connect(namespace: string, host: string): void {
    if (this.connections.has(namespace)) return;
    const { clientId } = this.fn.identity;
    this.connections.set(namespace, connectionSettings(this.prefix(namespace), host, clientId));
  }

  /** What the settings of a connection begin with: one connection a namespace. */
  private prefix(namespace: string): string {
    return namespace === this.cloud.node.path ? 'FAASADE_BUS' : `FAASADE_BUS_${fingerprint(namespace).slice(0, 8)}`;
  }
}
