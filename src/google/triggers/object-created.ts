import { Construct } from 'constructs';
import type { ObjectCreatedTriggerSpec } from '../../private/spec';
import { GoogleBucket } from '../bucket';
import type { GoogleFunction } from '../function';
import { pushSubscription } from '../subscription';
import type { TriggerPlans } from '../triggers';

/** The bucket notifies one topic, once an object; each function filters for itself. */
export function objectCreated(
  fn: GoogleFunction,
  { key, bucket }: ObjectCreatedTriggerSpec,
  { filter }: TriggerPlans['objectCreated'],
): void {
  pushSubscription(fn, new Construct(fn._scope, `Object-${key}`), {
    topic: GoogleBucket.of(bucket)._notifications().topic.id,
    deadLetters: fn._dead().route,
    maxAttempts: fn._model.spec.maxAttempts,
    path: `/object/${encodeURIComponent(key)}`,
    filter,
  });
}
