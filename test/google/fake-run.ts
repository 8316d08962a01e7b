/** A request as Cloud Scheduler sends it. */
export interface Request {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Whose token it bears, and for what. */
  readonly identity: { readonly account: string; readonly scope: string };
}

/**
 * The Run Admin API, as far as windows use it: it changes the minimum of a service, for one who may. What else could be
 * asked of it breaks the service, so it is refused.
 * @see https://cloud.google.com/run/docs/reference/rest/v2/projects.locations.services/patch
 */
export class FakeRun {
  /** All that was answered. */
  readonly answers: number[] = [];

  /**
   * @param minimum of each service, by its full name
   * @param may accounts that may change them
   * @param failures what to answer before anything is looked at, one after another
   */
  constructor(
    readonly minimum: Record<string, number>,
    private readonly may: readonly string[],
    private readonly failures: number[] = [],
  ) {}

  answer(request: Request): number {
    const status = this.failures.shift() ?? this.patch(request);
    this.answers.push(status);
    return status;
  }

  private patch({ method, url, headers, body, identity }: Request): number {
    const { origin, pathname, searchParams } = new URL(url);
    const service = pathname.replace(/^\/v2\//, '');
    if (origin !== 'https://run.googleapis.com' || !(service in this.minimum)) return 404;
    if (identity.scope !== 'https://www.googleapis.com/auth/cloud-platform') return 401;
    if (!this.may.includes(identity.account)) return 403;
    if (method !== 'PATCH' || headers['Content-Type'] !== 'application/json') return 400;
    // Without the mask, everything that the body leaves out would be taken away.
    if ([...searchParams].join() !== 'updateMask,scaling.minInstanceCount') return 400;
    const { scaling, ...others } = JSON.parse(body) as { scaling?: Record<string, unknown> };
    if (Object.keys(others).length > 0 || Object.keys(scaling ?? {}).join() !== 'minInstanceCount') return 400;
    const minimum = scaling!.minInstanceCount;
    if (!Number.isInteger(minimum)) return 400;
    this.minimum[service] = minimum as number;
    return 200;
  }
}
