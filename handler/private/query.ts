import type { TableLink } from '../../src/private/contract';
import type { Item, Query, SortRange } from '../clients';
import { compare } from './compare';

/** A query as every cloud's client works on it. */
export interface PlannedQuery {
  /** Name and value of the partition key of the table or the index. */
  readonly partition: readonly [name: string, value: string | number];
  /** Name of the sort key, if there is one. */
  readonly sort: string | undefined;
  readonly range: SortRange;
  readonly index: string | undefined;
  readonly descending: boolean;
  readonly limit: number;
  readonly cursor: string | undefined;
}

/** @throws Error where the table cannot be asked this */
export function planQuery(table: string, link: TableLink, query: Query): PlannedQuery {
  const fault = (reason: string) => new Error(`A query of table '${table}' is not possible: ${reason}.`);
  const { index, sort: range = {}, descending = false, cursor } = query;
  const [partition, sort] =
    index === undefined ? link.k : (link.x && Object.hasOwn(link.x, index) && link.x[index]) || [];
  if (partition === undefined) throw fault(`it has no index '${index}'`);
  const names = Object.keys(query.key);
  const value = query.key[partition];
  if (names.length !== 1 || !isKeyValue(value)) {
    throw fault(`it takes the value of '${partition}' and of nothing else as its key, a text or a number`);
  }
  const ends = Object.keys(range).filter((name) => range[name as keyof SortRange] !== undefined);
  if (ends.length > 0 && sort === undefined) throw fault('there is no sort key');
  const shape = ends.map((name) => endOf[name as keyof SortRange]).sort();
  if (!shapes.includes(shape.join())) {
    throw fault(`the range of '${sort}' is ${ends.join(' and ')}; it is eq, prefix, or one lower and one upper end`);
  }
  return {
    partition: [partition, value],
    sort,
    range,
    index,
    descending,
    limit: limitOf(fault, query.limit, 100),
    cursor,
  };
}

/** Whether a sort key lies in a range. */
export function inRange(value: Item[string] | undefined, { eq, lt, lte, gt, gte, prefix }: SortRange): boolean {
  const meets = (end: string | number | undefined, test: (order: number) => boolean) =>
    end === undefined || test(compare(value, end) ?? NaN);
  return (
    meets(eq, (order) => order === 0) &&
    meets(lt, (order) => order < 0) &&
    meets(lte, (order) => order <= 0) &&
    meets(gt, (order) => order > 0) &&
    meets(gte, (order) => order >= 0) &&
    (prefix === undefined || (typeof value === 'string' && value.startsWith(prefix)))
  );
}

/** @throws Error where a page cannot have this many entries */
export function limitOf(fault: (reason: string) => Error, limit: number | undefined, usual: number): number {
  if (limit === undefined) return usual;
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) throw fault(`the limit is ${limit}; it is 1 to 1000`);
  return limit;
}

const endOf: { readonly [K in keyof SortRange]-?: string } = {
  eq: 'one',
  prefix: 'one',
  gt: 'low',
  gte: 'low',
  lt: 'up',
  lte: 'up',
};

/** Ranges that there are. */
const shapes = ['', 'one', 'low', 'up', 'low,up'];

function isKeyValue(value: unknown): value is string | number {
  return typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));
}
