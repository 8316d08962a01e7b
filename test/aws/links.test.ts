import { Token } from 'aws-cdk-lib';
import { longestLinks, tableLink } from '../../src/aws/links';
import type { KeySpec, TableSpec } from '../../src/private/resource-spec';
import { link } from '../private/data';

const key = (name: string): KeySpec => ({ name, type: 'STRING' });
const spec: TableSpec = { partitionKey: key('id'), indexes: [], pointInTimeRecovery: false, retain: true };

test('a table is its name and its keys', () => {
  expect(tableLink(spec, 'orders')).toEqual({ n: 'orders', k: ['id'] });
});

test('a table with everything says so', () => {
  const indexes = [
    { name: 'byCustomer', partitionKey: key('customer'), sortKey: key('placed') },
    { name: 'byState', partitionKey: key('state') },
  ];
  expect(tableLink({ ...spec, sortKey: key('at'), indexes, ttlAttribute: 'expires' }, 'orders')).toEqual({
    n: 'orders',
    k: ['id', 'at'],
    x: { byCustomer: ['customer', 'placed'], byState: ['state'] },
    t: 'expires',
  });
});

test('what is known on deployment only is weighed at its longest, and the rest as it is', () => {
  const url = Token.asString({ Ref: 'Jobs' });
  const [jobs, orders] = longestLinks([link('Jobs', [url, 1]), link('Orders', 'arn', 'stack/Orders', 'topic')]);
  expect(jobs.value).toEqual(['x'.repeat(140), 1]);
  expect(orders.value).toBe('arn');
});
