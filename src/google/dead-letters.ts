import { Construct } from 'constructs';
import { serviceAgent } from './apis';
import type { GoogleCloud } from './cloud';
import { Described, labelsOf, lifecycleOf } from './common';
import type { FullName } from './existing';
import type { GoogleFunction } from './function';
import { limits } from './limits';
import { DEAD_LETTERS, subscriptionRule, topicRule } from './names';
import { internal, nameOfTopic, pubsubTopic } from './topics';
import type { DeadLetters } from '../dead-letters';
import type { ITerraformDependable } from '../terraform/engine';
import { PubsubSubscription, PubsubTopic, PubsubTopicIamMember } from '../terraform/google';
import { nameOf } from '../terraform/naming';

/** Where messages go that could not be handled. */
export interface DeadLetterTopic {
  readonly topic: PubsubTopic;
  /** Keeps them: a topic alone keeps nothing. */
  readonly subscription: PubsubSubscription;
}

export function deadLetterTopic(
  scope: Construct,
  cloud: GoogleCloud,
  spec: Described & { readonly name?: string } = internal,
): DeadLetterTopic {
  const nameBy = (rule: typeof topicRule) =>
    spec.name === undefined ? nameOf(cloud, scope, rule, 'dead-letters') : `${spec.name}${DEAD_LETTERS}`;
  const topic = pubsubTopic(scope, 'DeadLetterTopic', cloud, nameBy(topicRule), spec);
  const subscription = new PubsubSubscription(scope, 'DeadLetters', {
    ...cloud._at,
    name: nameBy(subscriptionRule),
    labels: labelsOf(cloud, spec),
    topic: topic.id,
    messageRetentionDuration: `${limits.retentionSeconds}s`,
    expirationPolicy: { ttl: '' },
    lifecycle: lifecycleOf(spec),
  });
  return { topic, subscription };
}

/** As users name it. */
export function deadLettersOf({ id, name, terraformResourceType: type }: PubsubTopic): DeadLetters {
  return { type, name, id };
}

/** The way of a function's messages to a dead-letter topic. */
export interface DeadLetterRoute {
  /** The topic's full name. */
  readonly topic: string;
  /** What a subscription has to wait for. */
  readonly ready: ITerraformDependable[];
}

/**
 * Lets both publish there that move messages: the adapter, which adds the reason, and Pub/Sub itself, for messages whose
 * last attempt never came back.
 */
export function deadLetterRoute(
  fn: GoogleFunction,
  scope: Construct,
  { id, name, project }: FullName,
): DeadLetterRoute {
  const agent = serviceAgent(fn._cloud, 'pubsub');
  const publisher = { provider: fn._cloud._at.provider, project, topic: name, role: 'roles/pubsub.publisher' };
  const ready = [
    new PubsubTopicIamMember(scope, 'DeadLetterPublisher', {
      ...publisher,
      member: agent.member,
      dependsOn: [agent.ready],
    }),
    new PubsubTopicIamMember(scope, 'DeadLetterAdapter', { ...publisher, member: fn.serviceAccount.member }),
  ];
  return { topic: id, ready };
}

/** The dead letters of all that reaches a function, but for its queues'. */
export interface FunctionDeadLetters extends DeadLetterTopic {
  readonly route: DeadLetterRoute;
}

export function functionDeadLetters(fn: GoogleFunction): FunctionDeadLetters {
  const { _cloud: cloud } = fn;
  const scope = fn._inboxScope();
  const built = deadLetterTopic(scope, cloud);
  fn._built.push(built.topic, built.subscription);
  const route = deadLetterRoute(fn, scope, nameOfTopic(built.topic, cloud.project));
  return { ...built, route };
}
