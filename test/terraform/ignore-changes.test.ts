import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { App, TerraformResourceLifecycle, TerraformStack } from 'cdktf';
import { ignoreChanges } from '../../src/terraform/ignore-changes';

function group(lifecycle?: TerraformResourceLifecycle): ResourceGroup {
  return new ResourceGroup(new TerraformStack(new App(), 'service'), 'Group', { name: 'a', location: 'b', lifecycle });
}

test('adds to what is left alone already, each once and in one order', () => {
  const resource = group({ preventDestroy: true, ignoreChanges: ['tags'] });
  ignoreChanges(resource, 'name');
  ignoreChanges(resource, 'tags', 'location');
  expect(resource.lifecycle).toEqual({ preventDestroy: true, ignoreChanges: ['location', 'name', 'tags'] });
});

test('begins where there is nothing, and changes nothing where all is left alone', () => {
  const resource = group();
  ignoreChanges(resource, 'name');
  expect(resource.lifecycle).toEqual({ ignoreChanges: ['name'] });
  const other = group({ ignoreChanges: 'all' });
  ignoreChanges(other, 'name');
  expect(other.lifecycle).toEqual({ ignoreChanges: 'all' });
});
