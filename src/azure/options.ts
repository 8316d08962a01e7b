import type { CloudProps } from '../cloud';
import {
  EntraApplication,
  ICosmosAccount,
  IKeyVault,
  ILogWorkspace,
  IResourceGroup,
  IServiceBusNamespace,
  IUserAssignedIdentity,
} from './existing';
import type { TerraformProvider } from '../terraform/engine';

/** How the host of a function app signs in to its own storage account. */
export enum HostStorage {
  /** With the account's key, which stands in the app's settings and in Terraform's state. */
  ACCESS_KEY = 'ACCESS_KEY',
  /**
   * With the function's identity. The azurerm provider puts a setting into the app that breaks this; it is taken away
   * after each change of the app. Terraform still uploads packages with the account's key.
   */
  MANAGED_IDENTITY = 'MANAGED_IDENTITY',
}

/** What `AzureCloud` and `AzureStack` take. */
export interface AzureOptions extends CloudProps {
  /** The region, such as `westeurope`. One that is not known yet is warned about (`region`). */
  readonly location: string;

  /** What global names begin with, such as the company's name. */
  readonly namespace: string;

  /**
   * The subscription that resources are placed in.
   * @default - that of the environment, `ARM_SUBSCRIPTION_ID`
   */
  readonly subscriptionId?: string;

  /**
   * An existing resource group to place everything in.
   * @default - a new one
   */
  readonly resourceGroup?: IResourceGroup;

  /**
   * An existing Log Analytics workspace, with a retention of its own.
   * @default - a new one, with the longest retention that a function asks for
   */
  readonly logWorkspace?: ILogWorkspace;

  /**
   * An existing Service Bus namespace of the Standard or Premium tier, for queues, topics and inboxes. To have a topic
   * that exists already trigger functions, give its namespace.
   * @default - a new one of the Standard tier, made with the first queue, topic or inbox
   */
  readonly serviceBusNamespace?: IServiceBusNamespace;

  /**
   * An existing Cosmos DB account for NoSQL, for tables. Its consistency and its backup are its own: a table promises
   * to read what was last written only where the account is strongly consistent.
   * @default - a new serverless one, made with the first table
   */
  readonly cosmosAccount?: ICosmosAccount;

  /**
   * An existing Key Vault that authorizes by roles, for secrets. Who deploys has to be Key Vault Secrets Officer in it.
   * @default - a new one, made with the first secret
   */
  readonly keyVault?: IKeyVault;

  /**
   * An existing identity with which storage accounts read the keys that `encryptionKey` of a bucket names. It needs the
   * role Key Vault Crypto Service Encryption User on them.
   * @default - none: `encryptionKey` of a bucket is an error
   */
  readonly encryptionIdentity?: IUserAssignedIdentity;

  /**
   * The Entra application that HTTP triggers with `HttpAuth.IAM` take tokens for.
   * @default - none: `HttpAuth.IAM` is an error
   */
  readonly entraApplication?: EntraApplication;

  /**
   * Tags of every resource that can have them.
   * @default - none
   */
  readonly tags?: { readonly [name: string]: string };

  /**
   * How hosts sign in to the storage accounts that they keep their own records in.
   * @default HostStorage.ACCESS_KEY
   */
  readonly hostStorage?: HostStorage;

  /**
   * The provider `Azure/azapi`, version 2, for calls that azurerm has no resource for.
   * @default - one with the alias `faasade`
   */
  readonly azapiProvider?: TerraformProvider;
}
