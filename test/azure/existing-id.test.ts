import { Fn } from 'cdktf';
import { report } from './model';
import { checkExistingId, existingId } from '../../src/azure/existing-id';

const group = '/subscriptions/s/resourceGroups/g';
const table = `${group}/providers/Microsoft.DocumentDB/databaseAccounts/acme/sqlDatabases/shop/containers/orders`;

test('an id says what it is made of', () => {
  expect(existingId('table', table)).toEqual({
    id: table,
    names: ['acme', 'shop', 'orders'],
    groupName: 'g',
    groupId: group,
    parentId: `${group}/providers/Microsoft.DocumentDB/databaseAccounts/acme`,
  });
});

test('an id that is known on deployment is taken apart then', () => {
  const id = Fn.trimspace('${var.id}');
  const { names, groupId } = existingId('table', id);
  expect([...names, groupId].filter((text) => !/^\$\{TfToken\[/.test(text))).toEqual([]);
});

test.each([
  ['queue', 'Microsoft.ServiceBus/namespaces/n/queues/q'],
  ['topic', 'microsoft.servicebus/namespaces/n/topics/t'],
  ['bucket', 'Microsoft.Storage/storageAccounts/a/blobServices/default/containers/c'],
  ['secret', 'Microsoft.KeyVault/vaults/v/secrets/s'],
] as const)('a %s is known by %s', (kind, rest) => {
  const found = report();
  checkExistingId(kind, `${group}/providers/${rest}`, found);
  expect(found.problems).toEqual([]);
});

test.each(['jobs', `${group}/providers/Microsoft.ServiceBus/namespaces/n`, table])("fails if a queue is '%s'", (id) => {
  const found = report();
  checkExistingId('queue', id, found);
  expect(found.problems).toEqual([
    `fromExisting: '${id}' is not the resource id of a queue on Azure, /subscriptions/…/resourceGroups/…/providers/` +
      'Microsoft.ServiceBus/namespaces/…/queues/….',
  ]);
});
