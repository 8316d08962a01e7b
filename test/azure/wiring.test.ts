import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
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
  azurerm_servicebus_topic: `${group}/providers/Microsoft.ServiceBus/namespaces/bus/topics/orders`,
  azurerm_servicebus_subscription: `${group}/providers/Microsoft.ServiceBus/namespaces/bus/topics/orders/subscriptions/its`,
  azurerm_storage_account: `${group}/providers/Microsoft.Storage/storageAccounts/host`,
  azurerm_storage_container: `${group}/providers/Microsoft.Storage/storageAccounts/host/blobServices/default/containers/objects`,
  azurerm_eventgrid_system_topic: `${group}/providers/Microsoft.EventGrid/systemTopics/events`,
  azurerm_cosmosdb_account: `${group}/providers/Microsoft.DocumentDB/databaseAccounts/acme`,
  azurerm_cosmosdb_sql_container: `${group}/providers/Microsoft.DocumentDB/databaseAccounts/acme/sqlDatabases/d/containers/c`,
  azurerm_key_vault: `${group}/providers/Microsoft.KeyVault/vaults/acme`,
  azurerm_key_vault_secret: 'https://acme.vault.azure.net/secrets/key/1',
  azurerm_function_app_flex_consumption: `${group}/providers/Microsoft.Web/sites/worker`,
  azurerm_logic_app_workflow: `${group}/providers/Microsoft.Logic/workflows/opens`,
};
const more: Record<string, string> = {
  azurerm_servicebus_namespace: 'endpoint = "https://bus.servicebus.windows.net:443/"',
  azurerm_storage_account: 'primary_blob_endpoint = "https://host.blob.core.windows.net/"',
  azurerm_user_assigned_identity: 'principal_id = "11111111-1111-1111-1111-111111111111"',
  azurerm_eventgrid_system_topic: 'identity = { principal_id = "33333333-3333-3333-3333-333333333333" }',
  azurerm_cosmosdb_account: 'endpoint = "https://acme.documents.azure.com:443/"',
  azurerm_key_vault: 'vault_uri = "https://acme.vault.azure.net/"',
  azurerm_key_vault_secret: `resource_versionless_id = "${group}/providers/Microsoft.KeyVault/vaults/acme/secrets/key"`,
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
  mock_data "azurerm_client_config" {
    defaults = {
      subscription_id = "00000000-0000-0000-0000-000000000000"
      tenant_id = "44444444-4444-4444-4444-444444444444"
      object_id = "55555555-5555-5555-5555-555555555555"
    }
  }
}
mock_provider "azapi" {
  alias = "faasade"
}
mock_provider "time" {
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
        [`${triggers}.q.Jobs.q == ${queue}.name`, 'the trigger names the queue'],
        [
          `${site}.app_settings["\${${triggers}.q.Jobs.c}__fullyQualifiedNamespace"] == "bus.servicebus.windows.net"`,
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
      address('azurerm_role_assignment', 'SendToDeadLettersOf-Jobs'),
      address('azurerm_role_assignment', 'Worker/SendToDeadLetters'),
      address('azurerm_role_assignment', 'SendToInbox'),
      address('azurerm_storage_blob'),
    ]);
    expect(one('azapi_resource_action').lifecycle.replace_triggered_by).toEqual([`${address('terraform_data')}.id`]);
  });

  withTerraform('applies a function with windows to mocks of the providers', () => {
    const stack = azureStack();
    const windows = [faas.CapacityWindow.cron({ opens: '0 8 * * MON-FRI', closes: '0 18 * * MON-FRI', warm: 3 })];
    fn(stack, 'Worker', { triggers: [http()], capacity: faas.Capacity.warm(0, { windows }) });
    const { folder, one } = synth(stack);
    const address = (type: string, path?: string) => `${type}.${one(type, path)['//'].metadata.uniqueId}`;
    const site = address('azurerm_function_app_flex_consumption');
    const identity = address('azurerm_user_assigned_identity', 'CapacityIdentity');
    const role = address('azurerm_role_assignment', 'WriteApp');
    const workflow = address('azurerm_logic_app_workflow', 'opens');
    const action = address('azurerm_logic_app_action_custom', 'opens');
    const set = `jsondecode(${action}.body).actions.Try.actions.Set.inputs`;
    terraform.test(
      folder,
      assertions(
        [`${set}.uri == "https://management.azure.com\${${site}.id}?api-version=2024-11-01"`, 'the app is written'],
        [`${set}.authentication.identity == ${identity}.id`, 'as the identity'],
        [`contains(${workflow}.identity[0].identity_ids, ${identity}.id)`, 'which the workflow has'],
        [`${role}.principal_id == ${identity}.principal_id && ${role}.scope == ${site}.id`, 'and which may write it'],
        [`${action}.logic_app_id == ${workflow}.id`, 'the action is of the workflow'],
        [
          `jsondecode(${address('azurerm_logic_app_trigger_custom', 'opens')}.body).recurrence.timeZone == "UTC"`,
          'the trigger has a time zone',
        ],
        [
          `${address('azurerm_monitor_metric_alert', 'opens')}.scopes == toset([${workflow}.id])`,
          'the alarm watches the workflow',
        ],
      ),
    );
  });

  withTerraform('applies a service with every resource to mocks of the providers', () => {
    const entraApplication = {
      clientId: '22222222-2222-2222-2222-222222222222',
      tenantId: '44444444-4444-4444-4444-444444444444',
    };
    const stack = azureStack(app(), 'service', { entraApplication });
    // Terraform's tests destroy what they applied.
    const removalPolicy = faas.RemovalPolicy.DESTROY;
    const orders = new faas.Topic(stack, 'Orders');
    const uploads = new faas.Bucket(stack, 'Uploads', {
      removalPolicy,
      versioned: true,
      lifecycleRules: [{ expiresAfter: faas.Duration.days(9), earlierVersionsExpireAfter: faas.Duration.days(3) }],
      cors: { allowOrigins: ['https://a.example'] },
    });
    const stock = new faas.Table(stack, 'Stock', {
      removalPolicy,
      partitionKey: { name: 'shop' },
      sortKey: { name: 'sku' },
      indexes: [{ name: 'byState', partitionKey: { name: 'state' }, sortKey: { name: 'at' } }],
      ttlAttribute: 'expires',
      pointInTimeRecovery: true,
    });
    const key = new faas.Secret(stack, 'ApiKey', { removalPolicy, generatedLength: 40 });
    const jobs = new faas.Queue(stack, 'Jobs', { ordered: true, retention: faas.Duration.days(1) });
    const filter = { kind: faas.AttributeFilter.anyOf("it's", '${x}'), region: faas.AttributeFilter.prefix('eu_') };
    const worker = fn(stack, 'Worker', {
      triggers: [
        http({ auth: faas.HttpAuth.IAM }),
        faas.Trigger.topic(orders, { filter }),
        faas.Trigger.objectCreated(uploads, { prefix: 'in/', suffix: '.png' }),
        faas.Trigger.queue(jobs),
      ],
      azure: { allowedIpRanges: ['203.0.113.0/24'] },
    });
    const front = fn(stack, 'Front', { triggers: [http({ auth: faas.HttpAuth.IAM })] });
    orders.grantPublish(front);
    uploads.grantReadWrite(front);
    stock.grantReadWrite(front);
    key.grantRead(front);
    worker.grantInvoke(front);
    front.grantInvoke(worker);
    const { folder, one } = synth(stack);
    const address = (type: string, path?: string) => `${type}.${one(type, path)['//'].metadata.uniqueId}`;
    const [its, its2] = ['Worker/App', 'Front/App'].map((path) =>
      address('azurerm_function_app_flex_consumption', path),
    );
    const links = `jsondecode(${its2}.app_settings["FAASADE_LINKS"])`;
    const subscription = address('azurerm_servicebus_subscription');
    const events = address('azurerm_eventgrid_system_topic_event_subscription');
    const inbox = address('azurerm_servicebus_queue', 'Worker/Inbox');
    const rule = address('azapi_resource_action', 'RuleOf-Orders');
    terraform.test(
      folder,
      assertions(
        [`${subscription}.forward_to == ${inbox}.name`, 'the topic forwards to the inbox'],
        [`endswith(${rule}.resource_id, "/subscriptions/its/rules/$Default")`, 'the rule is the only one'],
        [
          `strcontains(${rule}.body.properties.sqlFilter.sqlExpression, "[kind] IN ('it''s', '$\${x}')")`,
          'the filter is as it was written',
        ],
        [`${events}.service_bus_queue_endpoint_id == ${inbox}.id`, 'events go to the inbox'],
        [
          `${events}.subject_filter[0].subject_begins_with == "/blobServices/default/containers/objects/blobs/in/"`,
          'events are of the one container',
        ],
        [
          `${address('azurerm_role_assignment', 'SendEventsOf-Uploads')}.principal_id == ` +
            `${address('azurerm_eventgrid_system_topic')}.identity[0].principal_id`,
          'Event Grid may send to the inbox',
        ],
        [
          `${address('azurerm_cosmosdb_sql_role_assignment', 'Front/ReadTable-Stock')}.scope == ` +
            `"\${${address('azurerm_cosmosdb_account')}.id}/dbs/\${${address('azurerm_cosmosdb_sql_database')}.name}/colls/` +
            `\${${address('azurerm_cosmosdb_sql_container')}.name}"`,
          'the role is on the one table',
        ],
        [`${links}.d.Stock.n[0] == "https://acme.documents.azure.com:443/"`, 'the link names the account'],
        [`${links}.b.Uploads == ["https://host.blob.core.windows.net/", "objects"]`, 'the link names the container'],
        [`${links}.s.ApiKey[0] == "https://acme.vault.azure.net/"`, 'the link names the vault'],
        [`${links}.f.Worker[0] == "https://\${${its}.name}.azurewebsites.net"`, 'the link names the app'],
        [
          `contains(${its}.auth_settings_v2[0].active_directory_v2[0].allowed_identities, ` +
            `${address('azurerm_user_assigned_identity', 'Front/Identity')}.principal_id)`,
          'the caller may call',
        ],
        [`${address('azurerm_key_vault_secret')}.value == null`, 'the secret is in no state'],
      ),
    );
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

  withTerraform('takes both stacks of resources and the function that uses them', () => {
    const parent = app();
    const [first, second] = [azureStack(parent, 'first'), azureStack(parent, 'second')];
    const jobs = new faas.Queue(first, 'Jobs');
    const uploads = new faas.Bucket(first, 'Uploads');
    const stock = new faas.Table(first, 'Stock', { partitionKey: { name: 'sku' } });
    const key = new faas.Secret(first, 'ApiKey');
    const triggers = [faas.Trigger.queue(jobs), faas.Trigger.objectCreated(uploads), every(60)];
    const worker = fn(second, 'Worker', { triggers });
    jobs.grantSend(worker);
    uploads.grantReadWrite(worker);
    stock.grantReadWrite(worker);
    key.grantRead(worker);
    for (const stack of [first, second]) terraform.validate(synth(stack).folder);
  });

  withTerraform('leaves alone what a stop has changed', () => {
    const stack = azureStack();
    const worker = fn(stack, 'Worker', { triggers: [faas.Trigger.queue(new faas.Queue(stack, 'Jobs'))] });
    faas.Stop.of(worker);
    const { folder, one } = synth(stack);
    const unique = (type: string, path: string): string => one(type, path)['//'].metadata.uniqueId;
    const worked = unique('azurerm_function_app_flex_consumption', 'Worker/App');
    const queue = unique('azurerm_servicebus_queue', 'Jobs/Queue');
    const breaker = unique('azurerm_function_app_flex_consumption', 'Breaker/App');
    // Variables stand for what others change between two plans.
    const file = join(folder, 'cdk.tf.json');
    const { resource, ...others } = JSON.parse(readFileSync(file, 'utf8'));
    resource.azurerm_function_app_flex_consumption[worked].tags = '${var.tags}';
    resource.azurerm_servicebus_queue[queue].status = '${var.status}';
    const variable = { tags: { type: 'map(string)', default: null }, status: { type: 'string', default: 'Active' } };
    writeFileSync(file, JSON.stringify({ ...others, resource, variable }));
    const conditions = {
      [`azurerm_function_app_flex_consumption.${worked}.tags == tomap({ "faasade-stopped" = "kept" })`]:
        'the tag stays',
      [`azurerm_servicebus_queue.${queue}.status == "ReceiveDisabled"`]: 'the queue stays paused',
      [`jsondecode(azurerm_function_app_flex_consumption.${breaker}.app_settings["STOP_TARGETS"]).f == ` +
      `[{ a = azurerm_function_app_flex_consumption.${worked}.id, q = [azurerm_servicebus_queue.${queue}.id] }]`]:
        'the breaker knows both',
    };
    terraform.test(
      folder,
      `${mocks}
run "stopped" {
  variables {
    tags   = { "faasade-stopped" = "kept" }
    status = "ReceiveDisabled"
  }
}
run "again" {
${Object.entries(conditions)
  .map(([condition, message]) => `  assert {\n    condition = ${condition}\n    error_message = "${message}"\n  }`)
  .join('\n')}
}
`,
    );
  });
});
