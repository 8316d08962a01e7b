import { LocalBackend } from 'cdktf';
import { app, azureStack, options, synth } from './place';
import * as faas from '../../src';

test.each([
  [undefined, "location: the region, such as 'westeurope'"],
  [{ location: 'westeurope' }, "namespace: what global names begin with, such as your company's name"],
])('fails if %j is given', (given, needed) => {
  const parent = app();
  expect(() => new faas.azure.AzureStack(parent, 'service', given as never)).toThrow(
    new Error(`AzureStack 'service' needs a ${needed}.`),
  );
  expect(parent.node.children).toEqual([]);
});

test('has the provider in a version that takes every limit', () => {
  const stack = azureStack(app(), 'service', { subscriptionId: 'sub' });
  const { terraform, provider } = synth(stack);
  expect(terraform.required_providers.azurerm).toEqual({ source: 'azurerm', version: '>= 4.58, < 5' });
  expect(provider.azurerm).toEqual([{ features: [{}], subscription_id: 'sub' }]);
});

test('has a backend that names no folder of the machine, or its own', () => {
  expect(synth(azureStack()).terraform.backend).toEqual({ local: { path: '../../../terraform.service.tfstate' } });
  const stack = azureStack();
  new LocalBackend(stack, { path: 'elsewhere.tfstate' });
  expect(synth(stack).terraform.backend).toEqual({ local: { path: 'elsewhere.tfstate' } });
});

test('is the cloud of what stands in it', () => {
  const stack = azureStack();
  expect(faas.Cloud.of(stack)).toBe(stack.cloud);
  expect(stack.cloud).toMatchObject({ name: 'azure', ...options });
});
