import { Context, context, propagation, ROOT_CONTEXT, Span, SpanKind, SpanOptions, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { TraceIdRatioBasedSampler } from '@opentelemetry/sdk-trace';
import { ending } from './body';
import { Described, eventSpan, messagesSpan, requestSpan } from './described';
import { failed, mark } from './failure';
import { Outgoing } from './outgoing';
import { carried, linksTo, ofMessage, ofRequest, propagator } from './propagation';
import { Sender } from './sender';
import { Provider, sampleRatio } from './settings';
import type { Context as Handed } from '../context';
import type { Arrived } from '../private/arrived';
import type { Failures } from '../private/batch';
import type { Caller } from '../private/clients';
import type { Delivered } from '../private/message';
import { routeOf } from '../private/route';
import type { Answer } from '../private/serve';
import type { Tracing } from '../private/tracing';

/** An invocation's span, and the context in which it is the active one. */
interface Active {
  readonly span: Span;
  readonly context: Context;
  failed: boolean;
}

/** Traces invocations, and is what the handler finds in the API's global. */
export function traceOn(cloud: Provider): Tracing {
  const sampler = new TraceIdRatioBasedSampler(sampleRatio());
  const sender = new Sender(cloud, sampler);
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(propagator);
  trace.setGlobalTracerProvider(sender.provider);
  const tracer = sender.provider.getTracer('faasade');
  const invocations = new WeakMap<object, Active>();
  const outgoing = new Outgoing(cloud, tracer, (caller) => invocations.get(caller)?.context ?? ROOT_CONTEXT);

  function begin(
    invocation: Handed,
    { name, attributes }: Described,
    options: Pick<SpanOptions, 'kind' | 'links'>,
    parent: Context,
  ): Active {
    sender.prepare();
    const { invocationId, coldStart } = invocation;
    const known = { ...attributes, 'faas.invocation_id': invocationId, 'faas.coldstart': coldStart };
    const span = tracer.startSpan(name, { ...options, attributes: known }, parent);
    const active = { span, context: trace.setSpan(parent, span), failed: false };
    invocations.set(invocation, active);
    // What it logs and hands on belongs to the span.
    Object.assign(invocation, carried(active.context));
    return active;
  }

  async function end(invocation: Handed, { span }: Active): Promise<void> {
    span.end();
    await sender.flush(invocation);
  }

  /** The work of a consumer. */
  async function consume(invocation: Handed, active: Active, work: () => unknown, after?: () => void) {
    try {
      await context.with(active.context, work);
      after?.();
    } catch (error) {
      failed(active.span, error);
      throw error;
    } finally {
      await end(invocation, active);
    }
  }

  return {
    async request(invocation, request, routes, work): Promise<Answer> {
      const parent = ofRequest(request.headers, cloud.honest, sampler);
      const active = begin(
        invocation,
        requestSpan(request, routeOf(routes, request)),
        { kind: SpanKind.SERVER },
        parent,
      );
      const { status, headers, body } = await context.with(active.context, work);
      active.span.setAttribute('http.response.status_code', status);
      if (status >= 500 && !active.failed) mark(active.span, `${status}`);
      if (!body) {
        await end(invocation, active);
        return { status, headers, body };
      }
      const done = async (error?: unknown) => {
        if (error !== undefined) failed(active.span, error);
        await end(invocation, active);
      };
      return { status, headers, body: ending(body, done) };
    },

    messages(invocation, queue: string, messages: readonly Delivered[], failures: Failures, work): Promise<void> {
      const senders = messages.map(({ attributes }) => ofMessage(attributes));
      const alone = messages.length === 1;
      const active = begin(
        invocation,
        messagesSpan(cloud, queue, messages),
        { kind: SpanKind.CONSUMER, links: alone ? [] : senders.flatMap(linksTo) },
        alone ? senders[0] : ROOT_CONTEXT,
      );
      return consume(invocation, active, work, () => {
        if (failures.size === 0) return;
        const which = alone ? 'The message is' : `${failures.size} of ${messages.length} messages are`;
        mark(active.span, '_OTHER', `${which} to be delivered again.`);
      });
    },

    event(invocation, arrived: Arrived, message: Delivered, work): Promise<void> {
      // On AWS a topic's attributes lie within the message.
      const attributes = arrived.method === 'topic' ? arrived.event.attributes : {};
      const kind = SpanKind.CONSUMER;
      const active = begin(invocation, eventSpan(cloud, arrived, message), { kind }, ofMessage(attributes));
      return consume(invocation, active, work);
    },

    failed(invocation, error): void {
      const active = invocations.get(invocation);
      if (!active) return;
      failed(active.span, error);
      active.failed = true;
    },

    client: (kind, id, link, create, caller: Caller) => outgoing.client(kind, id, link, create, caller),
  };
}
