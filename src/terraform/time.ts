import { Construct } from 'constructs';
import { ITerraformDependable, TerraformProvider, TerraformResource, TerraformStack } from './engine';
import { providersOf } from './providers';

const ID = 'FaasadeTime';
const TYPE = 'time';
const generator = { providerName: TYPE, providerVersionConstraint: '~> 0.13' };

/** Under an alias, so that a time provider of the user's own in the same stack is left alone. */
class TimeProvider extends TerraformProvider {
  constructor(scope: Construct) {
    super(scope, ID, {
      terraformResourceType: TYPE,
      terraformProviderSource: 'hashicorp/time',
      terraformGeneratorMetadata: generator,
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

class TimeSleep extends TerraformResource {
  constructor(
    scope: Construct,
    id: string,
    provider: TimeProvider,
    private readonly seconds: number,
    dependsOn: ITerraformDependable[],
  ) {
    super(scope, id, {
      terraformResourceType: 'time_sleep',
      terraformGeneratorMetadata: generator,
      provider,
      dependsOn,
    });
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { create_duration: `${this.seconds}s` };
  }

  protected override synthesizeHclAttributes(): Record<string, unknown> {
    return {
      create_duration: { value: `${this.seconds}s`, isBlock: false, type: 'simple', storageClassType: 'string' },
    };
  }
}

/**
 * Waits once, when it is created, after what it depends on.
 * @see https://registry.terraform.io/providers/hashicorp/time/latest/docs/resources/sleep
 */
export function sleep(scope: Construct, id: string, seconds: number, after: ITerraformDependable[]): TerraformResource {
  const stack = TerraformStack.of(scope);
  const provider = (stack.node.tryFindChild(ID) as TimeProvider | undefined) ?? new TimeProvider(stack);
  return new TimeSleep(scope, id, provider, seconds, after);
}
