import { Cloud } from '../cloud';
import type { FunctionBackend, ResourceBackend, ResourceRecord } from '../private/target';
import type { Resource } from '../resource';
import { Topic } from '../topic';
import type { GoogleCloud } from './cloud';
import { FullName, fullName } from './existing';
import type { GoogleFunction } from './function';
import { topicRule } from './names';
import { record } from './record';
import { letPublish, nameOfTopic, pubsubTopic } from './topics';
import type { Access, TopicSpec } from '../private/resource-spec';
import { PubsubTopic } from '../terraform/google';
import { nameOf } from '../terraform/naming';

/** The resources of a `Topic` on Google. */
export class GoogleTopic implements ResourceBackend {
  /** The resources of a topic. An error if it is on another cloud. */
  public static of(topic: Topic): GoogleTopic {
    if (topic._core.backend instanceof GoogleTopic) return topic._core.backend;
    throw new Error(`Topic '${topic.node.path}' is on ${topic.cloud.name}, not on google.`);
  }

  /** @internal */
  public static _build(topic: Resource, spec: TopicSpec): GoogleTopic {
    return new GoogleTopic(topic, spec);
  }

  /** The topic; none if it exists already. Subscriptions to it are the functions'. */
  public readonly topic?: PubsubTopic;

  /** @internal */
  public readonly _name: FullName;

  private readonly id: string;

  private constructor(topic: Resource, spec: TopicSpec) {
    const cloud = Cloud.of(topic) as GoogleCloud;
    this.id = topic.node.id;
    if (spec.existing !== undefined) {
      this._name = fullName(spec.existing);
      return;
    }
    this.topic = pubsubTopic(topic, 'Topic', cloud, spec.name ?? nameOf(cloud, topic, topicRule), spec);
    this._name = nameOfTopic(this.topic, cloud.project);
    topic.node.defaultChild = this.topic;
  }

  /** @internal */
  public _grant(_access: Access, fn: FunctionBackend): unknown {
    letPublish(fn as GoogleFunction, `Publish-${this.id}`, this._name);
    return this._name.id;
  }

  /** @internal */
  public _resources(): ResourceRecord[] {
    return this.topic ? [record(this.topic)] : [];
  }
}
