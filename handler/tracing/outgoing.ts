import { Attributes, Context, context, Span, SpanKind, trace, Tracer } from '@opentelemetry/api';
import { httpMethod, sentTo } from './described';
import { failed, mark } from './failure';
import { carried } from './propagation';
import type { Provider } from './settings';
import type { FunctionClient, QueueClient, TopicClient } from '../clients';
import type { Caller, ClientKind, Clients, CreateClient } from '../private/clients';

/** Spans of what an invocation sends and calls. */
export class Outgoing {
  constructor(
    private readonly cloud: Provider,
    private readonly tracer: Tracer,
    /** The invocation's own context, for work that has lost the active one. */
    private readonly contextOf: (caller: Caller) => Context,
  ) {}

  client<K extends ClientKind>(
    kind: K,
    id: string,
    link: unknown,
    create: CreateClient<K>,
    caller: Caller,
  ): Clients[K] {
    const own = (of: Caller): unknown => create(id, link, of);
    const traced: { readonly [kind in ClientKind]?: () => unknown } = {
      queue: () => this.#queue(id, caller, (of) => own(of) as QueueClient),
      topic: () => this.#topic(id, caller, (of) => own(of) as TopicClient),
      function: () => this.#function(id, link, caller, (of) => own(of) as FunctionClient),
    };
    return (traced[kind]?.() ?? own(caller)) as Clients[K];
  }

  #queue(id: string, caller: Caller, client: (of: Caller) => QueueClient): QueueClient {
    return {
      send: (body, options) => this.#sending('queue', 'send', id, caller, (of) => client(of).send(body, options)),
    };
  }

  #topic(id: string, caller: Caller, client: (of: Caller) => TopicClient): TopicClient {
    return {
      publish: (data, attributes) =>
        this.#sending('topic', 'publish', id, caller, (of) => client(of).publish(data, attributes)),
    };
  }

  #sending(
    to: 'queue' | 'topic',
    operation: string,
    id: string,
    caller: Caller,
    send: (of: Caller) => Promise<void>,
  ): Promise<void> {
    const attributes = {
      ...sentTo(this.cloud.messaging[to], id),
      'messaging.operation.type': 'send',
      'messaging.operation.name': operation,
    };
    return this.#within(`${operation} ${id}`, SpanKind.PRODUCER, attributes, caller, send);
  }

  #function(id: string, link: unknown, caller: Caller, client: (of: Caller) => FunctionClient): FunctionClient {
    return {
      fetch: (request, init) => {
        const method = (init?.method ?? (typeof request === 'string' ? 'GET' : request.method)).toUpperCase();
        const path = typeof request === 'string' ? request : request.url;
        const attributes = {
          'faas.invoked_name': id,
          'faas.invoked_provider': this.cloud.name,
          ...httpMethod(method),
          ...calledUrl(link, path),
        };
        return this.#within(`${method} ${id}`, SpanKind.CLIENT, attributes, caller, async (of, span) => {
          const response = await client(of).fetch(request, init);
          span.setAttribute('http.response.status_code', response.status);
          if (response.status >= 400) mark(span, `${response.status}`);
          return response;
        });
      },
    };
  }

  async #within<T>(
    name: string,
    kind: SpanKind,
    attributes: Attributes,
    caller: Caller,
    work: (of: Caller, span: Span) => Promise<T>,
  ): Promise<T> {
    const active = context.active();
    const parent = trace.getSpan(active) ? active : this.contextOf(caller);
    const span = this.tracer.startSpan(name, { kind, attributes }, parent);
    const own = trace.setSpan(parent, span);
    const { traceparent, tracestate } = carried(own);
    try {
      const { remainingTime } = caller;
      return await context.with(own, () => work({ traceparent, tracestate, remainingTime, traced: true }, span));
    } catch (error) {
      failed(span, error);
      throw error;
    } finally {
      span.end();
    }
  }
}

/** Where a call goes, without the query, which may hold anything. A link is the URL, or begins with it. */
function calledUrl(link: unknown, request: string): Attributes {
  const url = new URL([link].flat()[0] as string);
  url.pathname = URL.canParse(request, url.href) ? new URL(request, url).pathname : '/';
  const port = Number(url.port) || (url.protocol === 'http:' ? 80 : 443);
  return { 'url.full': url.href, 'server.address': url.hostname, 'server.port': port };
}
