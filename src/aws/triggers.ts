import { awsCron, awsRate } from './cron';
import { limits } from './limits';
import { keyPattern, Pattern } from './object-pattern';
import { isFifo } from './plan-queue';
import { existingTable } from './plan-table';
import { checkQueueName, checkTopicName } from './same-name';
import type { FunctionModel } from '../private/model';
import type { Report } from '../private/report';
import { planSchedule } from '../private/schedule-plan';
import type {
  ObjectCreatedTriggerSpec,
  QueueTriggerSpec,
  TableChangeTriggerSpec,
  TopicTriggerSpec,
} from '../private/spec';
import type { TriggerPlanners } from '../private/target';
import { label } from '../private/trigger-checks';

/** Conditions on attributes of a message, as SNS writes them. */
export type FilterPolicy = Readonly<Record<string, readonly (string | { readonly prefix: string })[]>>;

/** What each kind of trigger becomes on AWS, with any engine. */
export type TriggerPlans = {
  readonly http: object;
  /** In EventBridge Scheduler's writing. */
  readonly schedule: { readonly expression: string; readonly timeZone?: string };
  readonly queue: { readonly batchSize: number };
  /** Without a policy every message passes. */
  readonly topic: { readonly filterPolicy?: FilterPolicy };
  /** Without a pattern every key passes. */
  readonly objectCreated: { readonly keys?: readonly Pattern[] };
  readonly tableChange: object;
};

export const planners: TriggerPlanners<TriggerPlans> = {
  http: () => ({}),
  schedule: (_model, trigger, report) => planSchedule(trigger, { cron: awsCron, rate: awsRate }, report),
  queue: planQueueTrigger,
  topic: planTopicTrigger,
  objectCreated: (_model, trigger, report) => planObjectCreated(trigger, report),
  tableChange: (_model, trigger, report) => planTableChange(trigger, report),
};

/** Messages of one key take their turns, all within the timeout of one invocation: so an ordered queue hands over one. */
function planQueueTrigger(model: FunctionModel, trigger: QueueTriggerSpec, report: Report): TriggerPlans['queue'] {
  checkQueueName(model, trigger, report);
  return { batchSize: trigger.batchSize ?? (isFifo(trigger.queue._core.spec) ? 1 : limits.batchSize) };
}

/** @see https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html */
function planTopicTrigger(model: FunctionModel, trigger: TopicTriggerSpec, report: Report): TriggerPlans['topic'] {
  checkTopicName(model, trigger, report);
  const policy = Object.entries(trigger.filter).map(
    ([name, wanted]) => [name, 'prefix' in wanted ? [{ prefix: wanted.prefix }] : [...wanted.equals]] as const,
  );
  const combinations = policy.reduce((product, [, values]) => product * values.length, 1);
  if (combinations > limits.filterCombinations) {
    report.problem(
      `${label(trigger)}.filter`,
      `its values make ${combinations} combinations, and Amazon SNS takes ${limits.filterCombinations}. Name fewer ` +
        'values, or filter in the handler.',
    );
  }
  return policy.length > 0 ? { filterPolicy: Object.fromEntries(policy) } : {};
}

/** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
function planObjectCreated(trigger: ObjectCreatedTriggerSpec, report: Report): TriggerPlans['objectCreated'] {
  const keys = keyPattern(trigger.prefix, trigger.suffix);
  if (!keys) return {};
  const { length } = JSON.stringify(keys);
  if (length > limits.keyPattern) {
    report.problem(
      label(trigger),
      `prefix and suffix make a pattern of ${length} characters, and Amazon EventBridge leaves ${limits.keyPattern} for ` +
        'it. Shorten them, or filter in the handler.',
    );
  }
  return { keys };
}

function planTableChange(trigger: TableChangeTriggerSpec, report: Report): TriggerPlans['tableChange'] {
  const { existing } = trigger.table._core.spec;
  if (existing !== undefined && existingTable(existing).streamArn === undefined) {
    report.problem(
      label(trigger),
      `the table '${existing}' exists already, and its ARN does not tell its stream. Give Table.fromExisting the ARN of ` +
        'the stream, with new and old images.',
    );
  }
  return {};
}
