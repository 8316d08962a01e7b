/** A resource group, by its shape: one of this stack, or a data source that looks it up. */
export interface IResourceGroup {
  /** The name. */
  readonly name: string;
}

/** A Log Analytics workspace, by its shape: one of this stack, or a data source that looks it up. */
export interface ILogWorkspace {
  /** The Azure resource id. */
  readonly id: string;
}

/** A Service Bus namespace, by its shape: one of this stack, or a data source that looks it up. */
export interface IServiceBusNamespace {
  /** The Azure resource id. */
  readonly id: string;
  /** The address, such as `https://acme.servicebus.windows.net:443/`. */
  readonly endpoint: string;
}

/** A Cosmos DB account, by its shape: one of this stack, or a data source that looks it up. */
export interface ICosmosAccount {
  /** The Azure resource id. */
  readonly id: string;
  /** The name. */
  readonly name: string;
  /** The address, such as `https://acme.documents.azure.com:443/`. */
  readonly endpoint: string;
  /** The name of its resource group. */
  readonly resourceGroupName: string;
}

/** A Key Vault, by its shape: one of this stack, or a data source that looks it up. */
export interface IKeyVault {
  /** The Azure resource id. */
  readonly id: string;
  /** The address, such as `https://acme.vault.azure.net/`. */
  readonly vaultUri: string;
}

/** A user-assigned identity, by its shape: one of this stack, or a data source that looks it up. */
export interface IUserAssignedIdentity {
  /** The Azure resource id. */
  readonly id: string;
}

/**
 * An Entra application that stands for the HTTP endpoints of functions: tokens of their callers are made out to it.
 * @see https://learn.microsoft.com/azure/app-service/configure-authentication-provider-aad
 */
export interface EntraApplication {
  /** Its application (client) id. */
  readonly clientId: string;
  /** The tenant that it is in. */
  readonly tenantId: string;
  /**
   * Its application id URI.
   * @default - `api://` and the client id
   */
  readonly idUri?: string;
}
