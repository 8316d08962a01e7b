import type { Attributes } from '@opentelemetry/api';
import type { Provider } from './settings';
import type { Arrived } from '../private/arrived';
import type { Delivered } from '../private/message';

/** How a span is called, and what it says. */
export interface Described {
  readonly name: string;
  readonly attributes: Attributes;
}

const methods = /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|CONNECT|TRACE|QUERY)$/;

/**
 * A request. Its query, headers and address of the caller are left out: they may hold what is nobody else's business.
 * @see https://opentelemetry.io/docs/specs/semconv/http/http-spans/
 */
export function requestSpan({ method, url, headers }: Request, route: string | undefined): Described {
  const { protocol, hostname, pathname } = new URL(url);
  const known = methods.test(method);
  const agent = headers.get('user-agent');
  return {
    name: [known ? method : 'HTTP', route].filter(Boolean).join(' '),
    attributes: {
      'faas.trigger': 'http',
      ...httpMethod(method),
      'url.scheme': protocol.slice(0, -1),
      'url.path': pathname,
      'server.address': hostname,
      ...(route !== undefined && { 'http.route': route }),
      ...(agent !== null && { 'user_agent.original': agent }),
    },
  };
}

/** Callers write methods, and each one that is not known would be a value more. */
export function httpMethod(method: string): Attributes {
  return methods.test(method)
    ? { 'http.request.method': method }
    : { 'http.request.method': '_OTHER', 'http.request.method_original': method };
}

/**
 * Messages of a queue.
 * @see https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/
 */
export function messagesSpan({ messaging }: Provider, queue: string, messages: readonly Delivered[]): Described {
  return {
    name: `process ${queue}`,
    attributes: {
      ...processed(messaging.queue, queue),
      ...(messages.length === 1 ? only(messages[0]) : { 'messaging.batch.message_count': messages.length }),
    },
  };
}

/** Any other event. */
export function eventSpan({ messaging }: Provider, { method, event }: Arrived, message: Delivered): Described {
  switch (method) {
    case 'topic':
      return {
        name: `process ${event.topic}`,
        attributes: { ...processed(messaging.topic, event.topic), ...only({ ...message, id: event.id }) },
      };
    case 'scheduled':
      return {
        name: `scheduled ${event.schedule}`,
        attributes: { 'faas.trigger': 'timer', 'faas.time': event.time, ...attemptOf(message) },
      };
    case 'object':
      return {
        name: `object ${event.bucket}`,
        attributes: {
          ...datasource(event.bucket, 'insert', event.time),
          'faas.document.name': event.key,
          ...attemptOf(message),
        },
      };
    case 'change':
      return {
        name: `change ${event.table}`,
        attributes: {
          ...datasource(event.table, operations[event.type.split('.')[2]], event.time),
          ...attemptOf(message),
        },
      };
  }
}

const operations: Readonly<Record<string, string>> = { created: 'insert', updated: 'edit', deleted: 'delete' };

function datasource(collection: string, operation: string, time: string): Attributes {
  return {
    'faas.trigger': 'datasource',
    'faas.document.collection': collection,
    'faas.document.operation': operation,
    'faas.document.time': time,
  };
}

function processed(system: string, destination: string): Attributes {
  return {
    'faas.trigger': 'pubsub',
    ...sentTo(system, destination),
    'messaging.operation.type': 'process',
    'messaging.operation.name': 'process',
  };
}

/** Destinations by the ids that they are described under, which senders and consumers on every cloud have in common. */
export function sentTo(system: string, destination: string): Attributes {
  return { 'messaging.system': system, 'messaging.destination.name': destination };
}

function only(message: Delivered): Attributes {
  return { 'messaging.message.id': message.id, ...attemptOf(message) };
}

/** No convention has a name for it yet. */
function attemptOf({ attempt }: Delivered): Attributes {
  return { 'faasade.attempt': attempt };
}
