import { join } from 'path';
import { Construct } from 'constructs';
import * as faas from 'faasade';

export interface EverythingProps {
  /** Where handlers tell what they did. */
  readonly mailbox: string;
}

/** Every resource, every trigger and every grant, with handlers that tell what happens to them. */
export class Everything extends Construct {
  /** May read and write everything. */
  public readonly both: faas.Function;
  /** May read, send and publish nothing. */
  public readonly reader: faas.Function;
  /** May write, and not read. */
  public readonly writer: faas.Function;
  /** May do nothing. */
  public readonly stranger: faas.Function;
  /** What only `both` may call. */
  public readonly inner: faas.Function;
  /** Gets every event; one is retried or thrown where its body says so. */
  public readonly worker: faas.Function;
  public readonly jobs: faas.Queue;
  public readonly ordered: faas.Queue;
  public readonly orders: faas.Topic;

  constructor(scope: Construct, id: string, { mailbox }: EverythingProps) {
    super(scope, id);
    const environment = { MAILBOX: mailbox };
    const removalPolicy = faas.RemovalPolicy.DESTROY;
    this.jobs = new faas.Queue(this, 'Jobs');
    this.ordered = new faas.Queue(this, 'Ordered', { ordered: true });
    this.orders = new faas.Topic(this, 'Orders');
    const uploads = new faas.Bucket(this, 'Uploads', { removalPolicy });
    const items = new faas.Table(this, 'Items', {
      partitionKey: { name: 'pk' },
      sortKey: { name: 'sk', type: faas.KeyType.NUMBER },
      indexes: [
        { name: 'by-color', partitionKey: { name: 'color' }, sortKey: { name: 'sk', type: faas.KeyType.NUMBER } },
      ],
      ttlAttribute: 'expires',
      removalPolicy,
    });
    const apiKey = new faas.Secret(this, 'ApiKey', { removalPolicy });

    const caller = (name: string) =>
      new faas.Function(this, name, {
        code: code('calls', { clients: Object.values(faas.Client) }),
        triggers: [faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC })],
      });
    this.both = caller('Both');
    this.reader = caller('Reader');
    this.writer = caller('Writer');
    this.stranger = caller('Stranger');
    for (const resource of [uploads, items]) {
      resource.grantReadWrite(this.both);
      resource.grantRead(this.reader);
      resource.grantWrite(this.writer);
    }
    this.jobs.grantSend(this.both);
    this.ordered.grantSend(this.both);
    this.orders.grantPublish(this.both);
    apiKey.grantRead(this.both);

    this.inner = new faas.Function(this, 'Inner', {
      code: code('calls'),
      triggers: [faas.Trigger.http({ auth: faas.HttpAuth.IAM })],
    });
    this.inner.grantInvoke(this.both);

    this.worker = new faas.Function(this, 'Worker', {
      code: code('tells'),
      // One second: queues hide a message for six times as long between attempts.
      timeout: faas.Duration.seconds(1),
      environment,
      triggers: [
        faas.Trigger.queue(this.jobs, { batchSize: 5 }),
        faas.Trigger.queue(this.ordered),
        faas.Trigger.topic(this.orders, { filter: { kind: faas.AttributeFilter.anyOf('new', 'changed') } }),
        faas.Trigger.objectCreated(uploads, { prefix: 'in/', suffix: '.txt' }),
        ...(faas.Cloud.of(this).name === 'aws' ? [faas.Trigger.tableChange(items)] : []),
        faas.Trigger.schedule(faas.Schedule.rate(faas.Duration.minutes(1)), { name: 'tick' }),
      ],
    });
  }
}

function code(name: string, options: faas.BundleOptions = {}): faas.Code {
  return faas.Code.bundle(join(__dirname, `${name}.ts`), options);
}
