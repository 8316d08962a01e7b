import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A span as a collector gets it. */
export interface Received {
  readonly name: string;
  readonly kind: 'internal' | 'server' | 'client' | 'producer' | 'consumer';
  readonly traceId: string;
  readonly spanId: string;
  /** Undefined at the root. */
  readonly parent: string | undefined;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly resource: Readonly<Record<string, unknown>>;
  /** `error` or undefined. */
  readonly status: { readonly code?: number; readonly message?: string };
  readonly events: readonly { readonly name: string; readonly attributes: Readonly<Record<string, unknown>> }[];
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
}

const kinds = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'];

/**
 * A collector that takes OTLP as JSON over HTTP.
 * @see https://opentelemetry.io/docs/specs/otlp/#otlphttp-request
 */
export class Collector {
  static async start(): Promise<Collector> {
    const collector = new Collector();
    await new Promise<void>((resolve) => collector.#server.listen(0, '127.0.0.1', resolve));
    return collector;
  }

  readonly spans: Received[] = [];
  /** Headers of each post. */
  readonly headers: http.IncomingHttpHeaders[] = [];
  /** What it answers; undefined: nothing, ever. */
  status: number | undefined = 200;

  readonly #server = http.createServer(async (request, response) => {
    const text = Buffer.concat(await request.toArray()).toString();
    if (request.method !== 'POST' || request.url !== '/base/v1/traces') {
      response.writeHead(404).end();
      return;
    }
    this.headers.push(request.headers);
    if (this.status === undefined) return;
    if (this.status === 200) this.spans.push(...received(JSON.parse(text)));
    response.writeHead(this.status, { 'content-type': 'application/json' }).end('{}');
  });

  /** The base URL. */
  get endpoint(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/base`;
  }

  /** The span of this name, the only one of it. */
  span(name: string): Received {
    const found = this.spans.filter((span) => span.name === name);
    if (found.length !== 1) {
      throw new Error(`There are ${found.length} spans '${name}' of ${this.spans.map((s) => s.name)}.`);
    }
    return found[0]!;
  }

  clear(): void {
    this.spans.length = 0;
    this.headers.length = 0;
    this.status = 200;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

function received({ resourceSpans }: any): Received[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }: any) =>
    scopeSpans.flatMap(({ spans }: any) =>
      spans.map((span: any) => ({
        name: span.name,
        kind: kinds[span.kind],
        traceId: span.traceId,
        spanId: span.spanId,
        parent: span.parentSpanId || undefined,
        attributes: plain(span.attributes),
        resource: plain(resource.attributes),
        status: span.status ?? {},
        events: (span.events ?? []).map(({ name, attributes }: any) => ({ name, attributes: plain(attributes) })),
        links: (span.links ?? []).map(({ traceId, spanId }: any) => ({ traceId, spanId })),
      })),
    ),
  );
}

/** `[{ key: 'a', value: { intValue: 1 } }]` as `{ a: 1 }`. */
function plain(attributes: any[] = []): Record<string, unknown> {
  return Object.fromEntries(
    attributes.map(({ key, value }) => {
      const [kind, given] = Object.entries<any>(value)[0];
      return [key, kind === 'intValue' ? Number(given) : given];
    }),
  );
}
