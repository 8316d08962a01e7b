import { annotations, app, azureStack, fn, synth } from './place';
import * as faas from '../../src';

const { AzureTable } = faas.azure;
const existing =
  '/subscriptions/s/resourceGroups/g/providers/Microsoft.DocumentDB/databaseAccounts/acme/sqlDatabases/shop/containers/orders';

test('tables share one account that takes known identities, and reads what was last written', () => {
  const stack = azureStack();
  const orders = new faas.Table(stack, 'Orders', { partitionKey: { name: 'id' } });
  new faas.Table(stack, 'Stock', { partitionKey: { name: 'sku' }, removalPolicy: faas.RemovalPolicy.DESTROY });
  expect(orders.node.defaultChild).toBe(AzureTable.of(orders).container);
  const { one, all } = synth(stack);
  const account = one('azurerm_cosmosdb_account');
  expect(account).toMatchObject({
    capabilities: [{ name: 'EnableServerless' }],
    local_authentication_disabled: true,
    access_key_metadata_writes_enabled: false,
    minimal_tls_version: 'Tls12',
    consistency_policy: { consistency_level: 'Strong' },
  });
  expect(account).not.toHaveProperty('backup');
  expect(all('azurerm_cosmosdb_sql_database')).toHaveLength(1);
  expect(one('azurerm_cosmosdb_sql_container', 'Orders/Container')).toMatchObject({
    partition_key_paths: ['/id_'],
    lifecycle: { prevent_destroy: true },
  });
  expect(one('azurerm_cosmosdb_sql_container', 'Stock/Container')).not.toHaveProperty('lifecycle');
});

test('expiry, indexes and backup', () => {
  const stack = azureStack();
  const orders = new faas.Table(stack, 'Orders', {
    partitionKey: { name: 'customer' },
    sortKey: { name: 'id' },
    indexes: [
      { name: 'byState', partitionKey: { name: 'state' }, sortKey: { name: 'placed', type: faas.KeyType.NUMBER } },
      { name: 'byShop', partitionKey: { name: 'shop' } },
    ],
    ttlAttribute: 'expires',
    pointInTimeRecovery: true,
  });
  orders.grantRead(fn(stack, 'Api'));
  const { one } = synth(stack);
  expect(one('azurerm_cosmosdb_account').backup).toEqual({ type: 'Continuous', tier: 'Continuous7Days' });
  expect(one('azurerm_cosmosdb_sql_container')).toMatchObject({
    default_ttl: -1,
    indexing_policy: {
      composite_index: [
        {
          index: [
            { path: '/state', order: 'Ascending' },
            { path: '/placed', order: 'Ascending' },
          ],
        },
      ],
    },
  });
  const { FAASADE_LINKS } = one('azurerm_function_app_flex_consumption').app_settings;
  expect(JSON.parse(FAASADE_LINKS).d.Orders).toEqual({
    k: ['customer', 'id'],
    x: { byShop: ['shop'], byState: ['state', 'placed'] },
    t: 'expires',
    n: [
      expect.stringContaining('azurerm_cosmosdb_account.'),
      expect.stringContaining('database_name'),
      expect.stringContaining('azurerm_cosmosdb_sql_container.'),
    ],
  });
});

test('a reader gets and queries; who may write gets single items too, which is said where it matters', () => {
  const stack = azureStack();
  const orders = new faas.Table(stack, 'Orders', { partitionKey: { name: 'id' } });
  orders.grantWrite(fn(stack, 'Writer'));
  const both = fn(stack, 'Both');
  orders.grantWrite(both);
  orders.grantReadWrite(both);
  const { one, all } = synth(stack);
  expect(one('azurerm_cosmosdb_sql_role_assignment', 'Both/ReadTable-Orders')).toMatchObject({
    role_definition_id: expect.stringMatching(/\/sqlRoleDefinitions\/00000000-0000-0000-0000-000000000001$/),
    scope: expect.stringMatching(/\/dbs\/\$\{.*\}\/colls\/\$\{azurerm_cosmosdb_sql_container\.\w+\.name\}$/),
    principal_id: expect.stringContaining('Both_Identity'),
  });
  const [{ data_actions: actions }] = one('azurerm_cosmosdb_sql_role_definition').permissions;
  expect(actions).not.toContainEqual(expect.stringMatching(/executeQuery|readChangeFeed|\*/));
  expect(all('azurerm_cosmosdb_sql_role_assignment')).toHaveLength(3);
  expect(annotations(stack)).toEqual([
    expect.stringMatching(/^Azure: Cosmos DB has no conditions of its own.*\[table\.writeOnly\]$/),
  ]);
});

test('a table that exists already is known by its id', () => {
  const stack = azureStack();
  const orders = faas.Table.fromExisting(stack, 'Orders', { azure: existing }, { partitionKey: { name: 'id' } });
  orders.grantReadWrite(fn(stack, 'Api'));
  const { one, all } = synth(stack);
  expect(all('azurerm_cosmosdb_account')).toEqual([]);
  expect(one('azurerm_cosmosdb_sql_role_definition')).toMatchObject({ account_name: 'acme', resource_group_name: 'g' });
  expect(one('azurerm_cosmosdb_sql_role_assignment', 'ReadTable-Orders').scope).toMatch(
    /databaseAccounts\/acme\/dbs\/shop\/colls\/orders$/,
  );
  const { FAASADE_LINKS } = one('azurerm_function_app_flex_consumption').app_settings;
  expect(JSON.parse(FAASADE_LINKS).d.Orders.n).toEqual(['https://acme.documents.azure.com:443/', 'shop', 'orders']);
});

test('an account can be given', () => {
  const cosmosAccount = {
    id: '/a',
    name: 'acme',
    endpoint: 'https://acme.documents.azure.com:443/',
    resourceGroupName: 'g',
  };
  const stack = azureStack(app(), 'service', { cosmosAccount });
  new faas.Table(stack, 'Orders', { partitionKey: { name: 'id' } });
  const { one, all } = synth(stack);
  expect(all('azurerm_cosmosdb_account')).toEqual([]);
  expect(one('azurerm_cosmosdb_sql_container')).toMatchObject({ account_name: 'acme', resource_group_name: 'g' });
});

test('fails if changes of a table are to trigger', () => {
  const stack = azureStack();
  const orders = new faas.Table(stack, 'Orders', { partitionKey: { name: 'id' } });
  expect(() => fn(stack, 'Audit', { triggers: [faas.Trigger.tableChange(orders)] })).toThrow(
    'Trigger.tableChange(Orders): a trigger on changes of a table is unsupported (table.change).',
  );
});
