import { IDuration } from './duration';
import { CorsSpec, TriggerSpec } from './private/spec';
import { scheduleKey } from './private/trigger-key';
import { Queue } from './queue';
import { Schedule } from './schedule';

/** Who may call a function over HTTP. */
export enum HttpAuth {
  /** Anyone on the internet. */
  PUBLIC = 'PUBLIC',
}

/** A method of HTTP. */
export enum HttpMethod {
  /** Removes a resource. */
  DELETE = 'DELETE',
  /** Reads a resource. */
  GET = 'GET',
  /** Reads what `GET` would answer with, without the body. */
  HEAD = 'HEAD',
  /** Asks what a resource allows; browsers send it before cross-origin requests. */
  OPTIONS = 'OPTIONS',
  /** Changes a part of a resource. */
  PATCH = 'PATCH',
  /** Hands over something to work on. */
  POST = 'POST',
  /** Creates or replaces a resource. */
  PUT = 'PUT',
}

/**
 * Which other origins' pages may read a function's answers.
 *
 * AWS and Azure answer preflights themselves, on Google the function's adapter does. Azure knows allowed origins and
 * credentials only: it lets every method and header through, and that is warned about.
 * @see https://developer.mozilla.org/docs/Web/HTTP/Guides/CORS
 */
export interface Cors {
  /** Origins such as `https://example.com`, or `*` for any. */
  readonly allowOrigins: string[];
  /**
   * Methods that a page may use.
   * @default - those of the trigger
   */
  readonly allowMethods?: HttpMethod[];
  /**
   * Request headers that a page may send.
   * @default - those that need no permission
   */
  readonly allowHeaders?: string[];
  /**
   * Response headers that a page may read.
   * @default - those that need no permission
   */
  readonly exposeHeaders?: string[];
  /**
   * Whether cookies and credentials are sent. Not with the origin `*`.
   * @default false
   */
  readonly allowCredentials?: boolean;
  /**
   * How long a browser keeps a preflight's answer, up to one day.
   * @default - the browser's own
   */
  readonly maxAge?: IDuration;
}

/** What every trigger takes. */
export interface TriggerOptions {
  /**
   * Instances kept ready for this trigger, besides those of the function's `capacity`.
   * @default 0
   */
  readonly warm?: number;
}

/** Options of an HTTP trigger. */
export interface HttpTriggerOptions extends TriggerOptions {
  /** Who may call. There is no default: nothing becomes public by omission. */
  readonly auth: HttpAuth;
  /**
   * Methods that reach the handler; others are answered with 405. `HEAD` follows `GET`.
   * @default - every method
   */
  readonly methods?: HttpMethod[];
  /**
   * Paths that reach the handler; others are answered with 404. Segments are literal or `{name}`; a last segment `*`
   * takes the rest.
   * @default '/*'
   */
  readonly path?: string;
  /**
   * Cross-origin access. All HTTP triggers of a function share one.
   * @default - none
   */
  readonly cors?: Cors;
}

/** Options of a schedule trigger. */
export interface ScheduleTriggerOptions extends TriggerOptions {
  /**
   * The name under which the handler sees it, unique within the function: letters, digits and `-`, up to 32.
   * @default - made from the schedule
   */
  readonly name?: string;
}

/** Options of a queue trigger. */
export interface QueueTriggerOptions extends TriggerOptions {
  /**
   * The largest number of messages that one invocation gets, 1 to 10. Azure and Google hand over one at a time.
   * @default - 10 on AWS, 1 on Azure and Google
   */
  readonly batchSize?: number;
}

/** What invokes a function. */
export class Trigger {
  /**
   * A request over HTTPS calls the handler's `fetch`.
   *
   * AWS: a function URL. Azure: the app's own address. Google: the HTTP function's address.
   * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html
   * @see https://learn.microsoft.com/azure/azure-functions/functions-bindings-http-webhook-trigger
   * @see https://cloud.google.com/functions/docs/calling/http
   */
  public static http(options: HttpTriggerOptions): Trigger {
    const methods = [...new Set(options.methods ?? [])].sort();
    const path = options.path ?? '/*';
    return new Trigger({
      kind: 'http',
      auth: options.auth,
      key: `${methods.join(',')} ${path}`,
      methods,
      path,
      warm: options.warm ?? 0,
      ...(options.cors && { cors: corsSpec(options.cors) }),
    });
  }

  /**
   * A schedule calls the handler's `scheduled`, with the same attempts and dead letter as every event.
   * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/what-is-scheduler.html
   * @see https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer
   * @see https://cloud.google.com/scheduler/docs
   */
  public static schedule(schedule: Schedule, options: ScheduleTriggerOptions = {}): Trigger {
    const key = options.name ?? scheduleKey(schedule._spec);
    return new Trigger({ kind: 'schedule', key, schedule: schedule._spec, warm: options.warm ?? 0 });
  }

  /**
   * Messages of a queue call the handler's `queue`. A queue has one consumer.
   * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
   * @see https://learn.microsoft.com/azure/azure-functions/functions-bindings-service-bus-trigger
   * @see https://cloud.google.com/pubsub/docs/push
   */
  public static queue(queue: Queue, options: QueueTriggerOptions = {}): Trigger {
    return new Trigger({
      kind: 'queue',
      key: queue.node.id,
      queue,
      warm: options.warm ?? 0,
      ...(options.batchSize !== undefined && { batchSize: options.batchSize }),
    });
  }

  /** @internal */
  public readonly _spec: TriggerSpec;

  private constructor(spec: TriggerSpec) {
    this._spec = spec;
  }
}

function corsSpec({ maxAge, ...cors }: Cors): CorsSpec {
  return maxAge === undefined ? cors : { ...cors, maxAgeSeconds: maxAge.toMilliseconds() / 1000 };
}
