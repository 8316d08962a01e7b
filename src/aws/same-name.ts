import { isFifo, FIFO } from './plan-queue';
import { FunctionModel, triggersOf } from '../private/model';
import type { Report } from '../private/report';
import type { QueueTriggerSpec, TopicTriggerSpec } from '../private/spec';
import { label } from '../private/trigger-checks';

/** The adapter knows queues and topics by name; those of other regions and accounts may have the same. */
export function checkQueueName(model: FunctionModel, trigger: QueueTriggerSpec, report: Report): void {
  const nameOf = ({ queue }: QueueTriggerSpec) => {
    const { spec } = queue._core;
    return existingName(spec) ?? (spec.name !== undefined && isFifo(spec) ? `${spec.name}${FIFO}` : spec.name);
  };
  const others = triggersOf(model, 'queue').filter(({ queue }) => queue !== trigger.queue);
  checkName(trigger, others, nameOf, report);
}

export function checkTopicName(model: FunctionModel, trigger: TopicTriggerSpec, report: Report): void {
  const nameOf = ({ topic }: TopicTriggerSpec) => existingName(topic._core.spec) ?? topic._core.spec.name;
  const others = triggersOf(model, 'topic').filter(({ topic }) => topic !== trigger.topic);
  checkName(trigger, others, nameOf, report);
}

function checkName<T extends QueueTriggerSpec | TopicTriggerSpec>(
  trigger: T,
  others: readonly T[],
  nameOf: (of: T) => string | undefined,
  report: Report,
): void {
  // Names that CloudFormation makes are no two times the same.
  const other = others.find((one) => nameOf(one) !== undefined && nameOf(one) === nameOf(trigger));
  if (!other) return;
  report.problem(
    label(trigger),
    `it has the name '${nameOf(trigger)}' of ${label(other)}, by which its messages are known. Make a function for each.`,
  );
}

/** The end of an ARN; of one known on deployment only, the same text stands for the same name. */
function existingName({ existing }: { readonly existing?: string }): string | undefined {
  return existing?.split(':').pop();
}
