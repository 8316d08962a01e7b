import { Construct } from 'constructs';
import type { Function } from './function';
import { existing } from './private/existing';
import { ResourceCore } from './private/resource-core';
import { ExistingResource, Resource, ResourceProps } from './resource';

/** What a topic is. */
export interface TopicProps extends ResourceProps {}

/**
 * Hands each message to every function that it triggers, at least once to each.
 *
 * AWS: an SNS topic. Azure: a Service Bus topic. Google: a Pub/Sub topic.
 * @see https://docs.aws.amazon.com/sns/latest/dg/welcome.html
 * @see https://learn.microsoft.com/azure/service-bus-messaging/service-bus-queues-topics-subscriptions
 * @see https://cloud.google.com/pubsub/docs/overview
 */
export class Topic extends Resource {
  /** A topic that exists already. */
  public static fromExisting(scope: Construct, id: string, resource: ExistingResource): Topic {
    return new Topic(scope, id, existing(resource));
  }

  /** @internal */
  public readonly _core: ResourceCore<'topic'>;

  constructor(scope: Construct, id: string, props: TopicProps = {}) {
    super(scope, id);
    this._core = ResourceCore.create(this, 'topic', props);
  }

  /**
   * Lets a function publish. Its handler finds the topic under this construct's id:
   * `context.topic('Orders').publish(…)`.
   */
  public grantPublish(fn: Function): void {
    this._core.grant('publish', fn);
  }
}
