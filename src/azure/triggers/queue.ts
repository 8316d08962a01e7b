import type { QueueTriggerSpec } from '../../private/spec';
import type { AzureFunction } from '../function';
import { AzureQueue } from '../queue';

export function queue(fn: AzureFunction, trigger: QueueTriggerSpec): void {
  const { queue: its, _cloud } = AzureQueue.of(trigger.queue);
  fn._receive(`ReceiveFrom-${trigger.key}`, its, _cloud);
}
