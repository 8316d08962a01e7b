import type { GoogleFunction } from './function';
import { KEPT } from './names';
import { Cloudfunctions2Function, PubsubSubscription } from '../terraform/google';

/** One of the two services that a function has, as a stop finds it. */
export interface Guarded {
  readonly part: 'Http' | 'Events';
  /** `projects/<project>/locations/<region>/services/<service>`: the service has the name of its function. */
  readonly service: string;
  readonly endpoint: Cloudfunctions2Function;
  /** What is pushed to it. */
  readonly subscriptions: readonly PubsubSubscription[];
  /** The object that keeps what it had before a stop; the same for every stop. */
  readonly kept: string;
}

export function guardedOf(fn: GoogleFunction): Guarded[] {
  const { project, region } = fn._cloud;
  const guarded = (part: Guarded['part'], endpoint: Cloudfunctions2Function | undefined): Guarded[] =>
    endpoint
      ? [
          {
            part,
            endpoint,
            service: `projects/${project}/locations/${region}/services/${endpoint.nameInput!}`,
            subscriptions: part === 'Events' ? pushed(fn) : [],
            kept: `${KEPT}${endpoint.nameInput!}.json`,
          },
        ]
      : [];
  return [...guarded('Http', fn.httpFunction), ...guarded('Events', fn.eventFunction)];
}

export function subscriptionPath({ _cloud: { project } }: GoogleFunction, { nameInput }: PubsubSubscription): string {
  return `projects/${project}/subscriptions/${nameInput!}`;
}

/** In an order that triggers don't set. The function's other subscription keeps dead letters: nothing is pushed from it. */
function pushed({ _built: built }: GoogleFunction): PubsubSubscription[] {
  return built
    .filter(
      (resource): resource is PubsubSubscription =>
        resource instanceof PubsubSubscription && resource.pushConfigInput !== undefined,
    )
    .sort((a, b) => (a.nameInput! < b.nameInput! ? -1 : 1));
}
