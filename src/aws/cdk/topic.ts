import { Arn, ArnFormat } from 'aws-cdk-lib';
import * as sns from 'aws-cdk-lib/aws-sns';
import { keyOf, removalPolicy, tag } from './common';
import type { AwsFunction } from './function';
import { allow, keyActions } from './grants';
import { record } from './record';
import type { Access, TopicSpec } from '../../private/resource-spec';
import type { FunctionBackend, ResourceBackend, ResourceRecord } from '../../private/target';
import type { Resource } from '../../resource';
import type { Topic } from '../../topic';

/**
 * The resources of a `Topic` on AWS. Of a topic that exists already it is an import, and a key that encrypts it must be
 * granted apart.
 */
export class AwsTopic implements ResourceBackend {
  /** The resources of a topic. An error if it is on another cloud. */
  public static of(topic: Topic): AwsTopic {
    if (topic._core.backend instanceof AwsTopic) return topic._core.backend;
    throw new Error(`Topic '${topic.node.path}' is on ${topic.cloud.name}, not on aws.`);
  }

  /** @internal */
  public static _build(topic: Resource, spec: TopicSpec): AwsTopic {
    return new AwsTopic(topic, spec);
  }

  /** The topic. */
  public readonly topic: sns.ITopic;

  /** Where it is, if it exists already: a subscription must name another region than its own. @internal */
  public readonly _region?: string;

  private readonly spec: TopicSpec;

  private constructor(topic: Resource, spec: TopicSpec) {
    this.spec = spec;
    if (spec.existing !== undefined) {
      this.topic = sns.Topic.fromTopicArn(topic, 'Topic', spec.existing);
      this._region = Arn.split(spec.existing, ArnFormat.NO_RESOURCE_NAME).region;
      return;
    }
    this.topic = new sns.Topic(topic, 'Topic', {
      topicName: spec.name,
      masterKey: keyOf(topic, spec),
      enforceSSL: true,
    });
    this.topic.applyRemovalPolicy(removalPolicy(spec));
    topic.node.defaultChild = this.topic.node.defaultChild;
    tag(topic, spec);
  }

  /** @internal */
  public _grant(_access: Access, fn: FunctionBackend): string {
    allow((fn as AwsFunction).role, ['sns:Publish'], [this.topic.topicArn], {
      arn: this.spec.encryptionKey,
      actions: keyActions.write,
    });
    return this.topic.topicArn;
  }

  /** @internal */
  public _resources(): ResourceRecord[] {
    return this.spec.existing === undefined ? [record(this.topic)] : [];
  }
}
