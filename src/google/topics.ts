import type { Construct } from 'constructs';
import { enableApi } from './apis';
import type { GoogleCloud } from './cloud';
import { limits } from './limits';
import { DEAD_LETTERS, subscriptionRule, topicRule } from './names';
import { PubsubSubscription, PubsubTopic } from '../terraform/google';
import { nameOf } from '../terraform/naming';

/** A topic that delivers to code, and where messages go that it could not handle. */
export interface DeliveryTopic {
  readonly topic: PubsubTopic;
  readonly deadLetterTopic: PubsubTopic;
  /** Keeps dead letters: a topic alone keeps nothing. */
  readonly deadLetterSubscription: PubsubSubscription;
}

export function deliveryTopic(scope: Construct, cloud: GoogleCloud, name?: string): DeliveryTopic {
  const { _at: at, labels, region } = cloud;
  const make = (id: string, topicName: string) =>
    new PubsubTopic(scope, id, {
      ...at,
      name: topicName,
      labels,
      messageStoragePolicy: { allowedPersistenceRegions: [region] },
      dependsOn: [enableApi(cloud, 'pubsub')],
    });
  const deadLettersName = (rule: typeof topicRule) =>
    name === undefined ? nameOf(cloud, scope, rule, 'dead-letters') : `${name}${DEAD_LETTERS}`;
  const deadLetterTopic = make('DeadLetterTopic', deadLettersName(topicRule));
  return {
    topic: make('Topic', name ?? nameOf(cloud, scope, topicRule)),
    deadLetterTopic,
    deadLetterSubscription: new PubsubSubscription(scope, 'DeadLetters', {
      ...at,
      name: deadLettersName(subscriptionRule),
      labels,
      topic: deadLetterTopic.id,
      messageRetentionDuration: `${limits.retentionSeconds}s`,
      expirationPolicy: { ttl: '' },
    }),
  };
}
