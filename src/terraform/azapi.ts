import { Construct } from 'constructs';
import { TerraformMetaArguments, TerraformProvider, TerraformResource, TerraformStack } from './engine';
import { providersOf } from './providers';

/** What azapi has to be: bodies are values, not JSON texts, from version 2 on. */
export const AZAPI_VERSION = '>= 2.0, < 3';

const TYPE = 'azapi';
const generator = { providerName: TYPE, providerVersionConstraint: AZAPI_VERSION };

export interface AzapiProviderConfig {
  readonly alias?: string;
  readonly subscriptionId?: string;
}

/** The provider azapi, by hand: its bindings would be one more package for two resources. */
export class AzapiProvider extends TerraformProvider {
  constructor(
    scope: Construct,
    id: string,
    private readonly config: AzapiProviderConfig = {},
  ) {
    super(scope, id, {
      terraformResourceType: TYPE,
      terraformGeneratorMetadata: generator,
      terraformProviderSource: 'Azure/azapi',
    });
  }

  public override get alias(): string | undefined {
    return this.config?.alias;
  }

  public override toTerraform(): ReturnType<TerraformProvider['toTerraform']> {
    const own = super.toTerraform();
    // A stack has one version of a provider: the user's own choice stands.
    return hasOther(this) ? { provider: own.provider } : own;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { alias: this.config.alias, subscription_id: this.config.subscriptionId };
  }

  protected override synthesizeHclAttributes(): Record<string, unknown> {
    return hcl(this.synthesizeAttributes());
  }
}

function hasOther(provider: AzapiProvider): boolean {
  return providersOf(TerraformStack.of(provider), TYPE).some((other) => !(other instanceof AzapiProvider));
}

export interface AzapiConfig extends TerraformMetaArguments {
  /** Attributes by the provider's own names. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

class AzapiResource extends TerraformResource {
  private readonly attributes: Readonly<Record<string, unknown>>;

  constructor(scope: Construct, id: string, type: string, { attributes, ...meta }: AzapiConfig) {
    super(scope, id, { ...meta, terraformResourceType: type, terraformGeneratorMetadata: generator });
    this.attributes = attributes;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { ...this.attributes };
  }

  protected override synthesizeHclAttributes(): Record<string, unknown> {
    return hcl(this.attributes);
  }
}

/**
 * Calls an action of a resource.
 * @see https://registry.terraform.io/providers/Azure/azapi/latest/docs/resources/resource_action
 */
export class AzapiResourceAction extends AzapiResource {
  constructor(scope: Construct, id: string, config: AzapiConfig) {
    super(scope, id, 'azapi_resource_action', config);
  }
}

/**
 * Sets properties of a resource that another provider's resource owns.
 * @see https://registry.terraform.io/providers/Azure/azapi/latest/docs/resources/update_resource
 */
export class AzapiUpdateResource extends AzapiResource {
  constructor(scope: Construct, id: string, config: AzapiConfig) {
    super(scope, id, 'azapi_update_resource', config);
  }
}

/** How the engine wants attributes that it writes as HCL. */
function hcl(attributes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(attributes)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, { value, isBlock: false, type: 'simple', storageClassType: 'any' }]),
  );
}
