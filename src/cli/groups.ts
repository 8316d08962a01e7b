/** What is needed to tell which entries are one description. */
interface Placed {
  readonly path: string;
  readonly stack: string;
  readonly cloud: string;
  readonly entry?: string;
}

/** One description and every place that it was put. */
export interface Group<T> {
  readonly name: string;
  /** Sorted by cloud and stack. */
  readonly places: readonly T[];
}

/**
 * A description written once has one path within each stack, and one entry: that is what makes the clouds the columns
 * of one block.
 */
export function groups<T extends Placed>(entries: readonly T[]): Group<T>[] {
  const byName = new Map<string, { name: string; places: T[] }>();
  for (const entry of entries) {
    const name = within(entry.stack, entry.path);
    const key = JSON.stringify([name, entry.entry]);
    byName.set(key, { name, places: [...(byName.get(key)?.places ?? []), entry] });
  }
  return [...byName.values()]
    .sort((a, b) => compare(a.name, b.name))
    .map(({ name, places }) => ({
      name,
      places: places.sort((a, b) => compare(a.cloud, b.cloud) || compare(a.stack, b.stack)),
    }));
}

/** A construct's path as seen from a stack: the whole path where it is not in it. */
export function within(stack: string, path: string): string {
  return path.startsWith(`${stack}/`) ? path.slice(stack.length + 1) : path;
}

/** What a stop guards or a budget is of, as `--scope` takes it beside `--stack`. */
export function scopeName({ stack, scope }: { readonly stack: string; readonly scope: string }): string {
  const name = within(stack, scope);
  // One below a stack that is called like the stack is not the stack.
  return name === stack ? scope : name;
}

/** A place in few words: the cloud, and the stack where the cloud alone does not tell it. */
export function placeName(place: Placed, others: readonly Placed[]): string {
  const alone = others.filter(({ cloud }) => cloud === place.cloud).length === 1;
  return alone ? place.cloud : `${place.cloud} ${place.stack}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
