import type { Request, Response } from './logic-app';

/** What Azure keeps of an app, as far as it matters here. */
export interface App {
  readonly id: string;
  /** Who may read and write it. */
  readonly writer: string;
  config: any;
}

export function app(id = '/subscriptions/1/resourceGroups/acme/providers/Microsoft.Web/sites/api'): App {
  return {
    id,
    writer: '/subscriptions/1/resourceGroups/acme/providers/Microsoft.ManagedIdentity/userAssignedIdentities/capacity',
    config: {
      deployment: { storage: { type: 'blobContainer', value: 'https://acme.blob.core.windows.net/packages' } },
      runtime: { name: 'node', version: '22' },
      scaleAndConcurrency: {
        alwaysReady: [{ name: 'http', instanceCount: 1 }],
        instanceMemoryMB: 2048,
        maximumInstanceCount: 40,
        triggers: { http: { perInstanceConcurrency: 1 } },
      },
      siteUpdateStrategy: { type: 'RollingUpdate' },
    },
  };
}

/**
 * Azure's management API with one app. It takes what it was sent in place of what was there, as a service may that does
 * not merge, and answers given statuses before it does anything.
 */
export class FakeManagement {
  /** The methods of all requests, with the status of each answer. */
  public readonly log: string[] = [];

  constructor(
    private readonly its: App,
    private readonly statuses: number[] = [],
  ) {}

  public send = (request: Request): Response => {
    const response = this.answer(request);
    this.log.push(`${request.method} ${response.statusCode}`);
    return response;
  };

  private answer({ method, uri, authentication, body }: Request): Response {
    const { origin, pathname, search } = new URL(uri);
    if (origin !== 'https://management.azure.com') throw new Error(`No answer from ${origin}.`);
    if (search !== '?api-version=2024-11-01') return error(400, `no version ${search}`);
    if (pathname !== this.its.id) return error(404, pathname);
    const { type, identity, audience, ...rest } = authentication as Record<string, unknown>;
    if (type !== 'ManagedServiceIdentity' || audience !== 'https://management.azure.com/') return error(401, 'token');
    if (identity !== this.its.writer || Object.keys(rest).length > 0) return error(403, `${identity}`);
    const next = this.statuses.shift() ?? 200;
    if (next !== 200) return error(next, 'as told');
    if (method === 'GET') return { statusCode: 200, body: { id: this.its.id, properties: this.properties() } };
    if (method !== 'PATCH') return error(405, method);
    return this.write(body);
  }

  private write(body: any): Response {
    const { functionAppConfig: config, ...others } = body.properties;
    if (Object.keys(body).length !== 1 || Object.keys(others).length > 0) {
      return error(400, 'more than the configuration');
    }
    if (!config?.deployment || !config.runtime) return error(400, 'an app without code');
    for (const ready of config.scaleAndConcurrency.alwaysReady) {
      const { name, instanceCount, ...rest } = ready;
      if (!/^(http|function:[^A-Z]+)$/.test(name) || !Number.isInteger(instanceCount)) return error(400, `${name}`);
      if (Object.keys(rest).length > 0) return error(400, 'more than a name and a number');
    }
    this.its.config = config;
    return { statusCode: 200, body: { id: this.its.id, properties: this.properties() } };
  }

  private properties(): unknown {
    return { state: 'Running', functionAppConfig: JSON.parse(JSON.stringify(this.its.config)) };
  }
}

function error(statusCode: number, message: string): Response {
  return { statusCode, body: { error: { message } } };
}
