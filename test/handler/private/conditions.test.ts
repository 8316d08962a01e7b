import { compare } from '../../../handler/private/compare';
import { comparisons, meets } from '../../../handler/private/conditions';

test('texts are in the order of code points, as tables have it, not of code units', () => {
  expect(compare('\uFFFD', '\u{1F600}')).toBeLessThan(0);
  expect('\uFFFD' < '\u{1F600}').toBe(false);
});

test('values of two types have no order, and no comparison holds', () => {
  expect(compare('1', 1)).toBeUndefined();
  expect(['lt', 'lte', 'gt', 'gte'].map((operator) => meets({ a: '1' }, { a: { [operator]: 1 } }))).not.toContain(true);
});

test('an attribute that every object inherits is not there', () => {
  expect(meets({}, { constructor: { exists: true } } as never)).toBe(false);
});

test('an operand that is undefined asks nothing', () => {
  expect(comparisons({ a: { eq: undefined, gt: 1 } })).toEqual([['a', 'gt', 1]]);
});
