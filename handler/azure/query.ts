import { createHash } from 'node:crypto';
import { cosmosProperty, TableLink } from '../../src/private/contract';
import type { Item, SortRange, Value } from '../clients';
import type { PlannedQuery } from '../private/query';
import { currentSecond } from '../private/ttl';

/** A statement with its parameters, as the SDK takes it. */
export interface Statement {
  readonly query: string;
  readonly parameters: { readonly name: string; readonly value: Value }[];
}

/**
 * Where a page ended: the value that orders, and which items with that very value have been handed out. Values only,
 * never a part of a statement: a cursor may come back from a stranger.
 */
export interface Position {
  /** What was asked for: value of the partition key, and index. */
  readonly p: string | number;
  readonly x?: string;
  readonly v: string | number;
  /** Marks of items. */
  readonly s: readonly string[];
}

const operators = { eq: '=', lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

/** The attribute that orders what a query finds: without a sort key, the table's partition key. */
function orderOf({ k }: TableLink, { sort }: PlannedQuery): string {
  return sort ?? k[0];
}

/**
 * The statement of a query. Items that have expired are none, and an index holds no items without its keys.
 * @see https://learn.microsoft.com/azure/cosmos-db/nosql/query/
 */
export function statement(link: TableLink, plan: PlannedQuery, after: Position | undefined): Statement {
  const { partition, sort, descending } = plan;
  const order = path(orderOf(link, plan));
  const parameters: Statement['parameters'] = [];
  const value = (given: Value) => {
    parameters.push({ name: `@p${parameters.length}`, value: given });
    return `@p${parameters.length - 1}`;
  };
  const conditions = [
    `${path(partition[0])} = ${value(partition[1])}`,
    ...(sort === undefined ? [] : [`IS_DEFINED(${path(sort)})`, ...range(path(sort), plan.range, value)]),
    ...(link.t === undefined
      ? []
      : [`(NOT IS_NUMBER(${path(link.t)}) OR ${path(link.t)} > ${value(currentSecond())})`]),
    ...(after ? [`${order} ${descending ? '<=' : '>='} ${value(after.v)}`] : []),
  ];
  const direction = descending ? 'DESC' : 'ASC';
  // With its partition key before it, the sort key of an index is served by the composite index of the two.
  const orders = plan.index !== undefined && sort !== undefined ? [path(partition[0]), order] : [order];
  const orderBy = orders.map((one) => `${one} ${direction}`).join(', ');
  return { query: `SELECT * FROM c WHERE ${conditions.join(' AND ')} ORDER BY ${orderBy}`, parameters };
}

function range(sort: string, { prefix, ...comparisons }: SortRange, value: (given: Value) => string): string[] {
  return [
    ...Object.entries(operators).flatMap(([name, operator]) => {
      const given = comparisons[name as keyof typeof operators];
      return given === undefined ? [] : [`${sort} ${operator} ${value(given)}`];
    }),
    ...(prefix === undefined ? [] : [`STARTSWITH(${sort}, ${value(prefix)})`]),
  ];
}

/** Where the next page begins, after the items of this one. */
export function positionAfter(
  items: readonly Item[],
  link: TableLink,
  plan: PlannedQuery,
  before: Position | undefined,
): Position {
  const order = orderOf(link, plan);
  const v = items.at(-1)![order] as Position['v'];
  const marks = items.filter((item) => item[order] === v).map((item) => mark(item, link));
  return { p: plan.partition[1], x: plan.index, v, s: before?.v === v ? [...before.s, ...marks] : marks };
}

/** The position that a cursor holds; undefined where it holds none of this query. */
export function positionIn(cursor: unknown, { partition, index }: PlannedQuery): Position | undefined {
  const { p, x, v, s } = (cursor ?? {}) as Partial<Position>;
  const fits = p === partition[1] && x === index && (typeof v === 'string' || typeof v === 'number');
  return fits && Array.isArray(s) ? { p, x, v, s } : undefined;
}

/** Stands for an item within a cursor, which is to stay short. */
export function mark(item: Item, { k }: TableLink): string {
  const key = JSON.stringify(k.map((name) => item[name!]));
  return createHash('sha256').update(key).digest('base64url').slice(0, 12);
}

/** A property in a statement; JSON's escapes are those of the statement. */
export function path(attribute: string): string {
  return `c[${JSON.stringify(cosmosProperty(attribute))}]`;
}
