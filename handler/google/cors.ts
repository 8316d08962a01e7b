import type { IncomingMessage } from 'node:http';
import type { CorsSettings, Route } from '../../src/private/contract';
import { routeMethods } from '../private/router';

const everyMethod = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * The policy of an HTTP function, which Google leaves to the code.
 * @see https://developer.mozilla.org/docs/Web/HTTP/Guides/CORS
 */
export class Cors {
  readonly #settings: CorsSettings;
  readonly #methods: readonly string[];

  constructor(settings: CorsSettings, routes: readonly Route[]) {
    const any = routes.some(([methods]) => methods === '');
    this.#settings = settings;
    this.#methods =
      settings.m ?? (any ? everyMethod : [...new Set(routes.flatMap(([methods]) => routeMethods(methods)))]);
  }

  /** The answer to a browser's question before a request; undefined where it asks none. */
  preflight({ method, headers }: IncomingMessage): Response | undefined {
    if (method !== 'OPTIONS' || !headers.origin || !headers['access-control-request-method']) return undefined;
    const response = new Response(null, { status: 204 });
    if (!this.#allowed(headers.origin)) return response;
    const { h, a } = this.#settings;
    response.headers.set('access-control-allow-methods', this.#methods.join(', '));
    if (h) response.headers.set('access-control-allow-headers', h.join(', '));
    if (a !== undefined) response.headers.set('access-control-max-age', `${a}`);
    return response;
  }

  /** Headers of every answer to an origin. */
  headers(origin: string | undefined): Headers {
    const { c, e } = this.#settings;
    const headers = new Headers({ vary: 'Origin' });
    const allowed = origin && this.#allowed(origin);
    if (!allowed) return headers;
    headers.set('access-control-allow-origin', allowed);
    // Never together with `*`: it would open what needs credentials to any page.
    if (c && allowed !== '*') headers.set('access-control-allow-credentials', 'true');
    if (e) headers.set('access-control-expose-headers', e.join(', '));
    return headers;
  }

  #allowed(origin: string): string | undefined {
    const { o } = this.#settings;
    if (o.includes(origin)) return origin;
    return o.includes('*') ? '*' : undefined;
  }
}
