import type { AwsTriggers } from '../private/contract';
import { FunctionModel, triggersOf } from '../private/model';
import { routes } from '../private/routes';
import type { Queue } from '../queue';

/** What the adapter on Lambda reads. `nameOf` gives a queue's name, which may be a token. */
export function triggerSettings(model: FunctionModel, nameOf: (queue: Queue) => string): AwsTriggers {
  const http = routes(model);
  const queues = triggersOf(model, 'queue').sort((a, b) => (a.key < b.key ? -1 : 1));
  const schedules = triggersOf(model, 'schedule');
  return {
    contract: 1,
    t: model.spec.timeoutSeconds,
    ...(http.length > 0 && { h: http }),
    ...(queues.length > 0 && { q: Object.fromEntries(queues.map(({ queue, key }) => [nameOf(queue), key])) }),
    ...(schedules.length > 0 && { s: schedules.map(({ key }) => key).sort() }),
  };
}
