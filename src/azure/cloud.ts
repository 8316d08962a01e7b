import { Construct } from 'constructs';
import { Cloud } from '../cloud';
import { checkOptions } from './check-options';
import {
  EntraApplication,
  ICosmosAccount,
  IKeyVault,
  ILogWorkspace,
  IResourceGroup,
  IServiceBusNamespace,
  IUserAssignedIdentity,
} from './existing';
import { keylessStorage } from './keyless-storage';
import { limits } from './limits';
import { names } from './names';
import { AzureOptions, HostStorage } from './options';
import { regions } from './regions';
import { appWriterRole, objectWriterRole } from './roles';
import { SharedTables } from './shared-tables';
import { SharedVault } from './shared-vault';
import { azureTarget } from './target';
import { warnOfRegion } from '../private/region';
import type { Target } from '../private/target';
import { holdsToken } from '../private/tokens';
import { AzapiProvider } from '../terraform/azapi';
import {
  ApplicationInsights,
  AzurermProvider,
  DataAzurermClientConfig,
  LogAnalyticsWorkspace,
  ResourceGroup,
  RoleDefinition,
  ServicebusNamespace,
} from '../terraform/azurerm';
import { Fn, Lazy, TerraformProvider, TerraformStack } from '../terraform/engine';
import { fixLogicalIds } from '../terraform/logical-ids';
import { nameOf } from '../terraform/naming';

/** What an Azure cloud in a stack of the user's own is. */
export interface AzureCloudProps extends AzureOptions {
  /**
   * The azurerm provider that resources use, version 4.
   * @default - the stack's default one
   */
  readonly provider?: TerraformProvider;
}

/**
 * Azure through Terraform, in a stack with an azurerm provider. Functions and what they use, below the same scope, are
 * built here. What they share is made when the first of them needs it.
 */
export class AzureCloud extends Cloud {
  /** The region. */
  public readonly location: string;

  /** What global names begin with. */
  public readonly namespace: string;

  /** @internal */
  public readonly _tags: { readonly [name: string]: string } | undefined;

  /** @internal */
  public readonly _provider: TerraformProvider | undefined;

  /** @internal */
  public readonly _hostStorage: HostStorage;

  /** The provider of a stack of ours, whose features we may set. @internal */
  public _ownProvider?: AzurermProvider;

  /** @internal */
  public readonly _tables: SharedTables;

  /** @internal */
  public readonly _secrets: SharedVault;

  private readonly options: AzureOptions;
  private readonly target: Target;
  private ownGroup?: ResourceGroup;
  private ownWorkspace?: LogAnalyticsWorkspace;
  private ownNamespace?: ServicebusNamespace;
  private insights?: ApplicationInsights;
  private client?: DataAzurermClientConfig;
  private keyless = false;
  private objectWriter?: RoleDefinition;
  private appWriter?: RoleDefinition;
  private logRetentionDays: number = limits.logRetentionDays.least;

  constructor(scope: Construct, id: string, props: AzureCloudProps) {
    super(scope, id, checkOptions(`AzureCloud '${[scope.node.path, id].filter(Boolean).join('/')}'`, props));
    fixLogicalIds(TerraformStack.of(this));
    this.options = props;
    this.location = props.location;
    this.namespace = props.namespace;
    this._tags = props.tags;
    this._provider = props.provider;
    this._hostStorage = props.hostStorage ?? HostStorage.ACCESS_KEY;
    this._tables = new SharedTables(this, props.cosmosAccount);
    this._secrets = new SharedVault(this, props.keyVault);
    this.target = azureTarget(this);
    warnOfRegion(this, this.target, this.location, regions);
  }

  /** The resource group that everything is placed in. */
  public get resourceGroup(): IResourceGroup {
    if (this.options.resourceGroup) return this.options.resourceGroup;
    return (this.ownGroup ??= new ResourceGroup(this, 'ResourceGroup', {
      name: nameOf(this, this, names.resourceGroup),
      location: this.location,
      tags: this._tags,
      provider: this._provider,
    }));
  }

  /** Where all logs go. */
  public get logWorkspace(): ILogWorkspace {
    if (this.options.logWorkspace) return this.options.logWorkspace;
    return (this.ownWorkspace ??= new LogAnalyticsWorkspace(this, 'LogWorkspace', {
      ...this._place(),
      name: nameOf(this, this, names.logWorkspace),
      sku: 'PerGB2018',
      retentionInDays: Lazy.numberValue({ produce: () => this.logRetentionDays }),
      localAuthenticationEnabled: false,
    }));
  }

  /** What functions send their logs, requests and traces to. It takes them from known identities only. */
  public get applicationInsights(): ApplicationInsights {
    return (this.insights ??= new ApplicationInsights(this, 'ApplicationInsights', {
      ...this._place(),
      name: nameOf(this, this, names.applicationInsights),
      applicationType: 'web',
      workspaceId: this.logWorkspace.id,
      localAuthenticationDisabled: true,
    }));
  }

  /** Where queues, topics and inboxes are. It takes known identities only. */
  public get serviceBusNamespace(): IServiceBusNamespace {
    if (this.options.serviceBusNamespace) return this.options.serviceBusNamespace;
    return (this.ownNamespace ??= new ServicebusNamespace(this, 'ServiceBus', {
      ...this._place(),
      name: nameOf(this, this, names.serviceBusNamespace),
      sku: 'Standard',
      localAuthEnabled: false,
      minimumTlsVersion: '1.2',
    }));
  }

  /** Where tables are: a serverless account. It takes known identities only. */
  public get cosmosAccount(): ICosmosAccount {
    return this._tables.account;
  }

  /** Where secrets are. It lets in by roles only. */
  public get keyVault(): IKeyVault {
    return this._secrets.vault;
  }

  /** @internal */
  public get _target(): Target {
    return this.target;
  }

  /** The host name of the Service Bus namespace, as clients take it. @internal */
  public _serviceBusHost(): string {
    return Fn.trimsuffix(Fn.trimprefix(this.serviceBusNamespace.endpoint, 'https://'), ':443/');
  }

  /** Whether a topic of another cloud can forward to an inbox of this one. @internal */
  public _sharesServiceBus(other: AzureCloud): boolean {
    const { serviceBusNamespace: given } = this.options;
    const { serviceBusNamespace: others } = other.options;
    return this === other || (!!given && !!others && (given === others || sameId(given.id, others.id)));
  }

  /** Whether the Service Bus namespace is the user's own. @internal */
  public get _givenServiceBus(): boolean {
    return this.options.serviceBusNamespace !== undefined;
  }

  /** @internal */
  public get _entraApplication(): EntraApplication | undefined {
    return this.options.entraApplication;
  }

  /** @internal */
  public get _encryptionIdentity(): IUserAssignedIdentity | undefined {
    return this.options.encryptionIdentity;
  }

  /** Who deploys, and where. @internal */
  public _client(): DataAzurermClientConfig {
    return (this.client ??= new DataAzurermClientConfig(this, 'Client', { provider: this._provider }));
  }

  /** Has the provider manage storage accounts without their keys. @internal */
  public _keylessStorage(): void {
    if (!this.keyless) keylessStorage(this);
    this.keyless = true;
  }

  /** A role that lets write objects in buckets of this cloud. @internal */
  public _objectWriter(): RoleDefinition {
    return (this.objectWriter ??= objectWriterRole(this, 'ObjectWriter', this, this._groupId()));
  }

  /** A role that lets write apps of this cloud. @internal */
  public _appWriter(): RoleDefinition {
    return (this.appWriter ??= appWriterRole(this, 'AppWriter', this, this._groupId()));
  }

  /** What every resource in the group has. @internal */
  public _place() {
    return {
      resourceGroupName: this.resourceGroup.name,
      location: this.location,
      tags: this._tags,
      provider: this._provider,
    };
  }

  /** The provider for what azurerm has no resource for: one a stack. @internal */
  public _azapi(): TerraformProvider {
    const stack = TerraformStack.of(this);
    const { azapiProvider, subscriptionId } = this.options;
    const own = stack.node.tryFindChild(AZAPI) as AzapiProvider | undefined;
    return azapiProvider ?? own ?? new AzapiProvider(stack, AZAPI, { alias: 'faasade', subscriptionId });
  }

  /** Has logs kept at least so long. @internal */
  public _keepLogs(days: number): void {
    this.logRetentionDays = Math.max(this.logRetentionDays, days);
  }

  /** How long logs are kept; undefined where the user's own workspace does not say. @internal */
  public _keptLogDays(): number | undefined {
    const { logWorkspace } = this.options;
    if (!logWorkspace) return this.logRetentionDays;
    if (!(logWorkspace instanceof LogAnalyticsWorkspace)) return undefined;
    return logWorkspace.retentionInDaysInput ?? limits.logRetentionDays.least;
  }

  /** The resource group's id, which a given one need not tell. @internal */
  public _groupId(): string {
    return `/subscriptions/${this._client().subscriptionId}/resourceGroups/${this.resourceGroup.name}`;
  }
}

const AZAPI = 'FaasadeAzapi';

/** As far as it is known: an id of another stack, or of a look-up, is one on deployment only. */
function sameId(one: string, other: string): boolean {
  return !holdsToken(one) && !holdsToken(other) && one.toLowerCase() === other.toLowerCase();
}
