import * as faas from '../../src';
import { fn } from '../conformance/cases';
import { place, warnings } from '../stacks';
import { build } from './stack';

const { GoogleTable } = faas.google;
const key = { partitionKey: { name: 'customer' }, sortKey: { name: 'placed', type: faas.KeyType.NUMBER } };
const http = faas.Trigger.http({ auth: faas.HttpAuth.PUBLIC });

test('a table is a database, which is kept', () => {
  const built = build((stack) => new faas.Table(stack, 'Orders', { ...key, pointInTimeRecovery: true }));
  expect(built.google_firestore_database['Orders/Database']).toMatchObject({
    type: 'FIRESTORE_NATIVE',
    location_id: 'europe-west1',
    delete_protection_state: 'DELETE_PROTECTION_ENABLED',
    deletion_policy: 'ABANDON',
    point_in_time_recovery_enablement: 'POINT_IN_TIME_RECOVERY_ENABLED',
    lifecycle: { prevent_destroy: true },
  });
  expect(built.google_firestore_field).toBeUndefined();
});

test('for tests it is deleted, which Firestore does not do by itself', () => {
  const removalPolicy = faas.RemovalPolicy.DESTROY;
  const built = build((stack) => new faas.Table(stack, 'Orders', { partitionKey: { name: 'id' }, removalPolicy }));
  const { 'Orders/Database': database } = built.google_firestore_database;
  expect(database).toMatchObject({
    delete_protection_state: 'DELETE_PROTECTION_DISABLED',
    deletion_policy: 'DELETE',
    point_in_time_recovery_enablement: 'POINT_IN_TIME_RECOVERY_DISABLED',
  });
  expect(database).not.toHaveProperty('lifecycle');
  expect(built.google_firestore_index).toBeUndefined();
});

test('sort keys are indexed in both directions, and expiry goes by the hidden field', () => {
  const built = build((stack) => {
    const indexes = [{ name: 'by-state', partitionKey: { name: 'state' }, sortKey: key.sortKey }];
    new faas.Table(stack, 'Orders', { ...key, indexes, ttlAttribute: 'expires' });
  });
  expect(Object.keys(built.google_firestore_index)).toEqual([
    'Orders/Index-customer-placed-ascending',
    'Orders/Index-customer-placed-descending',
    'Orders/Index-state-placed-ascending',
    'Orders/Index-state-placed-descending',
  ]);
  const database = expect.stringContaining('.Orders_Database_');
  expect(built.google_firestore_index['Orders/Index-state-placed-descending']).toMatchObject({
    database,
    collection: 'items',
    fields: [
      { field_path: 'state', order: 'ASCENDING' },
      { field_path: 'placed', order: 'DESCENDING' },
    ],
  });
  expect(built.google_firestore_field['Orders/Expiry']).toMatchObject({
    database,
    collection: 'items',
    field: '_ttl',
    ttl_config: {},
    index_config: {},
  });
});

test('grants hold for the one database, and its keys are told', () => {
  const built = build((stack) => {
    const indexes = [{ name: 'by-item', partitionKey: { name: 'item' } }];
    const orders = new faas.Table(stack, 'Orders', { ...key, indexes, ttlAttribute: 'expires' });
    orders.grantReadWrite(fn(stack, 'F', { triggers: [http] }));
  });
  const condition = {
    title: 'one-database',
    expression: expect.stringMatching(/^resource\.name == "\$\{google_firestore_database\.Orders_Database_\w+\.id\}"$/),
  };
  expect(built.google_project_iam_member['F/Table-Orders-read']).toMatchObject({
    role: 'roles/datastore.viewer',
    condition,
  });
  expect(built.google_project_iam_member['F/Table-Orders-write']).toMatchObject({
    role: 'roles/datastore.user',
    condition,
  });
  const { environment_variables: variables } = built.google_cloudfunctions2_function['F/Http'].service_config;
  expect(JSON.parse(variables.FAASADE_LINKS)).toEqual({
    d: {
      Orders: {
        n: expect.stringMatching(/\.id\}$/),
        k: ['customer', 'placed'],
        x: { 'by-item': ['item'] },
        t: 'expires',
      },
    },
  });
});

test('warns of who writes only', () => {
  const warned = (verb: 'grantWrite' | 'grantReadWrite') => {
    const { stack, synth } = place('google');
    new faas.Table(stack, 'Orders', key)[verb](fn(stack, 'F'));
    return warnings(synth()).map(({ id }) => id);
  };
  expect(warned('grantWrite')).toEqual(['table.writeOnly']);
  expect(warned('grantReadWrite')).toEqual([]);
});

test('a table that exists is granted by its name, in its project', () => {
  const built = build((stack) => {
    const orders = faas.Table.fromExisting(stack, 'Orders', { google: 'projects/other/databases/orders' }, key);
    orders.grantRead(fn(stack, 'F'));
    expect(GoogleTable.of(orders).database).toBeUndefined();
  });
  expect(built.google_firestore_database).toBeUndefined();
  expect(built.google_project_iam_member['F/Table-Orders-read']).toMatchObject({
    project: 'other',
    condition: { expression: 'resource.name == "projects/other/databases/orders"' },
  });
});

test('handles reach every resource', () => {
  const { stack } = place('google');
  const orders = new faas.Table(stack, 'Orders', key);
  expect(orders.node.defaultChild).toBe(GoogleTable.of(orders).database);
  expect(() => GoogleTable.of(new faas.Table(place('aws').stack, 'Orders', key))).toThrow(
    new Error("Table 'service/Orders' is on aws, not on google."),
  );
});
