/** What a buyer wants. */
export interface Order {
  /** Chosen by the buyer, so that asking twice is one order. */
  readonly id: string;
  readonly buyer: string;
}

/** An order from what a caller sent, or what is wrong with it. */
export function parseOrder(value: unknown): Order | string {
  const { id, buyer } = (value ?? {}) as Partial<Order>;
  if (typeof id !== 'string' || !/^[\w-]{8,64}$/.test(id)) {
    return "'id' is not 8 to 64 letters, digits, '-' and '_'.";
  }
  if (typeof buyer !== 'string' || buyer.length < 1 || buyer.length > 100) return "'buyer' is not a name.";
  return { id, buyer };
}
