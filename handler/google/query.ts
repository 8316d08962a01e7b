import { FieldValue, toValue } from './document';
import type { SortRange } from '../clients';
import type { PlannedQuery } from '../private/query';

/** A field of the order, its value and the document's name: where a page ended. */
export type Position = readonly FieldValue[];

const operators = {
  eq: 'EQUAL',
  lt: 'LESS_THAN',
  lte: 'LESS_THAN_OR_EQUAL',
  gt: 'GREATER_THAN',
  gte: 'GREATER_THAN_OR_EQUAL',
} as const;

/**
 * A query of Firestore. Items of one sort key, and those without any, are in the order of their documents' names, so
 * that pages neither miss nor repeat one.
 * @param after where the page before ended
 * @see https://firebase.google.com/docs/firestore/reference/rest/v1/StructuredQuery
 */
export function structuredQuery(
  { partition: [name, value], sort, range, descending, limit }: PlannedQuery,
  after?: Position,
) {
  const direction = descending ? 'DESCENDING' : 'ASCENDING';
  const filters = [
    filter(name, operators.eq, toValue(value, name)),
    ...(sort === undefined ? [] : within(sort, range)),
  ];
  const orderBy = [...(sort === undefined ? [] : [sort]), '__name__'];
  return {
    from: [{ collectionId: 'items' }],
    where: { compositeFilter: { op: 'AND', filters } },
    orderBy: orderBy.map((fieldPath) => ({ field: { fieldPath }, direction })),
    ...(after && { startAt: { values: after, before: false } }),
    limit,
  };
}

function within(sort: string, { prefix, ...ends }: SortRange) {
  const compared = Object.entries(operators).flatMap(([name, operator]) => {
    const value = ends[name as keyof typeof operators];
    return value === undefined ? [] : [filter(sort, operator, toValue(value, sort))];
  });
  return prefix === undefined ? compared : [...compared, ...beginning(sort, prefix)];
}

function beginning(sort: string, prefix: string) {
  const end = successor(prefix);
  return [
    filter(sort, operators.gte, { stringValue: prefix }),
    ...(end === undefined ? [] : [filter(sort, operators.lt, { stringValue: end })]),
  ];
}

function filter(fieldPath: string, op: string, value: FieldValue) {
  return { fieldFilter: { field: { fieldPath }, op, value } };
}

/** The least text, by its bytes, that is above all that begin with a prefix; undefined where there is none. */
export function successor(prefix: string): string | undefined {
  const points = Array.from(prefix, (character) => character.codePointAt(0)!);
  while (points.at(-1) === 0x10ffff) points.pop();
  const last = points.pop();
  if (last === undefined) return undefined;
  // Surrogates stand for no character.
  return String.fromCodePoint(...points, last === 0xd7ff ? 0xe000 : last + 1);
}
