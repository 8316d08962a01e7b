import type { Function } from '../function';
import type { Resource } from '../resource';
import { RESERVED_PATHS } from './contract';
import { checkCors } from './cors-checks';
import { FunctionModel, triggersOf } from './model';
import type { Report } from './report';
import type {
  HttpTriggerSpec,
  ObjectCreatedTriggerSpec,
  QueueTriggerSpec,
  ScheduleTriggerSpec,
  TableChangeTriggerSpec,
  TopicTriggerSpec,
  TriggerKind,
  TriggerOf,
  TriggerSpec,
} from './spec';
import { checkFilter } from './topic-filter-checks';

type Check<T> = (fn: Function, model: FunctionModel, trigger: T, report: Report) => void;

/** Checks of a trigger that are the same on every cloud, against the triggers that are there already. */
export function checkTrigger(fn: Function, model: FunctionModel, trigger: TriggerSpec, report: Report): void {
  if (!Number.isInteger(trigger.warm) || trigger.warm < 0) {
    report.problem(`${label(trigger)}.warm`, `${trigger.warm} is not a whole number of at least 0.`);
  }
  (checks[trigger.kind] as Check<TriggerSpec>)(fn, model, trigger, report);
}

/** Marks what a trigger takes for itself, once it is certain to be built. */
export function claimTrigger(fn: Function, trigger: TriggerSpec): void {
  if (trigger.kind === 'queue') trigger.queue._core.consumer = fn;
}

/** How messages name a trigger. */
export function label(trigger: TriggerSpec): string {
  return `Trigger.${trigger.kind}(${trigger.kind === 'http' ? trigger.path : trigger.key})`;
}

const checks: { readonly [K in TriggerKind]: Check<TriggerOf<K>> } = {
  http: checkHttp,
  schedule: checkSchedule,
  queue: checkQueue,
  topic: checkTopic,
  objectCreated: checkObjectCreated,
  tableChange: checkTableChange,
};

const path = /^\/$|^(\/([A-Za-z0-9._~%-]+|\{[A-Za-z_][A-Za-z0-9_]*\}))*(\/\*)?$/;

const httpMethods = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];

function checkHttp(_fn: Function, model: FunctionModel, trigger: HttpTriggerSpec, report: Report): void {
  const prop = label(trigger);
  if (!path.test(trigger.path) || trigger.path === '') {
    report.problem(
      `${prop}.path`,
      `'${trigger.path}' is not a path: '/' and segments of letters, digits and '._~%-', '{name}' for any one segment, ` +
        `'*' as the last for the rest.`,
    );
  }
  if (trigger.path === RESERVED_PATHS || trigger.path.startsWith(`${RESERVED_PATHS}/`)) {
    report.problem(
      `${prop}.path`,
      `'${trigger.path}' is below '${RESERVED_PATHS}', which faasade keeps for itself: pings go there. Choose another path.`,
    );
  }
  // From JavaScript anything can come here, and what is not understood must not become public.
  if (trigger.auth !== 'PUBLIC' && trigger.auth !== 'IAM') {
    report.problem(
      `${prop}.auth`,
      `'${trigger.auth}' is no HttpAuth. Write HttpAuth.PUBLIC for a public endpoint, HttpAuth.IAM for one that granted ` +
        'functions call.',
    );
  }
  const unknown = trigger.methods.filter((method) => !httpMethods.includes(method));
  if (unknown.length > 0) {
    report.problem(
      `${prop}.methods`,
      `'${unknown.join("', '")}' is no HttpMethod. There are ${httpMethods.join(', ')}.`,
    );
  }
  const shape = (other: HttpTriggerSpec) => other.path.replace(/\{[^}]*\}/g, '{}');
  const any = (other: HttpTriggerSpec) => other.methods.length === 0;
  const others = triggersOf(model, 'http');
  if (others.some(({ auth }) => auth !== trigger.auth)) {
    report.problem(
      `${prop}.auth`,
      'differs from that of another HTTP trigger, and a function has one. Make a function for each.',
    );
  }
  const same = others.find(
    (other) =>
      shape(other) === shape(trigger) &&
      (any(other) || any(trigger) || other.methods.some((method) => trigger.methods.includes(method))),
  );
  if (same) {
    report.problem(`${prop}.path`, `another HTTP trigger has the path '${same.path}' for the same method. Keep one.`);
  }
  if (trigger.cors) checkCors(`${prop}.cors`, trigger.cors, report);
  const cors = others.map((other) => other.cors).find((other) => other !== undefined);
  if (cors && trigger.cors && JSON.stringify(cors) !== JSON.stringify(trigger.cors)) {
    report.problem(
      `${prop}.cors`,
      'differs from that of another HTTP trigger, and a function has one. Make them equal.',
    );
  }
}

function checkSchedule(_fn: Function, model: FunctionModel, trigger: ScheduleTriggerSpec, report: Report): void {
  if (!/^[A-Za-z][A-Za-z0-9-]{0,31}$/.test(trigger.key)) {
    report.problem(
      `${label(trigger)}.name`,
      `'${trigger.key}' is not a name: a letter first, then letters, digits and '-', 32 in all.`,
    );
  }
  if (triggersOf(model, 'schedule').some((other) => other.key.toLowerCase() === trigger.key.toLowerCase())) {
    report.problem(`${label(trigger)}.name`, `another schedule of the function has it. Give one of them another name.`);
  }
}

/** A trigger of a resource: on the same cloud, and the only one of that id. */
function checkResource(
  fn: Function,
  resource: Resource,
  others: readonly { readonly key: string; readonly of: Resource }[],
  prop: string,
  report: Report,
): void {
  const { target, kind } = resource._core;
  const here = fn.cloud._target;
  if (target.cloud !== here.cloud || target.engine !== here.engine) {
    report.problem(
      prop,
      `the ${kind} '${resource.node.path}' is on ${target.title}, the function on ${here.title}. Place both in stacks of one cloud and engine.`,
    );
  }
  const other = others.find(({ key, of }) => key === resource.node.id && of !== resource);
  if (other) {
    report.problem(
      prop,
      `the handler already knows '${other.of.node.path}' as '${other.key}'. Give one of the ${kind}s another construct id.`,
    );
  }
}

/** A kind of which a function takes each resource once. */
function checkOnce(
  resource: Resource,
  others: readonly { readonly of: Resource }[],
  prop: string,
  report: Report,
): void {
  if (!others.some(({ of }) => of === resource)) return;
  const { kind } = resource._core;
  report.problem(prop, `the ${kind} '${resource.node.path}' triggers the function already. Keep one.`);
}

function checkQueue(fn: Function, model: FunctionModel, trigger: QueueTriggerSpec, report: Report): void {
  const { queue } = trigger;
  const prop = label(trigger);
  const others = triggersOf(model, 'queue').map(({ key, queue: of }) => ({ key, of }));
  checkResource(fn, queue, others, prop, report);
  const consumer = queue._core.consumer ?? (others.some(({ of }) => of === queue) ? fn : undefined);
  if (consumer === fn) {
    checkOnce(queue, [{ of: queue }], prop, report);
  } else if (consumer) {
    report.problem(
      prop,
      `the queue '${queue.node.path}' already has the consumer '${consumer.node.path}', and a queue has one. ` +
        `Give the second function a queue of its own, or have a Topic trigger both.`,
    );
  }
  const size = trigger.batchSize;
  if (size !== undefined && (!Number.isInteger(size) || size < 1 || size > 10)) {
    report.problem(`${prop}.batchSize`, `${size} is not a whole number from 1 to 10.`);
  }
}

function checkTopic(fn: Function, model: FunctionModel, trigger: TopicTriggerSpec, report: Report): void {
  const { topic, filter } = trigger;
  const prop = label(trigger);
  const others = triggersOf(model, 'topic').map(({ key, topic: of }) => ({ key, of }));
  checkResource(fn, topic, others, prop, report);
  checkOnce(topic, others, prop, report);
  checkFilter(prop, filter, report);
}

function checkObjectCreated(
  fn: Function,
  model: FunctionModel,
  trigger: ObjectCreatedTriggerSpec,
  report: Report,
): void {
  const { bucket } = trigger;
  const prop = label(trigger);
  const others = triggersOf(model, 'objectCreated').map(({ key, bucket: of }) => ({ key, of }));
  checkResource(fn, bucket, others, prop, report);
  checkOnce(bucket, others, prop, report);
}

function checkTableChange(fn: Function, model: FunctionModel, trigger: TableChangeTriggerSpec, report: Report): void {
  const { table } = trigger;
  const prop = label(trigger);
  const others = triggersOf(model, 'tableChange').map(({ key, table: of }) => ({ key, of }));
  checkResource(fn, table, others, prop, report);
  checkOnce(table, others, prop, report);
}
