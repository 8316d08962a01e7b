import { Construct } from 'constructs';
import type { QueueTriggerSpec } from '../../private/spec';
import type { GoogleFunction } from '../function';
import { GoogleQueue } from '../queue';
import { pushSubscription } from '../subscription';

export function queue(fn: GoogleFunction, trigger: QueueTriggerSpec): void {
  const from = GoogleQueue.of(trigger.queue);
  const { maxAttempts } = trigger.queue._core.spec;
  const path = `/queue/${encodeURIComponent(trigger.key)}`;
  const scope = new Construct(fn._scope, `Queue-${trigger.key}`);
  pushSubscription(fn, scope, { from, project: from._project, maxAttempts, path });
}
