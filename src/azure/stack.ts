import { Construct } from 'constructs';
import { checkOptions } from './check-options';
import { AzureCloud } from './cloud';
import { AzureOptions } from './options';
import { AzurermProvider } from '../terraform/azurerm';
import { ensureBackend } from '../terraform/backend';
import { TerraformBackend, TerraformStack } from '../terraform/engine';

/** What an Azure stack is. */
export interface AzureStackProps extends AzureOptions {}

/**
 * A Terraform stack on Azure: the azurerm provider and an `AzureCloud`. Other resources may stand in it too.
 *
 * Without a backend of its own, its state is a local file.
 */
export class AzureStack extends TerraformStack {
  /** The cloud that constructs in this stack are built on. */
  public readonly cloud: AzureCloud;

  /** The azurerm provider of the stack. */
  public readonly provider: AzurermProvider;

  constructor(scope: Construct, id: string, props: AzureStackProps) {
    const options = checkOptions(`AzureStack '${id}'`, props);
    super(scope, id);
    this.provider = new AzurermProvider(this, 'azurerm', {
      features: [{}],
      subscriptionId: options.subscriptionId,
    });
    // The bindings pin an earlier version, which refuses fewer than 40 instances; the schema is the same.
    this.addOverride('terraform.required_providers.azurerm.version', AZURERM_VERSION);
    this.cloud = new AzureCloud(this, 'Cloud', options);
    this.cloud._ownProvider = this.provider;
  }

  /** The stack's backend: a local file with a relative path where none is declared. */
  public override ensureBackendExists(): TerraformBackend {
    return ensureBackend(this);
  }
}

const AZURERM_VERSION = '>= 4.58, < 5';
