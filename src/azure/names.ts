import { limits } from './limits';
import type { NameRule } from '../terraform/naming';

const words = /^[a-z][a-z0-9-]*[a-z0-9]$/;

function rule(resource: string, maxLength: number, pattern: RegExp = words, separator: '-' | '' = '-'): NameRule {
  return { resource, maxLength, separator, pattern: new RegExp(`^(?=.{2,${maxLength}}$)${pattern.source.slice(1)}`) };
}

/**
 * What Azure allows as names.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
 */
export const names = {
  resourceGroup: rule('azurerm_resource_group', 80),
  logWorkspace: rule('azurerm_log_analytics_workspace', 63, /^[a-z][a-z0-9-]{2,}[a-z0-9]$/),
  applicationInsights: rule('azurerm_application_insights', 80),
  /** Global. */
  serviceBusNamespace: rule('azurerm_servicebus_namespace', 50, /^(?!.*(-sb|-mgmt)$)[a-z][a-z0-9-]{4,}[a-z0-9]$/),
  queue: rule('azurerm_servicebus_queue', 80),
  topic: rule('azurerm_servicebus_topic', 80),
  subscription: rule('azurerm_servicebus_subscription', 50),
  systemTopic: rule('azurerm_eventgrid_system_topic', 64, /^[a-z][a-z0-9-]+[a-z0-9]$/),
  eventSubscription: rule('azurerm_eventgrid_system_topic_event_subscription', 64, /^[a-z][a-z0-9-]+[a-z0-9]$/),
  /** Global. */
  cosmosAccount: rule('azurerm_cosmosdb_account', 44, /^[a-z][a-z0-9-]+[a-z0-9]$/),
  database: rule('azurerm_cosmosdb_sql_database', 80),
  table: rule('azurerm_cosmosdb_sql_container', 80),
  tableRole: rule('azurerm_cosmosdb_sql_role_definition', 64),
  /** Global. */
  keyVault: rule('azurerm_key_vault', 24, /^(?!.*--)[a-z][a-z0-9-]+[a-z0-9]$/),
  secret: rule('azurerm_key_vault_secret', 80),
  role: rule('azurerm_role_definition', 128),
  identity: rule('azurerm_user_assigned_identity', 64, /^[a-z][a-z0-9-]+[a-z0-9]$/),
  workflow: rule('azurerm_logic_app_workflow', 43),
  alarm: rule('azurerm_monitor_metric_alert', 80),
  budget: rule('azurerm_consumption_budget_resource_group', 63),
  diagnosticSetting: rule('azurerm_monitor_diagnostic_setting', 80),
  actionGroup: rule('azurerm_monitor_action_group', 80),
  plan: rule('azurerm_service_plan', 40),
  /** Global; longer names would share a host id. */
  app: rule('azurerm_function_app_flex_consumption', limits.appName),
  /** Global. */
  storageAccount: rule('azurerm_storage_account', 24, /^[a-z0-9]{3,}$/, ''),
} as const;

/** What a name given to a function matches. */
export const appName = new RegExp(`^(?=.{2,${limits.appName}}$)[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9]$`);

/** What a name given to a queue or a topic matches. */
export const queueName = new RegExp(`^(?=.{1,${limits.queueName}}$)[A-Za-z0-9]([A-Za-z0-9._/-]*[A-Za-z0-9])?$`);

/** What a name given to a bucket, which its container gets, matches. */
export const containerName = /^(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;

/** What a name given to a table matches. */
export const tableName = /^[^/\\#?]{0,254}[^/\\#?\s]$/;

/** What a name given to a secret matches. */
export const secretName = /^[A-Za-z0-9-]{1,127}$/;
