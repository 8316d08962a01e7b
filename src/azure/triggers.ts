import { azureCron, azureRate, AzureSchedule } from './cron';
import { limits } from './limits';
import { deliveryKey, FunctionModel, triggersOf } from '../private/model';
import type { Report } from '../private/report';
import { planSchedule } from '../private/schedule-plan';
import type {
  CorsSpec,
  HttpTriggerSpec,
  ObjectCreatedTriggerSpec,
  QueueTriggerSpec,
  ScheduleTriggerSpec,
  TableChangeTriggerSpec,
  TopicTriggerSpec,
} from '../private/spec';
import type { TriggerPlanners } from '../private/target';
import { label } from '../private/trigger-checks';
import type { Topic } from '../topic';
import { planFilter } from './topic-filter';

/** What each kind of trigger becomes on Azure. */
export type TriggerPlans = {
  readonly http: object;
  readonly schedule: AzureSchedule;
  readonly queue: object;
  readonly topic: { readonly filter: string };
  readonly objectCreated: object;
  readonly tableChange: never;
};

/** What only the cloud knows. */
export interface TriggerPlace {
  readonly entraApplication: boolean;
  /** Whether messages of a topic can be forwarded to the function's inbox. */
  readonly reaches: (topic: Topic) => boolean;
}

export function planners(place: TriggerPlace): TriggerPlanners<TriggerPlans> {
  return {
    http: (model, trigger, report) => http(model, trigger, place, report),
    schedule,
    queue,
    topic: (_model, trigger, report) => topic(trigger, place, report),
    objectCreated,
    tableChange,
  };
}

function http(
  model: FunctionModel,
  trigger: HttpTriggerSpec,
  { entraApplication }: TriggerPlace,
  report: Report,
): object {
  const { timeoutSeconds } = model.spec;
  if (trigger.auth === 'IAM' && !entraApplication) {
    report.unsupported('http.iam', `${label(trigger)}.auth`, 'HttpAuth.IAM');
  }
  const [first] = triggersOf(model, 'http');
  if (first === trigger && timeoutSeconds > limits.httpTimeoutSeconds) {
    report.problem(
      'timeout',
      `${timeoutSeconds} seconds are above the ${limits.httpTimeoutSeconds} seconds in which Azure answers HTTP. Lower ` +
        'it, or do the long work in a second function, from a queue.',
    );
  }
  const left = corsOptions.filter(({ of }) => trigger.cors?.[of] !== undefined).map(({ name }) => name);
  if (left.length > 0) {
    report.approximate('http.cors', `${left.join(', ')} ${left.length > 1 ? 'have' : 'has'} no effect.`);
  }
  return {};
}

/** What the platform's own answers to preflights leave out. */
const corsOptions: readonly { readonly of: keyof CorsSpec; readonly name: string }[] = [
  { of: 'allowMethods', name: 'allowMethods' },
  { of: 'allowHeaders', name: 'allowHeaders' },
  { of: 'exposeHeaders', name: 'exposeHeaders' },
  { of: 'maxAgeSeconds', name: 'maxAge' },
];

function schedule(_model: FunctionModel, trigger: ScheduleTriggerSpec, report: Report): AzureSchedule | undefined {
  return planSchedule(trigger, { cron: azureCron, rate: azureRate }, report);
}

function queue(model: FunctionModel, trigger: QueueTriggerSpec, report: Report): object {
  const { key, batchSize } = trigger;
  const most = limits.functionName - deliveryKey({ key: '' }).length;
  if (!/^[A-Za-z0-9_-]+$/.test(key) || key.length > most) {
    report.problem(
      label(trigger),
      `the queue's id '${key}' can't stand in the name of a function on Azure. Make it of letters, digits, '-' and ` +
        `'_', ${most} in all.`,
    );
  }
  const same = triggersOf(model, 'queue').find(
    (other) => other !== trigger && other.key !== key && other.key.toLowerCase() === key.toLowerCase(),
  );
  if (same) {
    report.problem(
      label(trigger),
      `Azure takes the queue's id '${key}' for '${same.key}': case makes no difference there. Rename one of them.`,
    );
  }
  if (batchSize !== undefined && batchSize > 1) report.approximate('queue.batchSize', `batchSize is ${batchSize}.`);
  return {};
}

function topic(trigger: TopicTriggerSpec, { reaches }: TriggerPlace, report: Report): TriggerPlans['topic'] {
  const prop = label(trigger);
  if (!reaches(trigger.topic)) {
    report.problem(
      prop,
      `the topic '${trigger.topic.node.path}' is in another Service Bus namespace than the function, and Azure forwards ` +
        "within one only. Give the clouds of both the topic's namespace as serviceBusNamespace: the same object, or its id " +
        'as text.',
    );
  }
  return { filter: planFilter(prop, trigger.filter, report) };
}

function objectCreated(_model: FunctionModel, trigger: ObjectCreatedTriggerSpec, report: Report): object {
  if (!/^[\x20-\x7e]+$/.test(trigger.key)) {
    report.problem(
      label(trigger),
      `the bucket's id '${trigger.key}' can't stand in a header, in which Event Grid names it. Make it of ASCII characters.`,
    );
  }
  if (trigger.bucket._core.spec.existing !== undefined) {
    report.problem(
      label(trigger),
      `the bucket '${trigger.bucket.node.path}' exists already, and so may the one topic that Event Grid has for its ` +
        'storage account. Describe the bucket as a new one, or have its writers send to a Queue.',
    );
  }
  return {};
}

function tableChange(_model: FunctionModel, trigger: TableChangeTriggerSpec, report: Report): undefined {
  report.unsupported('table.change', label(trigger), 'a trigger on changes of a table');
}
