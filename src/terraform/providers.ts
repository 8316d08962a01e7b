import { TerraformProvider, TerraformStack } from './engine';

/** The providers of one type in a stack. Walks the tree: for what is asked once a stack. */
export function providersOf(stack: TerraformStack, type: string): TerraformProvider[] {
  return stack.node
    .findAll()
    .filter((child): child is TerraformProvider => TerraformProvider.isTerraformProvider(child))
    .filter((provider) => provider.terraformResourceType === type);
}

/** The version constraint that a stack's configuration will have for a provider; undefined for any version. */
export function versionConstraint(stack: TerraformStack, type: string): string | undefined {
  const { rawOverrides } = stack as unknown as { rawOverrides: Overrides };
  const overridden = rawOverrides.terraform?.required_providers?.[type];
  if (typeof overridden === 'object' && overridden.version !== undefined) return overridden.version;
  const [provider] = providersOf(stack, type).slice(-1);
  const { providerVersion, providerVersionConstraint } = provider?.terraformGeneratorMetadata ?? {};
  return providerVersion ?? providerVersionConstraint;
}

/** The constraint on Terraform itself that a stack was given; undefined for any version. */
export function requiredTerraform(stack: TerraformStack): string | undefined {
  return (stack as unknown as { rawOverrides: Overrides }).rawOverrides.terraform?.required_version;
}

interface Overrides {
  readonly terraform?: {
    readonly required_version?: string;
    readonly required_providers?: Record<string, { readonly version?: string }>;
  };
}
