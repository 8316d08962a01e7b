import { checkArn, checkCommon, checkName } from './checks';
import { limits } from './limits';
import type { Report } from '../private/report';
import type { QueueSpec } from '../private/resource-spec';
import { holdsToken } from '../private/tokens';

/** What a named queue's dead-letter queue is called. */
export const DEAD_LETTERS = '-dead-letters';

/** What the names of queues end with that keep an order. */
export const FIFO = '.fifo';

/** Of one that exists already its name tells. */
export function isFifo({ existing, ordered }: QueueSpec): boolean {
  return existing?.endsWith(FIFO) ?? ordered;
}

export function planQueue(spec: QueueSpec, report: Report): void {
  const ending = DEAD_LETTERS.length + (spec.ordered ? FIFO.length : 0);
  checkName('name', spec.name, limits.queueName - ending, report);
  checkCommon(spec, report);
}

export function planExistingQueue({ existing, ordered }: QueueSpec, report: Report): void {
  if (ordered && !holdsToken(existing!) && !existing!.endsWith(FIFO)) {
    report.problem('ordered', `'${existing}' is no FIFO queue. Leave it out.`);
  }
  checkArn(
    'fromExisting',
    existing,
    /^arn:[\w-]+:sqs:[\w-]+:\d{12}:[\w-]{1,80}(\.fifo)?$/,
    'an SQS queue, arn:aws:sqs:<region>:<account>:<name>',
    report,
  );
}
