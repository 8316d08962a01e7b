import type { AwsDelivery, AwsTriggers } from '../private/contract';
import { deliveries, FunctionModel, INBOX, triggersOf } from '../private/model';
import { routes } from '../private/routes';
import type { Queue } from '../queue';
import type { Topic } from '../topic';

/** What the settings name; any string may be a token. */
export interface Names {
  /** A queue's own name, and how it delivers. */
  queue(queue: Queue): { readonly name: string; readonly delivery: AwsDelivery };
  topic(topic: Topic): string;
  inbox(): AwsDelivery;
}

/** What the adapter on Lambda reads. */
export function triggerSettings(model: FunctionModel, names: Names): AwsTriggers {
  const http = routes(model);
  const queues = byKey(triggersOf(model, 'queue')).map(({ queue, key }) => {
    const { name, delivery } = names.queue(queue);
    return [name, { i: key, ...delivery }] as const;
  });
  const inbox = deliveries(model).some(({ key }) => key === INBOX);
  const schedules = keys(triggersOf(model, 'schedule'));
  const topics = byKey(triggersOf(model, 'topic')).map(({ topic, key }) => [names.topic(topic), key] as const);
  const buckets = keys(triggersOf(model, 'objectCreated'));
  const tables = keys(triggersOf(model, 'tableChange'));
  return {
    contract: 1,
    t: model.spec.timeoutSeconds,
    ...(http.length > 0 && { h: http }),
    ...(queues.length > 0 && { q: Object.fromEntries(queues) }),
    ...(inbox && { i: names.inbox() }),
    ...(schedules.length > 0 && { s: schedules }),
    ...(topics.length > 0 && { n: Object.fromEntries(topics) }),
    ...(buckets.length > 0 && { o: buckets }),
    ...(tables.length > 0 && { c: tables }),
  };
}

function byKey<T extends { readonly key: string }>(triggers: readonly T[]): T[] {
  return [...triggers].sort((a, b) => (a.key < b.key ? -1 : 1));
}

function keys(triggers: readonly { readonly key: string }[]): string[] {
  return byKey(triggers).map(({ key }) => key);
}
