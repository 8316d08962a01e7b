import { Cloud } from '../cloud';
import { Queue } from '../queue';
import type { GoogleCloud } from './cloud';
import { DeadLetterTopic, deadLettersOf, deadLetterTopic } from './dead-letters';
import { FullName, fullName } from './existing';
import type { GoogleFunction } from './function';
import { topicRule } from './names';
import { record } from './record';
import { letPublish, nameOfTopic, pubsubTopic } from './topics';
import type { DeadLetters } from '../dead-letters';
import type { Access, QueueSpec } from '../private/resource-spec';
import type { FunctionBackend, ResourceBackend, ResourceRecord } from '../private/target';
import type { Resource } from '../resource';
import { PubsubSubscription, PubsubTopic } from '../terraform/google';
import { nameOf } from '../terraform/naming';

/** The resources of a `Queue` on Google. */
export class GoogleQueue implements ResourceBackend {
  /** The resources of a queue. An error if it is on another cloud. */
  public static of(queue: Queue): GoogleQueue {
    if (queue._core.backend instanceof GoogleQueue) return queue._core.backend;
    throw new Error(`Queue '${queue.node.path}' is on ${queue.cloud.name}, not on google.`);
  }

  /** @internal */
  public static _build(queue: Resource, spec: QueueSpec): GoogleQueue {
    return new GoogleQueue(queue, spec);
  }

  /**
   * The topic that messages are sent to; none if the queue exists already. The subscription to it is the consumer's.
   */
  public readonly topic?: PubsubTopic;

  /** @internal */
  public readonly _name: FullName;

  /** @internal */
  public readonly _deadName?: FullName;

  /** @internal */
  public readonly _deadLetters?: () => DeadLetters;

  private readonly dead?: DeadLetterTopic;
  private readonly id: string;
  private readonly ordered: boolean;

  private constructor(queue: Resource, spec: QueueSpec) {
    const cloud = Cloud.of(queue) as GoogleCloud;
    this.id = queue.node.id;
    this.ordered = spec.ordered;
    if (spec.existing !== undefined) {
      this._name = fullName(spec.existing);
      return;
    }
    const dead = (this.dead = deadLetterTopic(queue, cloud, spec));
    this._deadName = nameOfTopic(dead.topic, cloud.project);
    this._deadLetters = () => deadLettersOf(dead.topic);
    this.topic = pubsubTopic(queue, 'Topic', cloud, spec.name ?? nameOf(cloud, queue, topicRule), spec);
    this._name = nameOfTopic(this.topic, cloud.project);
    queue.node.defaultChild = this.topic;
  }

  /** Where messages go that the consumer could not handle in `maxAttempts`; none if the queue exists already. */
  public get deadLetterTopic(): PubsubTopic | undefined {
    return this.dead?.topic;
  }

  /** Keeps them for 31 days, for you to read; none if the queue exists already. */
  public get deadLetterSubscription(): PubsubSubscription | undefined {
    return this.dead?.subscription;
  }

  /** @internal */
  public _grant(_access: Access, fn: FunctionBackend): unknown {
    letPublish(fn as GoogleFunction, `Send-${this.id}`, this._name);
    return [this._name.id, ...(this.ordered ? [1] : [])];
  }

  /** @internal */
  public _resources(): ResourceRecord[] {
    return this.topic && this.dead ? [this.topic, this.dead.topic, this.dead.subscription].map(record) : [];
  }
}
