import { deliveryKey, INBOX } from './model';
import { TriggerKind, triggerRoutes } from './spec';

/*
 * What scales by itself within a function, by the names in the manifest's `scaling`: a cloud's record writes them, and the
 * estimate finds them by these names again.
 */

/** On AWS: the alias that all goes through. */
export const LIVE = 'live';

/** On Google: the two functions that one becomes. */
export const googleParts = { http: 'http', events: 'events' } as const;

export function googlePart(kind: TriggerKind): string {
  return triggerRoutes[kind] === 'http' ? googleParts.http : googleParts.events;
}

/** On Azure: scale groups, which have their names in lower case. */
export const azureParts = {
  http: 'http',
  /** @param key of a delivery: `inbox`, or that of a queue */
  delivery: (key: string) => `function:${key.toLowerCase()}`,
  /** The timer, which does no more than write into the inbox. */
  schedule: (key: string) => `function:schedule-${key.toLowerCase()}`,
};

/** Where a trigger's events are handled. */
export function azurePart({ kind, key }: { readonly kind: TriggerKind; readonly key: string }): string {
  const route = triggerRoutes[kind];
  if (route === 'http') return azureParts.http;
  return azureParts.delivery(route === 'queue' ? deliveryKey({ key }) : INBOX);
}
