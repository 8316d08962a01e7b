import { deliveryKey } from '../../../private/model';
import type { QueueTriggerSpec } from '../../../private/spec';
import type { TriggerPlans } from '../../triggers';
import type { AwsFunction } from '../function';
import { AwsQueue } from '../queue';

export function queue(fn: AwsFunction, trigger: QueueTriggerSpec, { batchSize }: TriggerPlans['queue']): void {
  fn._consume(AwsQueue.of(trigger.queue).queue, deliveryKey(trigger), batchSize);
}
