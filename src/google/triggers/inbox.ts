import type { PubsubSubscription, PubsubTopic } from '../../terraform/google';
import { nameOf } from '../../terraform/naming';
import type { GoogleFunction } from '../function';
import { topicRule } from '../names';
import { pushSubscription } from '../subscription';
import { pubsubTopic } from '../topics';

export interface Inbox {
  readonly topic: PubsubTopic;
  readonly subscription: PubsubSubscription;
}

/** What schedules come through. */
export function inbox(fn: GoogleFunction): Inbox {
  const { _cloud: cloud, _model: model } = fn;
  const scope = fn._inboxScope();
  const topic = pubsubTopic(scope, 'Topic', cloud, nameOf(cloud, scope, topicRule));
  fn._built.push(topic);
  const { maxAttempts } = model.spec;
  const deadLetters = fn._dead().route;
  return {
    topic,
    subscription: pushSubscription(fn, scope, { topic: topic.id, deadLetters, maxAttempts, path: '/inbox' }),
  };
}
