import {
  Context,
  defaultTextMapGetter,
  defaultTextMapSetter,
  Link,
  ROOT_CONTEXT,
  SpanKind,
  trace,
  TraceFlags,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { Sampler, SamplingDecision } from '@opentelemetry/sdk-trace';
import { TRACEPARENT_COPY, traceparent } from '../private/trace';

/** Both also are what the handler finds in the API's global. */
export const propagator = new W3CTraceContextPropagator();

type Carrier = Readonly<Record<string, string>>;

/** The context that a message's sender left in its attributes, ours or another's; the root where there is none. */
export function ofMessage({ traceparent: own, tracestate, ...others }: Carrier): Context {
  return extracted(traceparent(own, others['diagnostic-Id'], others.googclient_traceparent), tracestate);
}

/**
 * The context of a request's caller. What the platform puts in its place says nothing of whether to keep the trace: that
 * goes by the trace's id then, so that all functions with one ratio decide alike.
 */
export function ofRequest(headers: Headers, honest: boolean, sampler: Sampler): Context {
  const copy = traceparent(headers.get(TRACEPARENT_COPY));
  const context = extracted(copy ?? traceparent(headers.get('traceparent')), headers.get('tracestate'));
  const span = trace.getSpanContext(context);
  if (!span || copy || honest || isSampled(span.traceFlags)) return context;
  const { decision } = sampler.shouldSample(ROOT_CONTEXT, span.traceId, '', SpanKind.SERVER, {}, []);
  const kept = decision === SamplingDecision.RECORD_AND_SAMPLED;
  return trace.setSpanContext(context, { ...span, traceFlags: kept ? TraceFlags.SAMPLED : TraceFlags.NONE });
}

/** The lowest bit says it; others have meanings of their own. */
function isSampled(flags: number): boolean {
  return flags % 2 === TraceFlags.SAMPLED;
}

function extracted(parent: string | undefined, state: string | null | undefined): Context {
  if (!parent) return ROOT_CONTEXT;
  return propagator.extract(
    ROOT_CONTEXT,
    { traceparent: parent, tracestate: state ?? undefined },
    defaultTextMapGetter,
  );
}

/** What carries a context on. */
export function carried(context: Context): { readonly traceparent?: string; readonly tracestate?: string } {
  const carrier = {};
  propagator.inject(context, carrier, defaultTextMapSetter);
  return carrier;
}

/** A link to where a context came from, if it came from anywhere. */
export function linksTo(context: Context): Link[] {
  const span = trace.getSpanContext(context);
  return span ? [{ context: span }] : [];
}
