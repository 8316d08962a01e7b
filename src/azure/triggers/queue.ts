import type { QueueTriggerSpec } from '../../private/spec';
import type { AzureFunction } from '../function';
import { AzureQueue } from '../queue';

export function queue(fn: AzureFunction, trigger: QueueTriggerSpec): void {
  fn._deliveries.receive(trigger.key, AzureQueue.of(trigger.queue)._source);
}
