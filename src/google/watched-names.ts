import type { GoogleFunction } from './function';
import { guardedOf } from './guarded';
import { GoogleQueue } from './queue';
import { triggersOf } from '../private/model';
import type { PubsubSubscription } from '../terraform/google';

/* What Cloud Monitoring calls the parts of a function. */

/** Names of its Cloud Run services. */
export function serviceNames(fn: GoogleFunction): string[] {
  return guardedOf(fn).map(({ endpoint }) => endpoint.nameInput!);
}

/** Names of the subscriptions that push to it. */
export function pushedNames(fn: GoogleFunction): string[] {
  return guardedOf(fn).flatMap(({ subscriptions }) => subscriptions.map(({ nameInput }) => nameInput!));
}

/** Names of the subscriptions that keep its dead letters, and those of queues that were built here. */
export function deadLetterNames(fn: GoogleFunction): string[] {
  const queues = triggersOf(fn._model, 'queue').map(({ queue }) => GoogleQueue.of(queue).deadLetterSubscription);
  return [fn.deadLetterSubscription, ...queues].flatMap((found?: PubsubSubscription) =>
    found ? [found.nameInput!] : [],
  );
}
