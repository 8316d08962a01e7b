import { limits } from './limits';
import { FunctionModel, triggersOf } from '../private/model';
import type { Report } from '../private/report';
import type { QueueTriggerSpec } from '../private/spec';
import { label } from '../private/trigger-checks';

/**
 * SQS deletes what is older than the retention, whatever attempts are left, and moves it nowhere: the age counts from
 * the sending.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
 */
export function planRetention(model: FunctionModel, report: Report): void {
  triggersOf(model, 'queue').forEach((trigger) => planQueueRetention(model, trigger, report));
}

function planQueueRetention({ spec }: FunctionModel, trigger: QueueTriggerSpec, report: Report): void {
  const { retentionSeconds = Infinity, delaySeconds = 0, maxAttempts } = trigger.queue._core.spec;
  const needed = delaySeconds + spec.timeoutSeconds * limits.visibilityTimeouts * maxAttempts;
  if (retentionSeconds >= needed) return;
  report.problem(
    label(trigger),
    `the queue keeps messages for ${retentionSeconds} seconds, and its delay and ${maxAttempts} attempts, each ` +
      `${limits.visibilityTimeouts} times the timeout apart on AWS, can take ${needed}: messages would be lost before ` +
      `the last. Raise its retention to ${needed} seconds or more, shorten the timeout, or allow fewer attempts.`,
  );
}
