import type { Bucket } from './bucket';
import { Cors } from './cors';
import { HttpMethod } from './http-method';
import { corsSpec } from './private/cors';
import type { TriggerSpec } from './private/spec';
import { scheduleKey } from './private/trigger-key';
import type { Queue } from './queue';
import { Schedule } from './schedule';
import type { Table } from './table';
import type { Topic } from './topic';
import { AttributeFilter } from './topic-filter';

/** Who may call a function over HTTP. */
export enum HttpAuth {
  /** Anyone on the internet. */
  PUBLIC = 'PUBLIC',
  /**
   * Functions that were granted it with `grantInvoke`, known by their identity. On Azure it needs an Entra application,
   * given to the cloud.
   */
  IAM = 'IAM',
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
   * takes the rest. Those below `/_faasade` are the library's own.
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
   * @default - on AWS 10, and 1 from an ordered queue; 1 on Azure and Google
   */
  readonly batchSize?: number;
}

/** Options of a topic trigger. */
export interface TopicTriggerOptions extends TriggerOptions {
  /**
   * What messages must have to reach the function: all of these attributes, each as its filter says.
   * @default - every message reaches it
   */
  readonly filter?: { readonly [attribute: string]: AttributeFilter };
}

/** Options of an object trigger. */
export interface ObjectTriggerOptions extends TriggerOptions {
  /**
   * What the object's key begins with.
   * @default - anything
   */
  readonly prefix?: string;
  /**
   * What the object's key ends with.
   * @default - anything
   */
  readonly suffix?: string;
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

  /**
   * Messages of a topic call the handler's `topic`, each function with a copy of its own.
   * @see https://docs.aws.amazon.com/sns/latest/dg/sns-sqs-as-subscriber.html
   * @see https://learn.microsoft.com/azure/service-bus-messaging/service-bus-queues-topics-subscriptions#topics-and-subscriptions
   * @see https://cloud.google.com/pubsub/docs/push
   */
  public static topic(topic: Topic, options: TopicTriggerOptions = {}): Trigger {
    const filter = Object.entries(options.filter ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
    return new Trigger({
      kind: 'topic',
      key: topic.node.id,
      topic,
      filter: Object.fromEntries(filter.map(([name, { _spec }]) => [name, _spec])),
      warm: options.warm ?? 0,
    });
  }

  /**
   * A new or replaced object of a bucket calls the handler's `object`.
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventBridge.html
   * @see https://learn.microsoft.com/azure/event-grid/event-schema-blob-storage
   * @see https://cloud.google.com/storage/docs/pubsub-notifications
   */
  public static objectCreated(bucket: Bucket, options: ObjectTriggerOptions = {}): Trigger {
    const { prefix = '', suffix = '', warm = 0 } = options;
    return new Trigger({ kind: 'objectCreated', key: bucket.node.id, bucket, prefix, suffix, warm });
  }

  /**
   * Each item of a table that is put, changed or deleted calls the handler's `change`, with what it was and is. AWS
   * only.
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html
   */
  public static tableChange(table: Table, options: TriggerOptions = {}): Trigger {
    return new Trigger({ kind: 'tableChange', key: table.node.id, table, warm: options.warm ?? 0 });
  }

  /** @internal */
  public readonly _spec: TriggerSpec;

  private constructor(spec: TriggerSpec) {
    this._spec = spec;
  }
}
