/**
 * Many buyers at once: `npx tsx load.ts <url of the shop> [buyers] [quantity]`. Some ask twice. Waits until every order is
 * settled, and fails if more was sold than there was, or an order was lost, or paid or refused in error. A charge may be
 * asked for again only where an invocation was cut off in the middle: that is for the caller to compare.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** How a buyer reaches the shop; tests bring their own. */
export type Ask = (path: string, body?: unknown) => Promise<{ readonly status: number; readonly body: string }>;

export interface Outcome {
  readonly paid: number;
  readonly soldOut: number;
  readonly requests: number;
  /** How often the provider was asked to charge an order that it had been asked to charge before. */
  readonly repeatedCharges: number;
  readonly acceptedIn: number;
  readonly settledIn: number;
}

export async function load(ask: Ask, buyers: number, quantity: number, log: (text: string) => void): Promise<Outcome> {
  const orders = Array.from({ length: buyers }, (_, index) => ({ id: randomUUID(), buyer: `buyer ${index}` }));
  const asked = orders.flatMap((order, index) => (index % 5 === 0 ? [order, order] : [order]));
  const start = Date.now();
  await each(asked, async (order) => {
    for (let attempt = 1; ; attempt++) {
      const { status, body } = await ask('/orders', order);
      if (status === 202) return;
      if (attempt === 5) throw new Error(`The shop answered ${status}: ${body}`);
      await sleep(100 * attempt);
    }
  });
  const acceptedIn = Date.now() - start;
  log(`${asked.length} requests of ${buyers} buyers were accepted in ${(acceptedIn / 1000).toFixed(1)} s`);

  const settled = new Map<string, { state: string; chargeRequests: number }>();
  while (settled.size < buyers) {
    if (Date.now() - start > 600_000) throw new Error(`${buyers - settled.size} orders were never settled.`);
    const open = orders.filter(({ id }) => !settled.has(id));
    await each(open, async ({ id }) => {
      const { status, body } = await ask(`/orders/${id}`);
      if (status === 404) return;
      const { state, chargeRequests } = JSON.parse(body) as { state: string; chargeRequests: number };
      if (state === 'paid' || state === 'sold out') settled.set(id, { state, chargeRequests });
    });
    log(`${settled.size} of ${buyers} orders are settled`);
    // Asking is work too: it would keep orders from being settled.
    if (settled.size < buyers) await sleep(15_000);
  }
  const settledIn = Date.now() - start;

  const of = (wanted: string) => [...settled.values()].filter(({ state }) => state === wanted);
  const [paid, soldOut] = [of('paid'), of('sold out')];
  const wrong = [
    ...paid.filter(({ chargeRequests }) => chargeRequests === 0).map(() => 'A paid order was never charged.'),
    ...soldOut.filter(({ chargeRequests }) => chargeRequests !== 0).map(() => 'A refused order was charged.'),
    ...(paid.length === Math.min(quantity, buyers) ? [] : [`${paid.length} were sold of ${quantity}.`]),
  ];
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
  const repeatedCharges = paid.reduce((sum, { chargeRequests }) => sum + chargeRequests - 1, 0);
  return { paid: paid.length, soldOut: soldOut.length, requests: asked.length, repeatedCharges, acceptedIn, settledIn };
}

/** Some at a time. */
async function each<T>(items: readonly T[], work: (item: T) => Promise<void>, atATime = 50): Promise<void> {
  const left = [...items];
  await Promise.all(
    Array.from({ length: atATime }, async () => {
      for (let item = left.pop(); item !== undefined; item = left.pop()) await work(item);
    }),
  );
}

if (require.main === module) {
  const [url, buyers = '2000', quantity = '500'] = process.argv.slice(2);
  if (!url) throw new Error('Name the URL of the shop: npx tsx load.ts <url> [buyers] [quantity]');
  const ask: Ask = async (path, body) => {
    const method = body === undefined ? 'GET' : 'POST';
    const response = await fetch(new URL(path, url), {
      method,
      body: body === undefined ? null : JSON.stringify(body),
    });
    return { status: response.status, body: await response.text() };
  };
  load(ask, Number(buyers), Number(quantity), console.log).then(
    (outcome) => console.log(outcome),
    (error: Error) => {
      console.error(error.message);
      process.exitCode = 1;
    },
  );
}
