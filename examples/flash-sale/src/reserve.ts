import { sometimesFail } from './failing';
import { Order, parseOrder } from './order';
import { ConditionFailed, Context, Handler, once, QueueBatch } from 'faasade/handler';

const day = 86_400;

export default {
  async queue(batch: QueueBatch<Order>, context) {
    for (const message of batch.messages) {
      const order = parseOrder(message.body);
      if (typeof order === 'string') continue; // No attempt will mend it.
      try {
        await handle(order, context);
      } catch (error) {
        context.log.warn('failed', { order: order.id, attempt: message.attempt, error });
        message.retry();
      }
    }
  },
} satisfies Handler;

async function handle(order: Order, context: Context): Promise<void> {
  sometimesFail('before an order is reserved');
  const state = await once(context.table('Done'), { id: `reserve-${order.id}` }, { ttl: day }, async () => {
    const reserved = await reserve(order, context);
    await context.table('Orders').put({ ...order, state: reserved ? 'reserved' : 'sold out' });
    return reserved ? 'reserved' : 'sold out';
  });
  sometimesFail('after an order is reserved');
  // Told again each time that this point is reached: who pays does so once.
  if (state === 'reserved') await context.topic('Payments').publish(order, { kind: 'reserved' });
}

/** Takes one of the stock for an order: both are one write, so that doing it again takes no second one. */
async function reserve(order: Order, context: Context): Promise<boolean> {
  const stock = context.table('Stock');
  const id = process.env.ITEM!;
  const mark = `order_${order.id}`;
  try {
    await stock.put({ id, left: Number(process.env.QUANTITY) }, { if: 'absent' });
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
  }
  try {
    const changes = { add: { left: -1 }, set: { [mark]: order.buyer } };
    await stock.update({ id }, changes, { if: { left: { gte: 1 }, [mark]: { exists: false } } });
    return true;
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
    return mark in ((await stock.get({ id })) ?? {});
  }
}
