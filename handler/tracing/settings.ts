import { TRACING_VARIABLE, TracingSettings } from '../../src/private/contract';
import type { ClientKind, CreateClient } from '../private/clients';

/** What only the cloud knows. */
export interface Provider {
  /** As semantic conventions name it: `aws`. */
  readonly name: string;
  /** Likewise, with the function's name, version and instance, as its runtime tells them. */
  readonly resource: Readonly<Record<string, string | undefined>>;
  /** What carries messages: of a queue, and of a topic. */
  readonly messaging: Readonly<Record<'queue' | 'topic', string>>;
  /**
   * Whether the `traceparent` of a request is the caller's own. Else the platform may have put another span into it, and
   * its decision what to sample, which is none about this trace.
   */
  readonly honest: boolean;
  /** Loads the client that reads secrets. */
  readonly secrets: () => CreateClient<Extract<ClientKind, 'secret'>>;
}

/** Of the adapter's own; the rest stands in OpenTelemetry's variables. */
export function readSettings(): TracingSettings {
  return JSON.parse(process.env[TRACING_VARIABLE] || '{}') as TracingSettings;
}

/** The part of the traces that begin here that is kept. */
export function sampleRatio(): number {
  const { OTEL_TRACES_SAMPLER_ARG: text } = process.env;
  return text === undefined ? 1 : Number(text);
}
