import { tableSpec } from './model';
import { indexFields } from '../../src/google/indexes';
import type { KeySpec } from '../../src/private/resource-spec';

const key = (name: string): KeySpec => ({ name, type: 'STRING' });
const both = (partition: string, sort: string) =>
  ['ASCENDING', 'DESCENDING'].map((order) => ({ partition, sort, order }));

test('keys without a sort key need no composite index', () => {
  const indexes = [{ name: 'by-item', partitionKey: key('item') }];
  expect(indexFields(tableSpec({ indexes }))).toEqual([]);
});

test('each pair of keys has an index in both directions, once', () => {
  const indexes = [
    { name: 'again', partitionKey: key('customer'), sortKey: key('placed') },
    { name: 'by-state', partitionKey: key('state'), sortKey: key('placed') },
  ];
  expect(indexFields(tableSpec({ sortKey: key('placed'), indexes }))).toEqual([
    ...both('customer', 'placed'),
    ...both('state', 'placed'),
  ]);
});
