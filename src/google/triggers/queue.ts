import { Construct } from 'constructs';
import type { QueueTriggerSpec } from '../../private/spec';
import { deadLetterRoute } from '../dead-letters';
import type { GoogleFunction } from '../function';
import { GoogleQueue } from '../queue';
import { pushSubscription } from '../subscription';

/** A queue that exists already has no attempts and no dead letters: on Google a subscription has them. The function's serve. */
export function queue(fn: GoogleFunction, { key, queue: of }: QueueTriggerSpec): void {
  const from = GoogleQueue.of(of);
  const { spec } = of._core;
  const own = from._deadName;
  const scope = new Construct(fn._scope, `Queue-${key}`);
  pushSubscription(fn, scope, {
    topic: from._name.id,
    deadLetters: own ? deadLetterRoute(fn, scope, own) : fn._dead().route,
    maxAttempts: own ? spec.maxAttempts : fn._model.spec.maxAttempts,
    path: `/queue/${encodeURIComponent(key)}`,
    ordered: spec.ordered,
    retentionSeconds: spec.retentionSeconds,
  });
}
