import { checkArn, checkCommon, checkName } from './checks';
import { limits } from './limits';
import type { Report } from '../private/report';
import type { TopicSpec } from '../private/resource-spec';

export function planTopic(spec: TopicSpec, report: Report): void {
  checkName('name', spec.name, limits.topicName, report);
  checkCommon(spec, report);
}

/** A FIFO topic delivers to FIFO queues only, and an inbox is none. */
export function planExistingTopic({ existing }: TopicSpec, report: Report): void {
  checkArn(
    'fromExisting',
    existing,
    /^arn:[\w-]+:sns:[\w-]+:\d{12}:[\w-]{1,256}$/,
    'a standard SNS topic, arn:aws:sns:<region>:<account>:<name>',
    report,
  );
}
