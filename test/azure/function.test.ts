import { App as CdkApp, Stack } from 'aws-cdk-lib';
import { every, http } from './model';
import { annotations, app, azureStack, code, fn, synth } from './place';
import * as faas from '../../src';

const { AzureFunction, HostStorage } = faas.azure;

test('its default child is the app, and its parts can be reached', () => {
  const stack = azureStack();
  const api = fn(stack, 'Api', { triggers: [http()] });
  const { app: its, plan, identity, storageAccount, inboxQueue } = AzureFunction.of(api);
  expect(api.node.defaultChild).toBe(its);
  expect(inboxQueue).toBeUndefined();
  plan.addOverride('zone_balancing_enabled', true);
  identity.addOverride('tags.part', 'identity');
  storageAccount.accountReplicationType = 'ZRS';
  its.addOverride('client_certificate_enabled', true);
  const { one } = synth(stack);
  expect(one('azurerm_service_plan')).toMatchObject({
    sku_name: 'FC1',
    os_type: 'Linux',
    zone_balancing_enabled: true,
  });
  expect(one('azurerm_storage_account').account_replication_type).toBe('ZRS');
  expect(one('azurerm_function_app_flex_consumption').client_certificate_enabled).toBe(true);
});

test('fails if its parts are asked for on another cloud', () => {
  const other = new faas.Function(new Stack(new CdkApp(), 'aws'), 'Api', { code });
  expect(() => AzureFunction.of(other)).toThrow(new Error("Function 'aws/Api' is on aws, not on azure."));
});

test('an app is reached by HTTPS alone, without keys for publishing', () => {
  const stack = azureStack();
  const api = fn(stack, 'Api', { triggers: [http()], memory: faas.Size.gibibytes(2), limits: { maxInstances: 7 } });
  expect(api.url).toMatch(/^https:\/\/\$\{TfToken/);
  expect(synth(stack).one('azurerm_function_app_flex_consumption')).toMatchObject({
    https_only: true,
    webdeploy_publish_basic_authentication_enabled: false,
    instance_memory_in_mb: 2048,
    maximum_instance_count: 7,
    http_concurrency: 1,
    runtime_name: 'node',
    runtime_version: '22',
    storage_container_type: 'blobContainer',
    identity: { type: 'UserAssigned' },
  });
});

test('the account of the host is closed to the public', () => {
  const stack = azureStack();
  fn(stack, 'Api');
  const { one } = synth(stack);
  expect(one('azurerm_storage_account')).toMatchObject({
    min_tls_version: 'TLS1_2',
    allow_nested_items_to_be_public: false,
    cross_tenant_replication_enabled: false,
    local_user_enabled: false,
    infrastructure_encryption_enabled: true,
  });
  expect(one('azurerm_storage_container').container_access_type).toBe('private');
});

test('CORS is that of the platform', () => {
  const stack = azureStack();
  const cors = { allowOrigins: ['https://a.example'], allowCredentials: true };
  fn(stack, 'Api', { triggers: [http({ cors }), http({ path: '/b' })] });
  expect(synth(stack).one('azurerm_function_app_flex_consumption').site_config.cors).toEqual({
    allowed_origins: ['https://a.example'],
    support_credentials: true,
  });
});

test('schedules share one inbox, which the function writes to and reads from', () => {
  const stack = azureStack();
  const nightly = fn(stack, 'Nightly', { triggers: [every(5)], maxAttempts: 8 });
  nightly.addTrigger(every(60));
  const { one, all } = synth(stack);
  const dead = one('azurerm_servicebus_queue', 'Nightly/InboxDeadLetters');
  expect(one('azurerm_servicebus_queue', 'Nightly/Inbox')).toMatchObject({
    max_delivery_count: 8,
    forward_dead_lettered_messages_to: expect.stringMatching(/InboxDeadLetters_\w+\.name\}$/),
  });
  expect(AzureFunction.of(nightly).deadLetterQueue?.nameInput).toBe(dead.name);
  expect(nightly.deadLetters.type).toBe('azurerm_servicebus_queue');
  expect(all('azurerm_role_assignment')).toEqual([
    'service/Nightly/PublishTelemetry',
    'service/Nightly/ReceiveFromInbox',
    'service/Nightly/SendToDeadLetters',
    'service/Nightly/SendToInbox',
  ]);
  const { FAASADE_TRIGGERS } = one('azurerm_function_app_flex_consumption').app_settings;
  expect(JSON.parse(FAASADE_TRIGGERS)).toMatchObject({
    i: {
      q: expect.stringContaining('_Inbox_'),
      a: 8,
      d: expect.stringContaining('_InboxDeadLetters_'),
      c: 'FAASADE_BUS',
    },
    s: { 'rate-5m': { c: '0 */5 * * * *' }, 'rate-60m': { c: '0 0 * * * *' } },
  });
});

test('its network is what was asked for', () => {
  const stack = azureStack();
  const subnetId = `/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/apps`;
  const azure = { subnetId, allowedIpRanges: ['203.0.113.0/24'], appSettings: { WEBSITE_DNS_SERVER: '${x}' } };
  fn(stack, 'Api', { triggers: [http()], azure });
  const its = synth(stack).one('azurerm_function_app_flex_consumption');
  expect(its.virtual_network_subnet_id).toBe(subnetId);
  expect(its.site_config).toMatchObject({
    ip_restriction_default_action: 'Deny',
    ip_restriction: [{ ip_address: '203.0.113.0/24', action: 'Allow', priority: 100, name: 'allowed0' }],
  });
  expect(its.app_settings.WEBSITE_DNS_SERVER).toBe('$${x}');
});

test('a variable can be added', () => {
  const stack = azureStack();
  fn(stack, 'Api').addEnvironment('STAGE', 'test');
  expect(synth(stack).one('azurerm_function_app_flex_consumption').app_settings.STAGE).toBe('test');
});

test('always-ready instances name every group', () => {
  const stack = azureStack();
  fn(stack, 'Api', { triggers: [http(), every(5)], capacity: faas.Capacity.warm(2) });
  expect(synth(stack).one('azurerm_function_app_flex_consumption').always_ready).toEqual([
    { name: 'http', instance_count: 2 },
    { name: 'function:inbox', instance_count: 0 },
    { name: 'function:schedule-rate-5m', instance_count: 0 },
  ]);
});

test('an environment stays what it is', () => {
  const stack = azureStack();
  const other = new faas.Queue(stack, 'Jobs');
  const { id } = faas.azure.AzureQueue.of(other).queue;
  fn(stack, 'Api', { environment: { LITERAL: 'a ${b} %{c} $d', REFERENCE: `id of ${id}` } });
  const settings = synth(stack).one('azurerm_function_app_flex_consumption').app_settings;
  expect(settings.LITERAL).toBe('a $${b} %%{c} $d');
  expect(settings.REFERENCE).toMatch(/^id of \$\{azurerm_servicebus_queue\..*\.id\}$/);
});

test('a given name is the name of the app', () => {
  const stack = azureStack();
  fn(stack, 'Api', { name: 'acme-api' });
  expect(synth(stack).one('azurerm_function_app_flex_consumption').name).toBe('acme-api');
});

test('hosts can sign in with the identity', () => {
  const stack = azureStack(app(), 'service', { hostStorage: HostStorage.MANAGED_IDENTITY });
  fn(stack, 'Api', { environment: { A: 'b' } });
  const { one } = synth(stack);
  const its = one('azurerm_function_app_flex_consumption');
  expect(its.storage_authentication_type).toBe('UserAssignedIdentity');
  expect(its).not.toHaveProperty('storage_access_key');
  expect(its.depends_on).toEqual([
    expect.stringContaining('azurerm_storage_blob.'),
    expect.stringContaining('azurerm_role_assignment.Api_HostStorageRole'),
  ]);
  const { body, lifecycle } = one('azapi_update_resource');
  expect(body.properties).toEqual({
    ...its.app_settings,
    APPLICATIONINSIGHTS_CONNECTION_STRING: its.site_config.application_insights_connection_string,
  });
  expect(body.properties).not.toHaveProperty('AzureWebJobsStorage');
  expect(lifecycle.replace_triggered_by).toEqual([
    expect.stringMatching(/^azurerm_function_app_flex_consumption\.\w+$/),
  ]);
  expect(one('azapi_resource_action').depends_on).toContainEqual(expect.stringContaining('azapi_update_resource.'));
});

test('the same description twice makes two of each', () => {
  const stack = azureStack();
  for (const id of ['First', 'Second']) fn(stack, id, { triggers: [http()] });
  const { all } = synth(stack);
  expect(all('azurerm_function_app_flex_consumption')).toHaveLength(2);
  expect(all('azurerm_resource_group')).toHaveLength(1);
  expect(annotations(stack)).toEqual([]);
});
