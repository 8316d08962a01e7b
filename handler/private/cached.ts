interface Entry<T> {
  readonly value: Promise<T>;
  readonly until: number;
}

/**
 * Keeps what was read for some time, by key; those who ask at the same time share one reading. A failure is not kept.
 * @param lifetime milliseconds
 */
export function cached<T>(lifetime: number, now: () => number = Date.now) {
  const entries = new Map<string, Entry<T>>();
  return (key: string, read: () => Promise<T>): Promise<T> => {
    const known = entries.get(key);
    if (known && known.until > now()) return known.value;
    const entry: Entry<T> = { value: read(), until: now() + lifetime };
    entries.set(key, entry);
    entry.value.catch(() => entries.get(key) === entry && entries.delete(key));
    return entry.value;
  };
}

/** Milliseconds that a secret is kept. */
export const secretLifetime = 5 * 60_000;
