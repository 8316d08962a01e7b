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
