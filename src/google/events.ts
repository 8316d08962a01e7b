import { endpoint } from './endpoint';
import type { GoogleFunction } from './function';
import { identity, letInvoke } from './identity';
import { EVENTS } from './names';
import { pings } from './ping';
import { GoogleQueue } from './queue';
import { eventSettings } from './settings';
import { filterOf } from './triggers';
import type { GoogleDelivery } from '../private/contract';
import type { QueueTriggerSpec } from '../private/spec';
import type { TerraformResource } from '../terraform/engine';
import type { Cloudfunctions2Function, ServiceAccount } from '../terraform/google';

/** The function that events reach. */
export interface EventEndpoint {
  readonly endpoint: Cloudfunctions2Function;
  /** The only identity that it accepts. */
  readonly invoker: ServiceAccount;
  /** What a push has to wait for. */
  readonly ready: TerraformResource;
}

export function eventEndpoint(fn: GoogleFunction): EventEndpoint {
  const built = endpoint(fn, 'Events', {
    name: `${fn._name}${EVENTS}`,
    // Pushes of Pub/Sub in the same project count as internal.
    ingress: 'ALLOW_INTERNAL_ONLY',
    part: 'events',
    settings: () => eventSettings(fn._model, { filterOf, deliveryOf: (trigger) => deliveryOf(fn, trigger) }),
  });
  const invoker = identity(fn, 'Invoker', `Invokes ${fn._name}`);
  const ready = letInvoke(fn, built, { id: 'InvokerRole', member: invoker.member });
  pings(fn, { part: 'events', endpoint: built, caller: { account: invoker, ready } });
  return { endpoint: built, invoker, ready };
}

/** Attempts and dead letters of a queue, or of all else: a queue that exists already has the function's own. */
function deliveryOf(fn: GoogleFunction, trigger?: QueueTriggerSpec): GoogleDelivery {
  const own = trigger && GoogleQueue.of(trigger.queue)._deadName;
  if (trigger && own) return { a: trigger.queue._core.spec.maxAttempts, d: own.id };
  return { a: fn._model.spec.maxAttempts, d: fn._dead().route.topic };
}
