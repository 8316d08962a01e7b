import { join } from 'path';
import { Construct } from 'constructs';
import * as faas from 'faasade';

/** What a place of the service may choose. */
export interface FlashSaleProps {
  /** What is sold, and how many of it. */
  readonly item: string;
  /** How many there are. */
  readonly quantity: number;
  /** Delete everything with the stack: for tests. */
  readonly temporary?: boolean;
  /**
   * The part of all handler calls that fail on purpose, to see that nothing is lost or done twice.
   * @default 0
   */
  readonly failing?: number;
}

/** Sells few items to many buyers at once: never more than there are, and no order lost or doubled. */
export class FlashSale extends Construct {
  /** Takes orders, and tells what became of them. */
  public readonly shop: faas.Function;
  /** Charges what was reserved. */
  public readonly pay: faas.Function;

  constructor(scope: Construct, id: string, props: FlashSaleProps) {
    super(scope, id);
    faas.Parity.acknowledge(this, 'queue.batchSize', 'Where orders come one at a time, they are only handled so.');

    const removalPolicy = props.temporary ? faas.RemovalPolicy.DESTROY : faas.RemovalPolicy.RETAIN;
    const environment = { FAILING: String(props.failing ?? 0) };
    const table = (name: string, options: Partial<faas.TableProps> = {}) =>
      new faas.Table(this, name, { partitionKey: { name: 'id' }, removalPolicy, ...options });

    const stock = table('Stock');
    const orders = table('Orders', { pointInTimeRecovery: true });
    const ledger = table('Ledger', { pointInTimeRecovery: true });
    const done = table('Done', { ttlAttribute: 'expires' });
    const receipts = new faas.Bucket(this, 'Receipts', { removalPolicy });
    const signature = new faas.Secret(this, 'Signature', { removalPolicy });
    const purchases = new faas.Queue(this, 'Purchases', { maxAttempts: 20 });
    const payments = new faas.Topic(this, 'Payments');

    this.shop = new faas.Function(this, 'Shop', {
      code: handler('shop'),
      timeout: faas.Duration.seconds(10),
      environment,
      triggers: [
        faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC, methods: [faas.HttpMethod.POST], path: '/orders' }),
        faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC, methods: [faas.HttpMethod.GET], path: '/orders/{id}' }),
      ],
      limits: { maxInstances: 20 },
    });
    purchases.grantSend(this.shop);
    orders.grantRead(this.shop);
    ledger.grantRead(this.shop);

    const reserve = new faas.Function(this, 'Reserve', {
      code: handler('reserve'),
      timeout: faas.Duration.seconds(5),
      environment: { ...environment, ITEM: props.item, QUANTITY: String(props.quantity) },
      triggers: [faas.Trigger.queue(purchases, { batchSize: 10 })],
      limits: { maxInstances: 20 },
    });
    for (const used of [stock, orders, done]) used.grantReadWrite(reserve);
    payments.grantPublish(reserve);

    this.pay = new faas.Function(this, 'Pay', {
      code: handler('pay'),
      // Ten messages at a time, each with several writes.
      timeout: faas.Duration.seconds(10),
      maxAttempts: 20,
      environment,
      triggers: [faas.Trigger.topic(payments)],
      limits: { maxInstances: 20 },
    });
    for (const used of [orders, ledger, done]) used.grantReadWrite(this.pay);
    receipts.grantWrite(this.pay);
    signature.grantRead(this.pay);
  }
}

function handler(name: string): faas.Code {
  return faas.Code.bundle(join(__dirname, 'src', `${name}.ts`));
}
