import { Construct } from 'constructs';
import type { PubsubSubscription } from '../../terraform/google';
import type { GoogleFunction } from '../function';
import { pushSubscription } from '../subscription';
import { DeliveryTopic, deliveryTopic } from '../topics';

export interface Inbox extends DeliveryTopic {
  readonly subscription: PubsubSubscription;
}

/** What every event but a `Queue`'s comes through. */
export function inbox(fn: GoogleFunction): Inbox {
  const { _cloud: cloud, _model: model } = fn;
  const scope = new Construct(fn._scope, 'Inbox');
  const topics = deliveryTopic(scope, cloud);
  fn._built.push(topics.topic, topics.deadLetterTopic, topics.deadLetterSubscription);
  const { maxAttempts } = model.spec;
  const push = { from: topics, project: cloud.project, maxAttempts, path: '/inbox' };
  return { ...topics, subscription: pushSubscription(fn, scope, push) };
}
