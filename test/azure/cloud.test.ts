import { DataAzurermResourceGroup } from '@cdktf/provider-azurerm/lib/data-azurerm-resource-group';
import { DataAzurermServicebusNamespace } from '@cdktf/provider-azurerm/lib/data-azurerm-servicebus-namespace';
import { LogAnalyticsWorkspace } from '@cdktf/provider-azurerm/lib/log-analytics-workspace';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { StorageContainer } from '@cdktf/provider-azurerm/lib/storage-container';
import { Aspects, TerraformProvider, TerraformStack } from 'cdktf';
import { http } from './model';
import { annotations, app, azureStack, fn, options, synth } from './place';
import * as faas from '../../src';

const { AzureCloud } = faas.azure;

/** A stack of the user's own, with a resource of the user's own. */
function plainStack(): TerraformStack {
  const stack = new TerraformStack(app(), 'own');
  new AzurermProvider(stack, 'azurerm', { features: [{}] });
  new ResourceGroup(stack, 'Group', { name: 'acme-own', location: 'westeurope' });
  return stack;
}

test.each([
  [undefined, "location: the region, such as 'westeurope'"],
  [{ location: 'westeurope' }, "namespace: what global names begin with, such as your company's name"],
  [{ ...options, location: ' ' }, "location: the region, such as 'westeurope'"],
  [{ ...options, namespace: 7 }, "namespace: what global names begin with, such as your company's name"],
])('fails if %j is given, and leaves nothing behind', (given, needed) => {
  const stack = plainStack();
  expect(() => new AzureCloud(stack, 'Cloud', given as never)).toThrow(
    new Error(`AzureCloud 'own/Cloud' needs a ${needed}.`),
  );
  expect(() => new AzureCloud(stack, 'Cloud', options)).not.toThrow();
});

test('fails if names can not begin with the namespace', () => {
  expect(() => new AzureCloud(plainStack(), 'Cloud', { ...options, namespace: '--' })).toThrow(
    new Error(
      "AzureCloud 'own/Cloud' has the namespace '--', which names can't begin with: letters, digits and '-', such as 'acme'.",
    ),
  );
});

test('a cloud alone makes nothing', () => {
  const stack = plainStack();
  new AzureCloud(stack, 'Cloud', options);
  const { all, terraform } = synth(stack);
  expect(all('azurerm_resource_group')).toEqual(['own/Group']);
  expect(Object.keys(terraform.required_providers)).toEqual(['azurerm']);
});

test('a queue makes a namespace and no place for logs', () => {
  const stack = azureStack();
  new faas.Queue(stack, 'Jobs');
  const { one, all } = synth(stack);
  expect(one('azurerm_servicebus_namespace')).toMatchObject({
    sku: 'Standard',
    local_auth_enabled: false,
    minimum_tls_version: '1.2',
  });
  expect(all('azurerm_log_analytics_workspace')).toEqual([]);
});

test('logs are kept as long as the longest asks for, and functions that asked for another time are told', () => {
  const stack = azureStack();
  const days = (number: number) => faas.Observability.standard({ logRetention: faas.Duration.days(number) });
  fn(stack, 'Short', { observability: days(7) });
  fn(stack, 'Long', { observability: days(365) });
  expect(synth(stack).one('azurerm_log_analytics_workspace').retention_in_days).toBe(365);
  expect(annotations(stack)).toEqual([
    'Azure: 7 days become 365. A log workspace keeps the logs of all its functions alike, for 30 to 730 days: as long as ' +
      'the longest asks for. [observability.logRetention]',
  ]);
});

test('telemetry is taken from known identities only', () => {
  const stack = azureStack();
  fn(stack, 'Api');
  const { one } = synth(stack);
  expect(one('azurerm_application_insights').local_authentication_disabled).toBe(true);
  expect(one('azurerm_log_analytics_workspace').local_authentication_enabled).toBe(false);
  expect(one('azurerm_role_assignment')).toMatchObject({ role_definition_name: 'Monitoring Metrics Publisher' });
});

test('everything can be given', () => {
  const stack = plainStack();
  const provider = new AzurermProvider(stack, 'other', { features: [{}], alias: 'other' });
  const resourceGroup = new DataAzurermResourceGroup(stack, 'Existing', { name: 'shared' });
  const logWorkspace = new LogAnalyticsWorkspace(stack, 'Logs', {
    name: 'shared-logs',
    location: 'westeurope',
    resourceGroupName: resourceGroup.name,
  });
  const serviceBusNamespace = new DataAzurermServicebusNamespace(stack, 'Bus', {
    name: 'shared-bus',
    resourceGroupName: resourceGroup.name,
  });
  const given = { resourceGroup, logWorkspace, serviceBusNamespace, provider, tags: { team: 'media' } };
  new AzureCloud(stack, 'Cloud', { ...options, ...given });
  const jobs = new faas.Queue(stack, 'Jobs');
  fn(stack, 'Worker', { triggers: [faas.Trigger.queue(jobs)] });
  const { one, all } = synth(stack);
  expect(all('azurerm_resource_group')).toEqual(['own/Group']);
  expect(all('azurerm_log_analytics_workspace')).toEqual(['own/Logs']);
  expect(all('azurerm_servicebus_namespace')).toEqual([]);
  const its = one('azurerm_function_app_flex_consumption');
  expect(its).toMatchObject({ provider: 'azurerm.other', tags: { team: 'media' } });
  expect(its.resource_group_name).toBe('${data.azurerm_resource_group.Existing.name}');
  expect(its.app_settings.FAASADE_BUS__fullyQualifiedNamespace).toBe(
    '${trimsuffix(trimprefix(data.azurerm_servicebus_namespace.Bus.endpoint, "https://"), ":443/")}',
  );
});

test("a user's stack keeps its azurerm provider, and gets azapi under an alias", () => {
  const stack = plainStack();
  new AzureCloud(stack, 'Cloud', { ...options, subscriptionId: 'sub' });
  fn(stack, 'Api');
  const { terraform, provider } = synth(stack);
  expect(terraform.required_providers).toEqual({
    azapi: { source: 'Azure/azapi', version: '>= 2.0, < 3' },
    azurerm: { source: 'azurerm', version: '4.55.0' },
  });
  expect(provider).toEqual({ azapi: [{ alias: 'faasade', subscription_id: 'sub' }], azurerm: [{ features: [{}] }] });
});

test("a user's azapi keeps its version", () => {
  class Azapi extends TerraformProvider {}
  const stack = plainStack();
  const own = { providerName: 'azapi', providerVersion: '2.3.0' };
  const config = {
    terraformResourceType: 'azapi',
    terraformGeneratorMetadata: own,
    terraformProviderSource: 'Azure/azapi',
  };
  new Azapi(stack, 'azapi', config);
  new AzureCloud(stack, 'Cloud', options);
  fn(stack, 'Api');
  expect(synth(stack).terraform.required_providers.azapi.version).toBe('2.3.0');
});

test('fails if the provider of the stack is too old for a low limit', () => {
  const stack = plainStack();
  new AzureCloud(stack, 'Cloud', options);
  fn(stack, 'Api', { triggers: [http()], limits: { maxInstances: 10 } });
  expect(() => synth(stack)).toThrow(/limits\.maxInstances: 10 needs version 4\.58\.0 of the azurerm provider/);
});

test('takes a low limit where a later provider is let in', () => {
  const stack = plainStack();
  stack.addOverride('terraform.required_providers.azurerm.version', '~> 4.60');
  new AzureCloud(stack, 'Cloud', options);
  fn(stack, 'Api', { triggers: [http()], limits: { maxInstances: 10 } });
  expect(synth(stack).one('azurerm_function_app_flex_consumption').maximum_instance_count).toBe(10);
});

test('tags are on everything that can have them', () => {
  const stack = azureStack(app(), 'service', { tags: { team: 'media' } });
  fn(stack, 'Nightly', { triggers: [faas.Trigger.schedule(faas.Schedule.cron('0 2 * * *'))] });
  const { one } = synth(stack);
  for (const type of [
    'resource_group',
    'log_analytics_workspace',
    'application_insights',
    'servicebus_namespace',
    'user_assigned_identity',
    'service_plan',
    'storage_account',
    'function_app_flex_consumption',
  ]) {
    expect(one(`azurerm_${type}`).tags).toEqual({ team: 'media' });
  }
});

test('aspects reach what is underneath', () => {
  const stack = azureStack();
  fn(stack, 'Api');
  Aspects.of(stack).add({
    visit: (node) => void (node instanceof StorageContainer && (node.metadata = { seen: 'yes' })),
  });
  expect(synth(stack).one('azurerm_storage_container').metadata).toEqual({ seen: 'yes' });
});
