import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { TerraformStack } from 'cdktf';
import { app, azureStack, fn, options, synth } from './place';
import * as faas from '../../src';

const { AzureCloud, AzureSecret } = faas.azure;
const existing = '/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/acme/secrets/api-key';

test('a secret is made on deployment, and is in no state', () => {
  const stack = azureStack();
  const key = new faas.Secret(stack, 'ApiKey', { generatedLength: 24, tags: { kind: 'key' } });
  expect(key.node.defaultChild).toBe(AzureSecret.of(key).secret);
  const { one, terraform } = synth(stack);
  const secret = one('azurerm_key_vault_secret');
  expect(secret).toMatchObject({
    value_wo: '${substr(replace(base64sha512(join("", [uuid(), uuid()])), "/[^0-9A-Za-z]/", ""), 0, 24)}',
    value_wo_version: 1,
    tags: { kind: 'key' },
    lifecycle: { prevent_destroy: true },
    depends_on: [expect.stringContaining('time_sleep.')],
  });
  expect(secret).not.toHaveProperty('value');
  expect(terraform.required_version).toBe('>= 1.11.0');
});

test('secrets share a vault that lets in by roles, for who deploys too', () => {
  const stack = azureStack();
  new faas.Secret(stack, 'First');
  new faas.Secret(stack, 'Second');
  const { one } = synth(stack);
  expect(one('azurerm_key_vault')).toMatchObject({ rbac_authorization_enabled: true, purge_protection_enabled: true });
  expect(one('azurerm_role_assignment', 'WriteSecrets')).toMatchObject({
    role_definition_name: 'Key Vault Secrets Officer',
    principal_id: expect.stringContaining('data.azurerm_client_config.'),
  });
});

test('a vault of secrets that go with the tests can be purged', () => {
  const stack = azureStack();
  new faas.Secret(stack, 'ApiKey', { removalPolicy: faas.RemovalPolicy.DESTROY });
  const { one } = synth(stack);
  expect(one('azurerm_key_vault')).not.toHaveProperty('purge_protection_enabled');
  expect(one('azurerm_key_vault_secret')).not.toHaveProperty('lifecycle');
});

test('a reader reads the one secret', () => {
  const stack = azureStack();
  const old = faas.Secret.fromExisting(stack, 'Old', { azure: existing });
  const api = fn(stack, 'Api');
  old.grantRead(api);
  new faas.Secret(stack, 'New').grantRead(api);
  const { one } = synth(stack);
  expect(one('azurerm_role_assignment', 'ReadSecret-New')).toMatchObject({
    role_definition_name: 'Key Vault Secrets User',
    scope: expect.stringMatching(/^\$\{azurerm_key_vault_secret\.\w+\.resource_versionless_id\}$/),
  });
  expect(one('azurerm_role_assignment', 'ReadSecret-Old').scope).toBe(existing);
  const { FAASADE_LINKS } = one('azurerm_function_app_flex_consumption').app_settings;
  expect(JSON.parse(FAASADE_LINKS).s).toMatchObject({
    New: [expect.stringContaining('vault_uri'), expect.stringContaining('azurerm_key_vault_secret.')],
    Old: ['https://acme.vault.azure.net/', 'api-key'],
  });
});

test("fails if the user's stack keeps to versions that have no write-only values", () => {
  const stack = new TerraformStack(app(), 'own');
  new AzurermProvider(stack, 'azurerm', { features: [{}] });
  new AzureCloud(stack, 'Cloud', options);
  stack.addOverride('terraform.required_version', '~> 1.10.0');
  stack.addOverride('terraform.required_providers.azurerm.version', '4.20.0');
  new faas.Secret(stack, 'ApiKey');
  expect(() => synth(stack)).toThrow(
    /It needs Terraform 1\.11\.0 or later, and the stack asks for '~> 1\.10\.0'[^]*A Secret needs version 4\.23\.0 of the azurerm/,
  );
});

test('a vault can be given, in which who deploys may write', () => {
  const keyVault = { id: '/vaults/acme', vaultUri: 'https://acme.vault.azure.net/' };
  const stack = azureStack(app(), 'service', { keyVault });
  new faas.Secret(stack, 'ApiKey');
  const { one, all } = synth(stack);
  expect([...all('azurerm_key_vault'), ...all('azurerm_role_assignment')]).toEqual([]);
  expect(one('azurerm_key_vault_secret').key_vault_id).toBe('/vaults/acme');
  expect(one('azurerm_key_vault_secret')).not.toHaveProperty('depends_on');
});
