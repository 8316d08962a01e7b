import fc from 'fast-check';
import { structuredQuery, successor } from '../../../handler/google/query';
import { compare } from '../../../handler/private/compare';

const plan = {
  partition: ['customer', 'ada'],
  sort: 'at',
  range: {},
  index: undefined,
  descending: false,
  limit: 3,
  cursor: undefined,
} as const;

test('a query names the partition, orders by sort key and name, and begins after a position', () => {
  expect(structuredQuery(plan, [{ integerValue: '1' }, { referenceValue: 'n' }])).toEqual({
    from: [{ collectionId: 'items' }],
    where: {
      compositeFilter: {
        op: 'AND',
        filters: [{ fieldFilter: { field: { fieldPath: 'customer' }, op: 'EQUAL', value: { stringValue: 'ada' } } }],
      },
    },
    orderBy: [
      { field: { fieldPath: 'at' }, direction: 'ASCENDING' },
      { field: { fieldPath: '__name__' }, direction: 'ASCENDING' },
    ],
    startAt: { values: [{ integerValue: '1' }, { referenceValue: 'n' }], before: false },
    limit: 3,
  });
});

test.each([
  [{ gte: 1, lt: 2.5 }, ['LESS_THAN 2.5', 'GREATER_THAN_OR_EQUAL 1']],
  [{ eq: 'a' }, ['EQUAL a']],
  [{ prefix: 'ab' }, ['GREATER_THAN_OR_EQUAL ab', 'LESS_THAN ac']],
  [{ prefix: '' }, ['GREATER_THAN_OR_EQUAL ']],
])('the range %j', (range, expected) => {
  const { filters } = structuredQuery({ ...plan, range }).where.compositeFilter;
  const written = filters.slice(1).map(({ fieldFilter: { op, value } }) => `${op} ${Object.values(value)[0]}`);
  expect(written).toEqual(expected);
});

test('a text begins with a prefix if it lies between it and its successor', () => {
  const text = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(text, text, text, (prefix, rest, other) => {
      const end = successor(prefix);
      const between = (any: string) => compare(any, prefix)! >= 0 && (end === undefined || compare(any, end)! < 0);
      return between(prefix + rest) && between(other) === other.startsWith(prefix);
    }),
  );
  expect(successor('a\u{10ffff}')).toBe('b');
  expect(successor('\u{10ffff}')).toBeUndefined();
  expect(successor('\ud7ff')).toBe('\ue000');
});
