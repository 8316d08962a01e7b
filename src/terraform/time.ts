import { Construct } from 'constructs';
import { ITerraformDependable, TerraformProvider, TerraformResource, TerraformStack } from './engine';
import { providersOf } from './providers';

const ID = 'FaasadeTime';
const TYPE = 'time';

/** Under an alias, so that a time provider of the user's own in the same stack is left alone. */
class TimeProvider extends TerraformProvider {
  constructor(scope: Construct) {
    super(scope, ID, {
      terraformResourceType: TYPE,
      terraformProviderSource: 'hashicorp/time',
      terraformGeneratorMetadata: { providerName: TYPE, providerVersionConstraint: '~> 0.13' },
    });
  }

  public override get alias(): string {
    return 'faasade';
  }

  public override toTerraform(): ReturnType<TerraformProvider['toTerraform']> {
    const own = super.toTerraform();
    // A stack has one version of a provider: the user's own choice stands.
    return providersOf(TerraformStack.of(this), TYPE).length > 1 ? { provider: own.provider } : own;
  }
}

/**
 * Waits once, when it is created, after what it depends on.
 * @see https://registry.terraform.io/providers/hashicorp/time/latest/docs/resources/sleep
 */
export function sleep(scope: Construct, id: string, seconds: number, after: ITerraformDependable[]): TerraformResource {
  const stack = TerraformStack.of(scope);
  const provider = (stack.node.tryFindChild(ID) as TimeProvider | undefined) ?? new TimeProvider(stack);
  const resource = new TerraformResource(scope, id, {
    terraformResourceType: 'time_sleep',
    provider,
    dependsOn: after,
  });
  resource.addOverride('create_duration', `${seconds}s`);
  return resource;
}
