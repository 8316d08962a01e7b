import { createHmac } from 'node:crypto';
import { sometimesFail } from './failing';
import { Order, parseOrder } from './order';
import { Context, Handler, once } from 'faasade/handler';

const day = 86_400;

export default {
  async topic(event, context) {
    const order = parseOrder(event.data);
    if (typeof order === 'string') throw new Error(order);
    const { id, buyer } = order;

    sometimesFail('before an order is paid');
    const receipt = await once(context.table('Done'), { id: `pay-${id}` }, { ttl: day }, async () => {
      sometimesFail('before the charge');
      await charge(order, context);
      return { id, buyer, paid: event.time };
    });
    sometimesFail('after an order is paid');

    const text = JSON.stringify(receipt);
    const signature = createHmac('sha256', await context.secret('Signature').value())
      .update(text)
      .digest('hex');
    await context.bucket('Receipts').put(`${id}.json`, text, {
      contentType: 'application/json',
      metadata: { signature },
    });
    await context.table('Orders').update({ id }, { set: { state: 'paid' } });
  },
} satisfies Handler;

/**
 * Stands for a payment provider, which takes the order's id as the key that makes a second request harmless: where an
 * invocation dies after the charge, or its answer is lost, the work is done again. It counts what it was asked for.
 */
async function charge({ id, buyer }: Order, context: Context): Promise<void> {
  await context.table('Ledger').update({ id }, { add: { requests: 1 }, set: { buyer } });
}
