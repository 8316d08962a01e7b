import type { Secret } from './secret';

/** Where spans go, and which. */
export interface OtlpOptions {
  /**
   * The base URL of a collector that takes OTLP over HTTP, such as `https://otlp.example.com`: spans are posted as JSON to
   * `/v1/traces` below it. `http://` is possible for this machine and private addresses only, and no URL holds a password.
   * @see https://opentelemetry.io/docs/specs/otlp/#otlphttp
   */
  readonly endpoint: string;

  /**
   * The part of the traces that is kept, 0 to 1. It counts for traces that begin here: of those that a caller has begun,
   * the caller decides. Functions with the same number keep the same traces.
   * @default 1
   */
  readonly sampleRatio?: number;

  /**
   * A secret whose value is the headers that the collector asks for, such as `api-key=abc,x-team=shop`: names and values in
   * percent-encoding, as OTEL_EXPORTER_OTLP_HEADERS has them. Take one that exists already, or write the value after the
   * first deployment. The function is granted it, so that its handler can read it too.
   * @default - no headers of their own
   * @see https://opentelemetry.io/docs/specs/otel/protocol/exporter/#specifying-headers-via-environment-variables
   */
  readonly headers?: Secret;
}

/**
 * How a function's invocations are traced, by OpenTelemetry.
 *
 * One span for each invocation of the handler, one for each message that it sends or publishes and for each call of
 * `context.function`; the W3C trace context travels in headers and message attributes, so that these make one trace with
 * what they bring about. What the handler does with `@opentelemetry/api` of its own, of a version 1, becomes a part of it.
 *
 * - Before an invocation ends its spans are sent, which may take up to a second of its time. A collector that is not
 *   reached is logged, and fails nothing.
 * - A batch of several messages has a span of its own, with a link to where each of them was sent.
 * - No query, body, header or address of a caller stands in a span.
 * - New objects, changes of items and schedules begin traces: their events carry no context.
 * - A queue's or topic's message with 8 attributes of its own carries `traceparent` without `tracestate`.
 *
 * @see https://opentelemetry.io/docs/specs/semconv/faas/faas-spans/
 * @see https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/
 */
export class Tracing {
  /** Sends spans to a collector over OTLP/HTTP. */
  public static otlp(options: OtlpOptions): Tracing {
    return new Tracing(options);
  }

  /** @internal */
  public readonly _otlp: OtlpOptions;

  private constructor(otlp: OtlpOptions) {
    this._otlp = otlp;
  }
}
