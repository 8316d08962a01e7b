/**
 * What Azure Functions allows on the Flex Consumption plan.
 * @see https://learn.microsoft.com/azure/azure-functions/flex-consumption-plan
 */
export const limits = {
  /** Sizes of an instance. */
  memoryMiB: [512, 2048, 4096],
  /** The load balancer in front gives up after this time. */
  httpTimeoutSeconds: 230,
  instances: { least: 1, most: 1000 },
  defaultMaxInstances: 50,
  /** Earlier versions of the azurerm provider refuse fewer instances than this. */
  maxInstancesBefore: { version: '4.58.0', least: 40 },
  logRetentionDays: { least: 30, most: 730 },
  /** The longest lock of a Service Bus message; the host renews it. */
  lockSeconds: 300,
  appName: 32,
  queueName: 260,
  /** Of an SQL rule of a Service Bus subscription. */
  ruleLength: 1024,
  /** Callers that an app may let in by name: all their ids together take at most 500 characters. */
  callers: 13,
  /** Of a Key Vault secret. */
  secretTags: 15,
  /** Queues whose states fit into a tag of an app. */
  stoppedQueues: 18,
  /** With the prefix of its kind, the name of a function within the app. */
  functionName: 127,
} as const;

/**
 * Application settings that this library sets, and those that the plan refuses.
 * @see https://learn.microsoft.com/azure/azure-functions/flex-consumption-plan#deprecated-properties-and-settings
 */
export const reservedSettings = new RegExp(
  `^(${[
    'FAASADE_.*',
    'AzureWebJobsStorage.*',
    'AzureFunctionsJobHost__functionTimeout',
    'AzureFunctionsJobHost__extensions__serviceBus__.*',
    'APPLICATIONINSIGHTS_(CONNECTION_STRING|AUTHENTICATION_STRING)',
    'AZURE_CLIENT_ID',
    'DEPLOYMENT_STORAGE_CONNECTION_STRING',
    'IDENTITY_(ENDPOINT|HEADER)',
    'MSI_(ENDPOINT|SECRET)',
    'FUNCTIONS_(EXTENSION_VERSION|MAX_HTTP_CONCURRENCY|WORKER_PROCESS_COUNT|WORKER_RUNTIME|WORKER_RUNTIME_VERSION)',
    'WEBSITE_(CONTENTAZUREFILECONNECTIONSTRING|CONTENTSHARE|NODE_DEFAULT_VERSION|RUN_FROM_PACKAGE|TIME_ZONE)',
    'SCM_DO_BUILD_DURING_DEPLOYMENT',
    'ENABLE_ORYX_BUILD',
    'linuxFxVersion',
    'alwaysOn',
    'functionAppScaleLimit',
    'preWarmedInstanceCount',
    'TZ',
  ].join('|')})$`,
  'i',
);

/**
 * Names that the platform, the host or this library sets, and those that the plan refuses. Names of settings are
 * equal on Azure whatever the case of their letters.
 * @see https://learn.microsoft.com/azure/azure-functions/functions-app-settings
 */
export const reservedVariables = new RegExp(
  `^(${[
    'AzureWebJobs.*',
    'AzureFunctions.*',
    'FUNCTIONS_.*',
    'WEBSITES?_.*',
    'SCM_.*',
    'APPLICATIONINSIGHTS_.*',
    'APPINSIGHTS_.*',
    'IDENTITY_(ENDPOINT|HEADER)',
    'MSI_(ENDPOINT|SECRET)',
    'AZURE_CLIENT_ID',
    'DEPLOYMENT_STORAGE_CONNECTION_STRING',
    'ENABLE_ORYX_BUILD',
    'linuxFxVersion',
    'alwaysOn',
    'functionAppScaleLimit',
    'preWarmedInstanceCount',
    'TZ',
  ].join('|')})$`,
  'i',
);
