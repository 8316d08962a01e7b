import * as faas from '../../src';
import { terraform, withTerraform } from '../terraform';
import { every, http } from './model';
import { app, azureStack, fn, synth } from './place';

const { HostStorage } = faas.azure;

const group = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/acme';
const ids: Record<string, string> = {
  azurerm_resource_group: group,
  azurerm_log_analytics_workspace: `${group}/providers/Microsoft.OperationalInsights/workspaces/logs`,
  azurerm_application_insights: `${group}/providers/Microsoft.Insights/components/insights`,
  azurerm_servicebus_namespace: `${group}/providers/Microsoft.ServiceBus/namespaces/bus`,
  azurerm_servicebus_queue: `${group}/providers/Microsoft.ServiceBus/namespaces/bus/queues/jobs`,
  azurerm_user_assigned_identity: `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/worker`,
  azurerm_service_plan: `${group}/providers/Microsoft.Web/serverFarms/plan`,
  azurerm_storage_account: `${group}/providers/Microsoft.Storage/storageAccounts/host`,
  azurerm_function_app_flex_consumption: `${group}/providers/Microsoft.Web/sites/worker`,
};
const more: Record<string, string> = {
  azurerm_servicebus_namespace: 'endpoint = "https://bus.servicebus.windows.net:443/"',
  azurerm_storage_account: 'primary_blob_endpoint = "https://host.blob.core.windows.net/"',
  azurerm_user_assigned_identity: 'principal_id = "11111111-1111-1111-1111-111111111111"',
};

/** Providers that answer with ids in the shape of the real ones. */
const mocks = `
mock_provider "azurerm" {
${Object.entries(ids)
  .map(
    ([type, id]) => `  mock_resource "${type}" {
    defaults = {
      id = "${id}"
      ${more[type] ?? ''}
    }
  }`,
  )
  .join('\n')}
}
mock_provider "azapi" {
  alias = "faasade"
}
`;

function assertions(...conditions: readonly (readonly [condition: string, message: string])[]): string {
  const asserts = conditions.map(
    ([condition, message]) => `  assert {\n    condition = ${condition}\n    error_message = "${message}"\n  }`,
  );
  return `${mocks}\nrun "wiring" {\n${asserts.join('\n')}\n}\n`;
}

describe('Terraform', () => {
  withTerraform('applies a function with every trigger to mocks of the providers', () => {
    const stack = azureStack();
    const jobs = new faas.Queue(stack, 'Jobs');
    const worker = fn(stack, 'Worker', { triggers: [http(), faas.Trigger.queue(jobs), every(5)] });
    jobs.grantSend(worker);
    const { folder, one } = synth(stack);
    const address = (type: string, path?: string) => `${type}.${one(type, path)['//'].metadata.uniqueId}`;
    const site = address('azurerm_function_app_flex_consumption');
    const queue = address('azurerm_servicebus_queue', 'Jobs/Queue');
    const receive = address('azurerm_role_assignment', 'ReceiveFrom-Jobs');
    const identity = address('azurerm_user_assigned_identity');
    const triggers = `jsondecode(${site}.app_settings["FAASADE_TRIGGERS"])`;
    terraform.test(
      folder,
      assertions(
        [`${receive}.scope == ${queue}.id`, 'the role is on the queue'],
        [`${receive}.principal_id == ${identity}.principal_id`, "the role is the function's identity's"],
        [`${triggers}.q.Jobs[0] == ${queue}.name`, 'the trigger names the queue'],
        [
          `${site}.app_settings["\${${triggers}.q.Jobs[1]}__fullyQualifiedNamespace"] == "bus.servicebus.windows.net"`,
          'the connection names the namespace',
        ],
        [`${site}.app_settings["FAASADE_BUS__clientId"] == ${identity}.client_id`, 'the connection has the identity'],
        [
          `jsondecode(${site}.app_settings["FAASADE_LINKS"]).q.Jobs == ["bus.servicebus.windows.net", ${queue}.name]`,
          'the link is host and queue',
        ],
        [`contains(${site}.identity[0].identity_ids, ${identity}.id)`, 'the app has the identity'],
        [`${address('azurerm_storage_blob')}.name == "released-package.zip"`, 'the package has its name'],
        [
          `${site}.storage_container_endpoint == "https://host.blob.core.windows.net/packages"`,
          'the app reads the container of the package',
        ],
        [`${address('azapi_resource_action')}.resource_id == ${site}.id`, 'the sync is for the app'],
      ),
    );
    expect(one('azapi_resource_action').depends_on).toEqual([
      address('azurerm_function_app_flex_consumption'),
      address('azurerm_role_assignment', 'ReceiveFrom-Jobs'),
      address('azurerm_role_assignment', 'ReceiveFromInbox'),
      address('azurerm_storage_blob'),
    ]);
    expect(one('azapi_resource_action').lifecycle.replace_triggered_by).toEqual([`${address('terraform_data')}.id`]);
  });

  withTerraform('applies a host that signs in with the identity', () => {
    const stack = azureStack(app(), 'service', { hostStorage: HostStorage.MANAGED_IDENTITY });
    fn(stack, 'Api', { triggers: [http()], capacity: faas.Capacity.warm(1), limits: { maxInstances: 2 } });
    const { folder, one } = synth(stack);
    const update = `azapi_update_resource.${one('azapi_update_resource')['//'].metadata.uniqueId}`;
    terraform.test(
      folder,
      assertions([
        `${update}.body.properties.AzureWebJobsStorage__credential == "managedidentity"`,
        'the settings are written as a whole',
      ]),
    );
  });

  withTerraform('takes both stacks of a queue and its consumer', () => {
    const parent = app();
    const [first, second] = [azureStack(parent, 'first'), azureStack(parent, 'second')];
    const jobs = new faas.Queue(first, 'Jobs');
    jobs.grantSend(fn(second, 'Worker', { triggers: [faas.Trigger.queue(jobs), every(60)] }));
    for (const stack of [first, second]) terraform.validate(synth(stack).folder);
  });
});
