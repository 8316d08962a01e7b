import type { QueueSpec } from '../private/spec';
import type { FunctionBackend, QueueBackend, ResourceRecord } from '../private/target';
import { Queue } from '../queue';
import type { GoogleCloud } from './cloud';
import type { GoogleFunction } from './function';
import { record } from './record';
import { deliveryTopic } from './topics';
import { PubsubSubscription, PubsubTopic, PubsubTopicIamMember } from '../terraform/google';

/** The resources of a `Queue` on Google. */
export class GoogleQueue implements QueueBackend {
  /** The resources of a queue. An error if it is on another cloud. */
  public static of(queue: Queue): GoogleQueue {
    if (queue._core.backend instanceof GoogleQueue) return queue._core.backend;
    throw new Error(`Queue '${queue.node.path}' is on ${queue.cloud.name}, not on google.`);
  }

  /** @internal */
  public static _build(queue: Queue, spec: QueueSpec): GoogleQueue {
    return new GoogleQueue(queue, spec);
  }

  /** The topic that messages are sent to. The subscription to it is the consumer's. */
  public readonly topic: PubsubTopic;

  /** Where messages go that the consumer could not handle in `maxAttempts`. */
  public readonly deadLetterTopic: PubsubTopic;

  /** Keeps them for 31 days, for you to read. */
  public readonly deadLetterSubscription: PubsubSubscription;

  /** @internal */
  public readonly _project: string;

  private readonly id: string;

  private constructor(queue: Queue, spec: QueueSpec) {
    const cloud = queue.cloud as GoogleCloud;
    const built = deliveryTopic(queue, cloud, spec.name);
    this.topic = built.topic;
    this.deadLetterTopic = built.deadLetterTopic;
    this.deadLetterSubscription = built.deadLetterSubscription;
    this._project = cloud.project;
    this.id = queue.node.id;
    queue.node.defaultChild = built.topic;
  }

  /** @internal */
  public _grantSend(fn: FunctionBackend): string {
    const { _scope: scope, _cloud: cloud, serviceAccount } = fn as GoogleFunction;
    const id = `Send-${this.id}`;
    // In the sender's stack, so that the queue's depends on no other.
    if (!scope.node.tryFindChild(id)) {
      new PubsubTopicIamMember(scope, id, {
        provider: cloud._at.provider,
        project: this._project,
        topic: this.topic.name,
        role: 'roles/pubsub.publisher',
        member: serviceAccount.member,
      });
    }
    return this.topic.id;
  }

  /** @internal */
  public _resources(): ResourceRecord[] {
    return [this.topic, this.deadLetterTopic, this.deadLetterSubscription].map(record);
  }
}
