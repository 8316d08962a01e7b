import { problems } from './data';
import type { FilterSpec } from '../../src/private/resource-spec';
import { checkFilter } from '../../src/private/topic-filter-checks';

const found = (filter: FilterSpec) => problems((to) => checkFilter('T', filter, to));

test('takes what all clouds can filter by', () => {
  expect(found({})).toEqual([]);
  expect(found({ kind: { equals: ['a', "it's", '100 %'] }, region: { prefix: 'eu-' } })).toEqual([]);
});

test.each<[FilterSpec, string]>([
  [
    { 'a-b': { prefix: 'x' } },
    "T.filter.a-b: 'a-b' is not a name: a letter first, then letters, digits and '_', 64 in all.",
  ],
  [{ a: { equals: [] } }, 'T.filter.a: has 0 values. Give it 1 to 10.'],
  [{ a: { equals: Array.from({ length: 11 }, String) } }, 'T.filter.a: has 11 values. Give it 1 to 10.'],
  [{ a: { prefix: '' } }, "T.filter.a: '' is not a text of 1 to 150 characters on one line."],
  [{ a: { equals: ['x\ny'] } }, "T.filter.a: 'x\ny' is not a text of 1 to 150 characters on one line."],
])('fails if a filter is %j', (filter, problem) => {
  expect(found(filter)).toEqual([problem]);
});

test('fails if there are more attributes than clouds take', () => {
  const filter = Object.fromEntries('abcdef'.split('').map((name) => [name, { prefix: 'x' }]));
  expect(found(filter)).toEqual(['T.filter: 6 attributes are more than 5.']);
});
