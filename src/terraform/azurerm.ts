/** By file: the provider's own index loads a thousand of them. */
export { ApplicationInsights } from '@cdktf/provider-azurerm/lib/application-insights';
export { FunctionAppFlexConsumption } from '@cdktf/provider-azurerm/lib/function-app-flex-consumption';
export { LogAnalyticsWorkspace } from '@cdktf/provider-azurerm/lib/log-analytics-workspace';
export { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider';
export { ResourceGroup } from '@cdktf/provider-azurerm/lib/resource-group';
export { RoleAssignment } from '@cdktf/provider-azurerm/lib/role-assignment';
export { ServicePlan } from '@cdktf/provider-azurerm/lib/service-plan';
export { ServicebusNamespace } from '@cdktf/provider-azurerm/lib/servicebus-namespace';
export { ServicebusQueue } from '@cdktf/provider-azurerm/lib/servicebus-queue';
export { StorageAccount } from '@cdktf/provider-azurerm/lib/storage-account';
export { StorageBlob } from '@cdktf/provider-azurerm/lib/storage-blob';
export { StorageContainer } from '@cdktf/provider-azurerm/lib/storage-container';
export { UserAssignedIdentity } from '@cdktf/provider-azurerm/lib/user-assigned-identity';
