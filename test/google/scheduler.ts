import type { Request } from './fake-run';

/** A job as Terraform has it. */
export interface Job {
  readonly attempt_deadline: string;
  readonly http_target: {
    readonly http_method: string;
    readonly uri: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
    readonly oauth_token: { readonly service_account_email: string; readonly scope: string };
  };
  readonly retry_config: Readonly<Record<string, string | number>>;
}

/** What became of an execution. */
export interface Execution {
  /** Seconds after the time of the schedule at which each attempt began. */
  readonly attempts: readonly number[];
  /** What stands in the log: one entry for each attempt that ended. */
  readonly log: readonly ('INFO' | 'ERROR')[];
}

/**
 * Cloud Scheduler, for one execution of a job with a request: it is tried again until it is answered with 2xx, or until
 * both limits of retries are used up.
 * @param resolve takes references of Terraform for what they are after deployment
 * @see https://cloud.google.com/scheduler/docs/reference/rest/v1/projects.locations.jobs#retryconfig
 */
export function execute(job: Job, resolve: (text: string) => string, send: (request: Request) => number): Execution {
  const { retry_config: config, http_target: target } = job;
  const seconds = (field: string) => Number(/^(\d+)s$/.exec(String(config[field]))![1]);
  const attempts: number[] = [];
  const log: Execution['log'][number][] = [];
  for (let now = 0, retry = 0; ; retry++) {
    attempts.push(now);
    const status = send({
      method: target.http_method,
      url: resolve(target.uri),
      headers: target.headers,
      body: Buffer.from(target.body, 'base64').toString(),
      identity: { account: resolve(target.oauth_token.service_account_email), scope: target.oauth_token.scope },
    });
    const done = status >= 200 && status < 300;
    log.push(done ? 'INFO' : 'ERROR');
    if (done || (retry >= Number(config.retry_count) && now >= seconds('max_retry_duration'))) return { attempts, log };
    const doublings = Math.min(retry, Number(config.max_doublings));
    now += Math.min(seconds('min_backoff_duration') * 2 ** doublings, seconds('max_backoff_duration'));
  }
}
