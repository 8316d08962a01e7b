import type { KeySpec, TableSpec } from '../../src/private/resource-spec';
import { tableLink } from '../../src/private/table-link';

const key = (name: string): KeySpec => ({ name, type: 'STRING' });
const spec: TableSpec = { partitionKey: key('id'), indexes: [], pointInTimeRecovery: false, retain: true };

test('a table is its keys', () => {
  expect(tableLink(spec)).toEqual({ k: ['id'] });
});

test('a table with everything says so', () => {
  const indexes = [
    { name: 'byCustomer', partitionKey: key('customer'), sortKey: key('placed') },
    { name: 'byState', partitionKey: key('state') },
  ];
  expect(tableLink({ ...spec, sortKey: key('at'), indexes, ttlAttribute: 'expires' })).toEqual({
    k: ['id', 'at'],
    x: { byCustomer: ['customer', 'placed'], byState: ['state'] },
    t: 'expires',
  });
});
