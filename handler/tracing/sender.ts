import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { detectResources, defaultResource, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, ParentBasedSampler, Sampler, TracerProvider } from '@opentelemetry/sdk-trace';
import type { Context } from '../context';
import { collectorHeaders } from './headers';
import { Provider, readSettings } from './settings';

/** Milliseconds that an invocation waits for its spans to be sent, at most. */
const BOUND = 1_000;

/** Milliseconds that are left to an invocation after waiting. */
const RESERVE = 200;

/** Milliseconds for which no invocation waits after one that waited in vain: spans gather, and go with a later one's. */
const PAUSE = 10_000;

/** Keeps spans that have ended, and sends them to the collector. */
export class Sender {
  readonly provider: TracerProvider;
  readonly #headers: (() => Promise<Record<string, string>>) | undefined;
  #pausedUntil = 0;
  #refused: unknown;

  constructor(cloud: Provider, sampler: Sampler) {
    this.#headers = collectorHeaders(cloud);
    const exporter = new OTLPTraceExporter({
      url: `${process.env.OTEL_EXPORTER_OTLP_ENDPOINT}/v1/traces`,
      // It takes a failure for one of its own making.
      headers: async () => (await this.#readHeaders()) ?? {},
    });
    this.provider = new TracerProvider({
      resource: resource(cloud),
      sampler: new ParentBasedSampler({ root: sampler }),
      spanProcessors: [new BatchSpanProcessor({ exporter })],
    });
  }

  /** While the handler works, so that sending need not wait for it. */
  prepare(): void {
    void this.#readHeaders();
  }

  /** Sends what has ended. It never fails, and waits no longer than it may. */
  async flush({ remainingTime, log }: Pick<Context, 'remainingTime' | 'log'>): Promise<void> {
    const timeoutMillis = Math.min(BOUND, remainingTime() - RESERVE);
    if (timeoutMillis <= 0 || Date.now() < this.#pausedUntil) return;
    try {
      await this.provider.forceFlush({ timeoutMillis });
    } catch (failures) {
      this.#pausedUntil = Date.now() + PAUSE;
      const [error] = [this.#refused ?? failures].flat();
      log.warn('Spans did not reach the collector.', { error });
    }
  }

  async #readHeaders(): Promise<Record<string, string> | undefined> {
    try {
      const headers = await this.#headers?.();
      this.#refused = undefined;
      return headers;
    } catch (error) {
      this.#refused = error;
      return undefined;
    }
  }
}

/** What all spans have in common. The user's OTEL_RESOURCE_ATTRIBUTES win. */
function resource({ name, resource: attributes }: Provider) {
  const { r: region } = readSettings();
  const own = resourceFromAttributes({ 'cloud.provider': name, 'cloud.region': region, ...known(attributes) });
  return defaultResource()
    .merge(own)
    .merge(detectResources({ detectors: [envDetector] }));
}

function known(attributes: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined)) as Record<
    string,
    string
  >;
}
