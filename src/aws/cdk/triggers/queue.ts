import { deliveryKey } from '../../../private/model';
import type { QueueTriggerSpec } from '../../../private/spec';
import type { TriggerPlans } from '../../triggers';
import type { AwsFunction } from '../function';
import { AwsQueue } from '../queue';

export function queue(fn: AwsFunction, trigger: QueueTriggerSpec, { batchSize }: TriggerPlans['queue']): void {
  const source = AwsQueue.of(trigger.queue);
  fn._consume(source.queue, deliveryKey(trigger), batchSize);
  source._consumedBy(fn);
}
