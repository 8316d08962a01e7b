import type { Construct } from 'constructs';
import { serviceAgent } from './apis';
import type { GoogleFunction } from './function';
import { limits } from './limits';
import { subscriptionRule } from './names';
import type { DeliveryTopic } from './topics';
import { PubsubSubscription, PubsubSubscriptionIamMember, PubsubTopicIamMember } from '../terraform/google';
import { nameOf } from '../terraform/naming';

export interface PushOptions {
  readonly from: DeliveryTopic;
  /** The project of the topics, which may be another stack's. */
  readonly project: string;
  readonly maxAttempts: number;
  /** Where the adapter takes it. */
  readonly path: string;
}

/**
 * Has a topic's messages pushed to the function that events reach, under its invoker's identity.
 * @see https://cloud.google.com/pubsub/docs/handling-failures
 */
export function pushSubscription(fn: GoogleFunction, scope: Construct, options: PushOptions): PubsubSubscription {
  const { from, project, maxAttempts, path } = options;
  const { _cloud: cloud } = fn;
  const { endpoint, invoker, ready } = fn._events();
  const agent = serviceAgent(cloud, 'pubsub');
  const { uri } = endpoint.serviceConfig;
  const publisher = new PubsubTopicIamMember(scope, 'DeadLetterPublisher', {
    provider: cloud._at.provider,
    project,
    topic: from.deadLetterTopic.name,
    role: 'roles/pubsub.publisher',
    member: agent.member,
    dependsOn: [agent.ready],
  });
  const subscription = new PubsubSubscription(scope, 'Subscription', {
    ...cloud._at,
    name: nameOf(cloud, scope, subscriptionRule),
    labels: cloud.labels,
    topic: from.topic.id,
    ackDeadlineSeconds: ackDeadline(fn._plan.timeoutSeconds),
    messageRetentionDuration: `${limits.retentionSeconds}s`,
    expirationPolicy: { ttl: '' },
    pushConfig: {
      // The service's own address: to the other one, a push would come from outside.
      pushEndpoint: `${uri}${path}`,
      oidcToken: { serviceAccountEmail: invoker.email, audience: uri },
    },
    retryPolicy: {
      minimumBackoff: `${limits.backoffSeconds.least}s`,
      maximumBackoff: `${limits.backoffSeconds.most}s`,
    },
    deadLetterPolicy: { deadLetterTopic: from.deadLetterTopic.id, maxDeliveryAttempts: maxAttempts },
    dependsOn: [publisher, ready],
  });
  new PubsubSubscriptionIamMember(scope, 'DeadLetterSubscriber', {
    ...cloud._at,
    subscription: subscription.name,
    role: 'roles/pubsub.subscriber',
    member: agent.member,
  });
  fn._built.push(subscription);
  return subscription;
}

/** A message that takes longer is delivered again while it is still worked on. */
function ackDeadline(timeoutSeconds: number): number {
  const { least, most } = limits.ackDeadlineSeconds;
  return Math.min(Math.max(timeoutSeconds + limits.ackMarginSeconds, least), most);
}
