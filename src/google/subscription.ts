import type { Construct } from 'constructs';
import { serviceAgent } from './apis';
import type { DeadLetterRoute } from './dead-letters';
import type { GoogleFunction } from './function';
import { limits } from './limits';
import { subscriptionRule } from './names';
import { literal } from '../terraform/escape';
import { PubsubSubscription, PubsubSubscriptionIamMember } from '../terraform/google';
import { nameOf } from '../terraform/naming';

export interface PushOptions {
  /** The full name of the topic, which may be another stack's. */
  readonly topic: string;
  readonly deadLetters: DeadLetterRoute;
  readonly maxAttempts: number;
  /** Where the adapter takes it. */
  readonly path: string;
  /** What messages must meet, in Pub/Sub's writing. */
  readonly filter?: string;
  /**
   * Whether messages of one key come in order: one at a time, the next only when the one before is done. Pub/Sub orders
   * what is published in one region, which all functions of a cloud do.
   */
  readonly ordered?: boolean;
  /** How long messages wait to be taken. */
  readonly retentionSeconds?: number;
}

/**
 * Has a topic's messages pushed to the function that events reach, under its invoker's identity.
 * @see https://cloud.google.com/pubsub/docs/handling-failures
 */
export function pushSubscription(fn: GoogleFunction, scope: Construct, options: PushOptions): PubsubSubscription {
  const { topic, deadLetters, maxAttempts, path, filter, retentionSeconds = limits.retentionSeconds } = options;
  const { _cloud: cloud } = fn;
  const { endpoint, invoker, ready } = fn._events();
  const { uri } = endpoint.serviceConfig;
  const subscription = new PubsubSubscription(scope, 'Subscription', {
    ...cloud._at,
    name: nameOf(cloud, scope, subscriptionRule),
    labels: cloud.labels,
    topic,
    ackDeadlineSeconds: ackDeadline(fn._plan.timeoutSeconds),
    messageRetentionDuration: `${retentionSeconds}s`,
    expirationPolicy: { ttl: '' },
    filter: filter && literal(filter),
    enableMessageOrdering: options.ordered || undefined,
    pushConfig: {
      // The service's own address: to the other one, a push would come from outside.
      pushEndpoint: `${uri}${path}`,
      oidcToken: { serviceAccountEmail: invoker.email, audience: uri },
    },
    retryPolicy: {
      minimumBackoff: `${limits.backoffSeconds.least}s`,
      maximumBackoff: `${limits.backoffSeconds.most}s`,
    },
    deadLetterPolicy: { deadLetterTopic: deadLetters.topic, maxDeliveryAttempts: maxAttempts },
    dependsOn: [...deadLetters.ready, ready],
  });
  new PubsubSubscriptionIamMember(scope, 'DeadLetterSubscriber', {
    ...cloud._at,
    subscription: subscription.name,
    role: 'roles/pubsub.subscriber',
    member: serviceAgent(cloud, 'pubsub').member,
  });
  fn._built.push(subscription);
  return subscription;
}

/** A message that takes longer is delivered again while it is still worked on. */
function ackDeadline(timeoutSeconds: number): number {
  const { least, most } = limits.ackDeadlineSeconds;
  return Math.min(Math.max(timeoutSeconds + limits.ackMarginSeconds, least), most);
}
