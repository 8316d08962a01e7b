import { parseOrder } from './order';
import type { Handler } from 'faasade/handler';

export default {
  async fetch(request, context) {
    if (request.method === 'POST') {
      const order = parseOrder(await request.json().catch(() => undefined));
      if (typeof order === 'string') return Response.json({ error: order }, { status: 400 });
      await context.queue('Purchases').send(order);
      return Response.json({ order: order.id }, { status: 202 });
    }
    const id = decodeURIComponent(new URL(request.url).pathname.split('/').pop()!);
    const [order, entry] = await Promise.all([
      context.table('Orders').get({ id }),
      context.table('Ledger').get({ id }),
    ]);
    if (!order) return Response.json({ error: 'There is no such order yet.' }, { status: 404 });
    return Response.json({ order: id, state: order.state, chargeRequests: entry?.requests ?? 0 });
  },
} satisfies Handler;
