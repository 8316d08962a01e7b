import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { Fn, TerraformStack, Token } from 'cdktf';
import { annotations, app, azureStack, fn, options, synth } from './place';
import * as faas from '../../src';

const { AzureBucket, AzureCloud } = faas.azure;
const existing =
  '/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/acme/blobServices/default/containers/in';

test('a bucket is a private container that no key opens', () => {
  const stack = azureStack(app(), 'service', { tags: { team: 'media' } });
  const uploads = new faas.Bucket(stack, 'Uploads', { name: 'acme-uploads', tags: { kind: 'in' } });
  expect(uploads.node.defaultChild).toBe(AzureBucket.of(uploads).account);
  const { one, provider } = synth(stack);
  expect(one('azurerm_storage_account')).toMatchObject({
    shared_access_key_enabled: false,
    allow_nested_items_to_be_public: false,
    local_user_enabled: false,
    cross_tenant_replication_enabled: false,
    infrastructure_encryption_enabled: true,
    min_tls_version: 'TLS1_2',
    tags: { team: 'media', kind: 'in' },
    lifecycle: { prevent_destroy: true },
  });
  expect(one('azurerm_storage_container')).toMatchObject({
    name: 'acme-uploads',
    container_access_type: 'private',
    lifecycle: { prevent_destroy: true },
  });
  expect(provider.azurerm).toEqual([{ features: [{ storage: [{ data_plane_available: false }] }] }]);
});

test('versions, ages, CORS and a key', () => {
  const encryptionIdentity = { id: '/identities/encryption' };
  const stack = azureStack(app(), 'service', { encryptionIdentity });
  new faas.Bucket(stack, 'Uploads', {
    versioned: true,
    lifecycleRules: [
      { prefix: 'tmp/', expiresAfter: faas.Duration.days(3) },
      { earlierVersionsExpireAfter: faas.Duration.days(30) },
    ],
    cors: { allowOrigins: ['https://a.example'], maxAge: faas.Duration.minutes(5) },
    encryptionKey: 'https://acme.vault.azure.net/keys/uploads',
    removalPolicy: faas.RemovalPolicy.DESTROY,
  });
  const { one } = synth(stack);
  const account = one('azurerm_storage_account');
  expect(account).not.toHaveProperty('lifecycle');
  expect(account.blob_properties).toEqual({
    versioning_enabled: true,
    cors_rule: [
      {
        allowed_origins: ['https://a.example'],
        allowed_methods: ['GET', 'PUT'],
        allowed_headers: ['content-type', 'x-ms-blob-type'],
        exposed_headers: [],
        max_age_in_seconds: 300,
      },
    ],
  });
  expect(account.customer_managed_key).toEqual({
    key_vault_key_id: 'https://acme.vault.azure.net/keys/uploads',
    user_assigned_identity_id: '/identities/encryption',
  });
  expect(one('azurerm_storage_management_policy').rule).toEqual([
    {
      name: 'rule0',
      enabled: true,
      filters: { blob_types: ['blockBlob'], prefix_match: ['objects/tmp/'] },
      actions: { base_blob: { delete_after_days_since_modification_greater_than: 3 } },
    },
    {
      name: 'rule1',
      enabled: true,
      filters: { blob_types: ['blockBlob'], prefix_match: ['objects/'] },
      actions: { version: { delete_after_days_since_creation: 30 } },
    },
  ]);
  expect(annotations(stack)).toEqual([expect.stringMatching(/\[bucket\.lifecycle\]$/)]);
});

test('a reader reads, a writer writes, and both sign URLs', () => {
  const stack = azureStack();
  const uploads = new faas.Bucket(stack, 'Uploads');
  uploads.grantRead(fn(stack, 'Reader'));
  uploads.grantWrite(fn(stack, 'Writer'));
  const { one, all } = synth(stack);
  const container = expect.stringMatching(/^\$\{azurerm_storage_container\.Uploads_Container_\w+\.id\}$/);
  expect(one('azurerm_role_assignment', 'Reader/ReadBucket-Uploads')).toMatchObject({
    role_definition_name: 'Storage Blob Data Reader',
    scope: container,
  });
  expect(one('azurerm_role_assignment', 'Writer/WriteBucket-Uploads')).toMatchObject({
    role_definition_id: expect.stringMatching(/azurerm_role_definition\.\w+\.role_definition_resource_id/),
    scope: container,
  });
  expect(
    one('azurerm_role_definition').permissions[0].data_actions.map((action: string) => action.split('/blobs/')[1]),
  ).toEqual(['add/action', 'delete', 'write']);
  expect(one('azurerm_role_assignment', 'Writer/SignUrlsOf-Uploads')).toMatchObject({
    role_definition_name: 'Storage Blob Delegator',
    scope: expect.stringContaining('azurerm_storage_account.'),
  });
  expect(all('azurerm_role_assignment').filter((path) => /Writer\/.*Uploads/.test(path))).toHaveLength(2);
});

test('new objects come to the inbox from a topic of the account, with its identity', () => {
  const stack = azureStack();
  const uploads = new faas.Bucket(stack, 'Uploads');
  const trigger = faas.Trigger.objectCreated(uploads, { prefix: 'in/', suffix: '.png' });
  fn(stack, 'Resize', { triggers: [trigger] });
  const { one } = synth(stack);
  const subscription = one('azurerm_eventgrid_system_topic_event_subscription');
  expect(subscription).toMatchObject({
    event_delivery_schema: 'CloudEventSchemaV1_0',
    included_event_types: ['Microsoft.Storage.BlobCreated'],
    service_bus_queue_endpoint_id: expect.stringContaining('Resize_Inbox_'),
    delivery_identity: { type: 'SystemAssigned' },
    delivery_property: [{ header_name: 'faasade_source', type: 'Static', value: 'object/Uploads', secret: false }],
    subject_filter: {
      subject_begins_with: expect.stringMatching(/^\/blobServices\/default\/containers\/\$\{.*\.name\}\/blobs\/in\/$/),
      subject_ends_with: '.png',
      case_sensitive: true,
    },
  });
  expect(subscription.depends_on).toEqual([
    expect.stringContaining('Resize_SendEventsOf-Uploads'),
    expect.stringContaining('Uploads_KeepUndelivered'),
  ]);
  expect(one('azurerm_role_assignment', 'SendEventsOf-Uploads').principal_id).toMatch(
    /eventgrid_system_topic.*identity/,
  );
  expect(one('azurerm_role_assignment', 'KeepUndelivered').scope).toContain('Uploads_Undelivered_');
  const { FAASADE_TRIGGERS } = one('azurerm_function_app_flex_consumption').app_settings;
  expect(JSON.parse(FAASADE_TRIGGERS)).toMatchObject({ o: ['Uploads'] });
});

test('a bucket of another stack triggers, and knows nothing of the function', () => {
  const parent = app();
  const [first, second] = [azureStack(parent, 'first'), azureStack(parent, 'second')];
  const uploads = new faas.Bucket(first, 'Uploads');
  uploads.grantRead(fn(second, 'Resize', { triggers: [faas.Trigger.objectCreated(uploads)] }));
  const { one } = synth(second);
  expect(one('azurerm_eventgrid_system_topic_event_subscription').system_topic).toContain('terraform_remote_state');
  expect(synth(first).all('azurerm_eventgrid_system_topic')).toHaveLength(1);
  expect(first.dependencies).toEqual([]);
});

test('a bucket that exists already is read and written, and triggers nothing', () => {
  const stack = azureStack();
  const uploads = faas.Bucket.fromExisting(stack, 'Uploads', { azure: existing });
  uploads.grantReadWrite(fn(stack, 'Resize'));
  expect(() => fn(stack, 'Other', { triggers: [faas.Trigger.objectCreated(uploads)] })).toThrow(
    "Trigger.objectCreated(Uploads): the bucket 'service/Uploads' exists already",
  );
  const { one } = synth(stack);
  expect(one('azurerm_role_assignment', 'ReadBucket-Uploads').scope).toBe(existing);
  expect(one('azurerm_role_assignment', 'SignUrlsOfAccount-acme').scope).toMatch(/storageAccounts\/acme$/);
  expect(one('azurerm_role_definition').assignable_scopes).toEqual(['/subscriptions/s/resourceGroups/g']);
  const { FAASADE_LINKS } = one('azurerm_function_app_flex_consumption').app_settings;
  expect(JSON.parse(FAASADE_LINKS).b.Uploads).toEqual(['https://acme.blob.core.windows.net/', 'in']);
});

test('buckets of one account that exists have one role on it', () => {
  const stack = azureStack();
  const api = fn(stack, 'Api');
  faas.Bucket.fromExisting(stack, 'In', { azure: existing }).grantRead(api);
  const out = existing.replace('resourceGroups', 'resourcegroups').replace('acme/', 'Acme/').replace(/in$/, 'out');
  faas.Bucket.fromExisting(stack, 'Out', { azure: out }).grantWrite(api);
  new faas.Bucket(stack, 'acme').grantRead(api);
  const signing = synth(stack)
    .all('azurerm_role_assignment')
    .filter((path) => path.includes('SignUrls'))
    .sort();
  expect(signing).toEqual(['service/Api/SignUrlsOf-acme', 'service/Api/SignUrlsOfAccount-acme']);
});

test('a bucket whose id is known later has a role of its own', () => {
  const stack = azureStack();
  const id = Token.asString(Fn.rawString('x'));
  faas.Bucket.fromExisting(stack, 'In', { azure: id }).grantRead(fn(stack, 'Api'));
  expect(synth(stack).all('azurerm_role_assignment')).toContain('service/Api/SignUrlsOf-In');
});

test("fails if the user's provider would read accounts with their keys", () => {
  const stack = new TerraformStack(app(), 'own');
  const provider = new AzurermProvider(stack, 'azurerm', { features: [{}] });
  new AzureCloud(stack, 'Cloud', options);
  new faas.Bucket(stack, 'Uploads');
  expect(() => synth(stack)).toThrow(
    "The storage account of a Bucket takes no keys, and the azurerm provider of 'own/Cloud'",
  );
  provider.features = [{ storage: [{ dataPlaneAvailable: false }] }];
  expect(() => synth(stack)).not.toThrow();
  provider.features = [{}];
  provider.storageUseAzuread = true;
  expect(() => synth(stack)).not.toThrow();
});
