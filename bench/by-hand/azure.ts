import { ApplicationInsights } from '@cdktf/provider-azurerm/lib/application-insights';
import { LogAnalyticsWorkspace } from '@cdktf/provider-azurerm/lib/log-analytics-workspace';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
import { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
import { ServicebusNamespace } from '@cdktf/provider-azurerm/lib/servicebus-namespace';
import { App, Fn, LocalBackend, TerraformProvider, TerraformStack } from 'cdktf';
import { Shared, work } from './azure-function';

const [count, outdir] = process.argv.slice(2);
const app = new App({ outdir });
const stack = new TerraformStack(app, 'service');
new LocalBackend(stack, { path: 'terraform.tfstate' });
new AzurermProvider(stack, 'azurerm', { features: [{}] });
/** It has no published bindings. */
class AzapiProvider extends TerraformProvider {}
const azapi = new AzapiProvider(stack, 'azapi', {
  terraformResourceType: 'azapi',
  terraformProviderSource: 'Azure/azapi',
  terraformGeneratorMetadata: { providerName: 'azapi', providerVersionConstraint: '>= 2.0, < 3' },
});

const group = new ResourceGroup(stack, 'Group', { name: 'acme-service', location: 'westeurope' });
const place = { location: 'westeurope', resourceGroupName: group.name };
const workspace = new LogAnalyticsWorkspace(stack, 'Workspace', {
  ...place,
  name: 'acme-service-logs',
  sku: 'PerGB2018',
  retentionInDays: 30,
  localAuthenticationEnabled: false,
});
const insights = new ApplicationInsights(stack, 'Insights', {
  ...place,
  name: 'acme-service-insights',
  applicationType: 'web',
  workspaceId: workspace.id,
  localAuthenticationDisabled: true,
});
const bus = new ServicebusNamespace(stack, 'Bus', {
  ...place,
  name: 'acme-service-bus',
  sku: 'Standard',
  localAuthEnabled: false,
  minimumTlsVersion: '1.2',
});
const host = Fn.trimsuffix(Fn.trimprefix(bus.endpoint, 'https://'), ':443/');
const shared: Shared = { place, insights, bus, host, azapi };
for (let n = 0; n < Number(count); n++) work(stack, n, shared);
app.synth();
