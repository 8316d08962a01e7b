import { Construct } from 'constructs';
import type { TopicTriggerSpec } from '../../private/spec';
import type { GoogleFunction } from '../function';
import { pushSubscription } from '../subscription';
import { GoogleTopic } from '../topic';
import type { TriggerPlans } from '../triggers';

/** A subscription of the function's own: every function gets each message. */
export function topic(
  fn: GoogleFunction,
  { key, topic: of }: TopicTriggerSpec,
  { filter }: TriggerPlans['topic'],
): void {
  pushSubscription(fn, new Construct(fn._scope, `Topic-${key}`), {
    topic: GoogleTopic.of(of)._name.id,
    deadLetters: fn._dead().route,
    maxAttempts: fn._model.spec.maxAttempts,
    path: `/topic/${encodeURIComponent(key)}`,
    filter,
  });
}
